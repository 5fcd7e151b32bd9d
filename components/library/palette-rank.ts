import { nameKey } from '#lib/core/text.ts';

/** Something that can be found by any of its names. */
export type Findable = { id: string; names: readonly string[] };

/** What comes before a word. Chinese has no spaces: there, anywhere is the beginning of one. */
const BEFORE_WORD = /[\s/\-_.,:;!?()[\]“”"'，。：；！？（）、]|\p{Script=Han}/u;

/** How well the letters of a term stand in a name one after the other, with others between them; 0 where they do not. */
function scattered(term: string, name: string): number {
  let at = -1;
  let gaps = 0;
  for (const letter of term) {
    const next = name.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0) gaps += next - at - 1;
    at = next;
  }
  // Letters that are far apart are no abbreviation of anything.
  return gaps > term.length * 3 ? 0 : Math.max(1, 30 - gaps);
}

function scoreOfTerm(term: string, name: string): number {
  if (name === term) return 120;
  if (name.startsWith(term)) return 100;
  let at = name.indexOf(term);
  if (at < 0) return term.length > 1 ? scattered(term, name) : 0;
  while (at >= 0) {
    if (BEFORE_WORD.test(name.charAt(at - 1))) return 80;
    at = name.indexOf(term, at + 1);
  }
  return 60;
}

/** How well a name is meant by a query, 0 where not all of its words are in it: at most 120 a word. */
export function scoreOf(query: string, name: string): number {
  const key = nameKey(name);
  const terms = nameKey(query).split(' ').filter(Boolean);
  const scores = terms.map((term) => scoreOfTerm(term, key));
  if (scores.length === 0 || scores.includes(0)) return 0;
  // Of two names that fit alike, the one with less besides.
  return scores.reduce((sum, score) => sum + score, 0) / scores.length - Math.min(9, key.length / 20);
}

/**
 * What a query means among some things, best first. Names are compared without case and width, by the beginnings of words
 * before their insides, and those before letters in between; what was chosen lately goes before what fits as well.
 * @param recent Ids, the latest first.
 */
export function rank<Item extends Findable>(
  items: readonly Item[],
  query: string,
  recent: readonly string[],
): { item: Item; score: number }[] {
  const bonus = (id: string): number => {
    const place = recent.indexOf(id);
    return place < 0 ? 0 : 15 * (1 - place / recent.length);
  };
  return items
    .map((item) => {
      const score = Math.max(0, ...item.names.map((name) => scoreOf(query, name)));
      return { item, score: score > 0 ? score + bonus(item.id) : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
