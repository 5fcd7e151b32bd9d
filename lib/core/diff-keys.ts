import { diffArrays } from 'diff';

/** So many in a row are in both, in the earlier row alone, or in the later row alone. */
export type KeyChange = { kind: 'same' | 'removed' | 'added'; count: number };

/**
 * How one row of keys becomes another with the fewest changes.
 * @param maxEdits Time grows with the square of the edits. It is by this and not by a clock that the work is bounded, so
 *   that the same rows give the same answer on any machine.
 * @returns undefined where more than `maxEdits` keys have come or gone.
 */
export function diffKeys(
  before: readonly string[],
  after: readonly string[],
  maxEdits: number,
): KeyChange[] | undefined {
  // Numbers are compared faster than words.
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const changes = diffArrays(before.map(numberOf), after.map(numberOf), { maxEditLength: maxEdits });
  return changes?.map(({ added, removed, count }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', count }));
}
