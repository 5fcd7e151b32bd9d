import { useEffect } from 'react';
import { isTyping } from '#components/ui/is-typing.ts';

/**
 * One-letter shortcuts of a page, by `KeyboardEvent.key`. They rest while somebody types, and while a dialog is open.
 * Esc reaches its action from everywhere but a control that used it. A key acts once, for whoever listens first: leave out
 * of `actions` what can do nothing right now.
 */
export function useKeys(actions: ReadonlyMap<string, () => void>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]')) return;
      const isFree = event.key === 'Escape' ? !event.defaultPrevented : !isTyping(event);
      const act = isFree ? actions.get(event.key) : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions]);
}
