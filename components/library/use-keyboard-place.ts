import { type RefObject, useLayoutEffect, useRef } from 'react';

const ACTIONS = ['.dialog-actions .primary:enabled', '.dialog-actions button:enabled'] as const;

/**
 * Gives the keyboard its place again after work that disabled what it was started with: there, or where that is gone, at
 * what the dialog has to be done next.
 */
export function useKeyboardPlace(isBusy: boolean, dialog?: RefObject<HTMLElement | null>): void {
  const started = useRef<Element>(null);
  // Before the browser has drawn what is disabled: only then does that lose the focus.
  useLayoutEffect(() => {
    if (isBusy) {
      started.current = document.activeElement;
      return;
    }
    const before = started.current;
    started.current = null;
    if (before === null || (document.activeElement !== document.body && document.activeElement !== before)) return;
    const isThere = before instanceof HTMLElement && before.isConnected && before.matches(':enabled');
    const next = isThere
      ? before
      : ACTIONS.map((selector) => dialog?.current?.querySelector<HTMLElement>(selector)).find(Boolean);
    next?.focus();
  }, [isBusy, dialog]);
}
