import type { Sought } from '#lib/capture/anchoring/sought.ts';
import { type AnchorCase, DELETED, EDITED, UNCHANGED } from './anchor-cases.ts';
import { hasNearDuplicate, type Outcome } from './anchor-score.ts';

/** A case, and how it ended. */
export type Ending = { one: AnchorCase; sought: Sought; outcome: Outcome };

/** What part of some of the cases may end, or must end, in a way. */
type Bar = {
  name: string;
  isOf(ending: Ending): boolean;
  counts(ending: Ending): boolean;
  least?: number;
  most?: number;
};

const BARS: readonly Bar[] = [
  {
    name: 'words unchanged: found in them (exact or moved)',
    isOf: ({ one }) => UNCHANGED.includes(one.change),
    counts: ({ outcome }) => outcome.isSame || outcome.isUndecidable,
    least: 0.99,
  },
  {
    name: '40 characters or more, up to 20 % edited: found',
    isOf: ({ one }) => EDITED.includes(one.change) && one.passage.end - one.passage.start >= 40,
    counts: ({ outcome }) => outcome.isFound || outcome.isUndecidable,
    least: 0.95,
  },
  { name: 'all: false', isOf: () => true, counts: ({ outcome }) => outcome.isFalse, most: 0.001 },
  {
    name: 'deleted, nothing like it left: false',
    isOf: ({ one, sought }) => DELETED.includes(one.change) && !hasNearDuplicate(one, sought),
    counts: ({ outcome }) => outcome.isFalse,
    most: 0,
  },
];

export type Verdict = { name: string; cases: number; share: number; bar: string; isMet: boolean };

/** How cases stand to the bars, each with the share that it is about. */
export function verdictsOn(endings: readonly Ending[]): Verdict[] {
  return BARS.map(({ name, isOf, counts, least = 0, most = 1 }) => {
    const cases = endings.filter(isOf);
    const share = cases.filter(counts).length / cases.length;
    const bar = least > 0 ? `≥ ${100 * least} %` : `≤ ${100 * most} %`;
    return { name, cases: cases.length, share, bar, isMet: share >= least && share <= most };
  });
}
