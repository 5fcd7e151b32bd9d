/** Inputs into which no letters go. */
const BOXES = '[type="checkbox"], [type="radio"]';

/** Whether letters go into it. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(`input:not(${BOXES}), textarea, select, [contenteditable]`);
}

/** Whether a key belongs to a field, an input method or the browser, and so not to a one-letter shortcut. */
export function isTyping({ target, isComposing, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  return isField(target) || isComposing || ctrlKey || metaKey || altKey || defaultPrevented;
}
