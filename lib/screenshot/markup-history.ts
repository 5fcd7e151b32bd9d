import type { Items } from './markup-items.ts';

/** What is drawn on a picture, with the way back and forth. */
export type MarkupHistory = {
  past: readonly Items[];
  present: Items;
  future: readonly Items[];
  /** Names what the last step was part of: more of the same, such as letters of one text, becomes one step with it. */
  gesture?: string;
};

export function startHistory(items: Items): MarkupHistory {
  return { past: [], present: items, future: [] };
}

function isSame(a: Items, b: Items): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Makes `items` the present, as a step of its own or, with the same `gesture` as the last, as part of that one. A step
 * that changes nothing is none, and a gesture that comes back to where it began leaves none.
 */
export function commit(history: MarkupHistory, items: Items, gesture?: string): MarkupHistory {
  const { past, present } = history;
  const before = past.at(-1);
  if (gesture !== undefined && gesture === history.gesture && before) {
    if (isSame(before, items)) return { past: past.slice(0, -1), present: before, future: [] };
    return { past, present: items, future: [], gesture };
  }
  if (isSame(present, items)) return history;
  return { past: [...past, present], present: items, future: [], ...(gesture === undefined ? {} : { gesture }) };
}

/** Ends the gesture: whatever comes next is a step of its own. */
export function seal({ past, present, future }: MarkupHistory): MarkupHistory {
  return { past, present, future };
}

export function undo(history: MarkupHistory): MarkupHistory {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

export function redo(history: MarkupHistory): MarkupHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future };
}
