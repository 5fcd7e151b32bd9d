import { CLIP_TYPES, METHODS } from '#lib/core/fields.ts';
import { HAS } from '#lib/search/query/query.ts';
import type { ClipDoc } from './doc.ts';

/** Some bits of a number that hold a small number. */
type Bits = { shift: number; mask: number };

/** Where each of a clip's short facts stands in its 32 bits. 0 is for what it does not say. */
const TYPE: Bits = { shift: 0, mask: 0b111 };
const METHOD: Bits = { shift: 3, mask: 0b1111 };
const SENTIMENT: Bits = { shift: 7, mask: 0b11 };
const IMPORTANCE: Bits = { shift: 9, mask: 0b111 };
const STANDING: Bits = { shift: 12, mask: 0b11 };
const FLAGS = { kept: 1 << 14, trashed: 1 << 15, outdated: 1 << 16 } as const;
const HAS_SHIFT = 17;

const STANDINGS = ['changed', 'missing'] as const;

const place = <T>(values: readonly T[], value: T | undefined) => (value === undefined ? 0 : values.indexOf(value) + 1);
const put = ({ shift, mask }: Bits, value: number) => (value & mask) << shift;
const take = ({ shift, mask }: Bits, facts: number) => (facts >>> shift) & mask;

export function packFacts(doc: ClipDoc): number {
  let facts =
    put(TYPE, place(CLIP_TYPES, doc.type)) |
    put(METHOD, place(METHODS, doc.method)) |
    put(SENTIMENT, doc.sentiment === undefined ? 0 : doc.sentiment + 2) |
    put(IMPORTANCE, doc.importance === undefined ? 0 : doc.importance + 1) |
    put(STANDING, place(STANDINGS, doc.standing));
  if (doc.triage === 'kept') facts |= FLAGS.kept;
  if (doc.isTrashed) facts |= FLAGS.trashed;
  if (doc.isOutdated) facts |= FLAGS.outdated;
  for (const one of doc.has) facts |= hasBit(one);
  return facts;
}

const hasBit = (one: (typeof HAS)[number]) => 1 << (HAS_SHIFT + HAS.indexOf(one));

/** The facts of a clip, from its bits. */
export const read = {
  type: (facts: number) => CLIP_TYPES[take(TYPE, facts) - 1],
  /** A number for each type, from 1; 0 where nothing is said. */
  typeNumber: (facts: number) => take(TYPE, facts),
  /** The same for methods, up to 15. */
  methodNumber: (facts: number) => take(METHOD, facts),
  method: (facts: number) => METHODS[take(METHOD, facts) - 1],
  /** −1, 0, 1; undefined where nothing is said. */
  sentiment: (facts: number) => (take(SENTIMENT, facts) === 0 ? undefined : take(SENTIMENT, facts) - 2),
  /** 0 to 3; −1 where nothing is said. */
  importance: (facts: number) => take(IMPORTANCE, facts) - 1,
  standing: (facts: number) => STANDINGS[take(STANDING, facts) - 1],
  isKept: (facts: number) => (facts & FLAGS.kept) !== 0,
  isTrashed: (facts: number) => (facts & FLAGS.trashed) !== 0,
  isOutdated: (facts: number) => (facts & FLAGS.outdated) !== 0,
  has: (facts: number, one: (typeof HAS)[number]) => (facts & hasBit(one)) !== 0,
} as const;
