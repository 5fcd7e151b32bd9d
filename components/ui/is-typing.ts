/** Inputs into which no letters go. */
const BOXES = '[type="checkbox"], [type="radio"]';

/** Whether a key belongs to a field, an input method or the browser, and so not to a one-letter shortcut. */
export function isTyping({ target, isComposing, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  const isField =
    target instanceof Element && target.matches(`input:not(${BOXES}), textarea, select, [contenteditable]`);
  return isField || isComposing || ctrlKey || metaKey || altKey || defaultPrevented;
}
