import { useLayoutEffect } from 'react';
import { isField } from '#components/ui/is-typing.ts';

/** Where arrow keys, Enter and the space bar have a meaning of their own. */
const USES_KEYS = 'a, button, summary, input, select, textarea, [role="option"], [role="grid"] *';
const OWN_KEYS: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowUp', 'ArrowDown']);

/** What reaches its action from fields too, unless the field used it. */
const EVERYWHERE: ReadonlySet<string> = new Set(['Escape', 'Mod+k']);

/** A letter key that types another script, by its place: `j` is where it is on a Latin keyboard. */
function letterOf({ key, code }: KeyboardEvent): string {
  const isForeign = key.length === 1 && key > '\u007F';
  return isForeign && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key.toLowerCase();
}

/**
 * The name of what was pressed: `j`, `Shift+x`, `?`, `ArrowDown`, `Mod+k` (Ctrl, or ⌘ on a Mac). Caps Lock makes no
 * difference to a letter, and signs are named by themselves, whichever keys they take.
 */
export function keyName(event: KeyboardEvent): string {
  const { key, shiftKey, ctrlKey, metaKey } = event;
  const letter = letterOf(event);
  const isLetter = /^[a-z]$/.test(letter);
  const name = isLetter ? letter : key;
  const shift = shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '';
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${shift}${name}`;
}

/** An input method is at work: its keys are its own. Some browsers say so by the number only. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isFree(event: KeyboardEvent, name: string): boolean {
  if (event.defaultPrevented || isComposing(event) || event.altKey) return false;
  if (EVERYWHERE.has(name)) return true;
  if (isField(event.target)) return false;
  return !(OWN_KEYS.has(event.key) && event.target instanceof Element && event.target.closest(USES_KEYS));
}

/**
 * Shortcuts of a page, by {@link keyName}. They rest while somebody types or composes, and while a dialog is open. A key acts
 * once, for whoever listens first: leave out of `actions` what can do nothing right now.
 */
export function useKeys(actions: ReadonlyMap<string, () => void>): void {
  // With what is on the screen: a key never acts on what was there before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]')) return;
      const name = keyName(event);
      const act = isFree(event, name) ? actions.get(name) : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions]);
}
