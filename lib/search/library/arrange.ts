import { CLIP_TYPES } from '#lib/core/fields.ts';
import { ClipIds } from './clip-ids.ts';
import type { Answer, Group, Grouping, Order } from './question.ts';

const BYTES = 16;

/** What groups are called, by `Group.key`, where they are called by a name. */
export type GroupNames = ReadonlyMap<string, string>;

type Compare = (a: Group, b: Group) => number;

/** In which order groups stand; undefined where the first clip of each decides. */
function compareOf(group: Grouping, order: Order, names: GroupNames, locale: string): Compare | undefined {
  // What has none of it comes last, and before that what nobody knows any more.
  const rank = ({ key }: Group, isKnown: boolean) => (key === '' ? 2 : isKnown ? 0 : 1);
  switch (group) {
    case 'page':
      return undefined;
    case 'day':
    case 'month':
      return order === 'oldest' ? (a, b) => (a.key < b.key ? -1 : 1) : (a, b) => (a.key > b.key ? -1 : 1);
    case 'type': {
      const place = ({ key }: Group) => (CLIP_TYPES as readonly string[]).indexOf(key);
      const isKnown = (one: Group) => place(one) >= 0;
      return (a, b) => rank(a, isKnown(a)) - rank(b, isKnown(b)) || place(a) - place(b);
    }
    default: {
      const { compare } = new Intl.Collator(locale, { numeric: true });
      const name = ({ key }: Group) => names.get(key) ?? '';
      const isKnown = ({ key }: Group) => names.has(key);
      return (a, b) => rank(a, isKnown(a)) - rank(b, isKnown(b)) || compare(name(a), name(b));
    }
  }
}

/**
 * An answer with its groups in the order in which people look for them: types as everywhere, names by the alphabet, days
 * and months by time. Clips keep their order within each.
 * @param locale BCP 47, for the alphabet.
 */
export function arrange<A extends Answer>(
  answer: A,
  group: Grouping | undefined,
  order: Order,
  names: GroupNames,
  locale: string,
): A {
  const compare = group && compareOf(group, order, names, locale);
  if (!compare) return answer;
  const groups = answer.groups.toSorted(compare);
  if (groups.every((one, index) => one === answer.groups[index])) return answer;
  const bytes = new Uint8Array(answer.ids.bytes.length);
  let place = 0;
  const moved = groups.map(({ key, from, count }) => {
    bytes.set(answer.ids.bytes.subarray(from * BYTES, (from + count) * BYTES), place * BYTES);
    place += count;
    return { key, from: place - count, count };
  });
  return { ...answer, ids: new ClipIds(bytes), groups: moved };
}
