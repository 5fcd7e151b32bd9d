import { describe, expect, it } from 'vitest';
import { LABELLED_CLIPS, LABELLED_QUERIES } from '#test/support/search-labelled.ts';
import { type Score, sayScore, scoresOf, searchByEngine, searchByScan } from '#test/support/search-score.ts';

/** Below these no change may fall. What is missing needs to be understood, not spelled: "price" for "too expensive". */
const FLOORS = {
  all: { recall: 0.96, reciprocal: 0.96 },
  word: { recall: 1, reciprocal: 1 },
  words: { recall: 0.86, reciprocal: 0.89 },
  beginning: { recall: 1, reciprocal: 1 },
  slip: { recall: 0.94, reciprocal: 0.94 },
  accent: { recall: 1, reciprocal: 1 },
  form: { recall: 1, reciprocal: 1 },
  run: { recall: 0.8, reciprocal: 0.8 },
  phrase: { recall: 1, reciprocal: 1 },
  place: { recall: 1, reciprocal: 1 },
  chinese: { recall: 1, reciprocal: 1 },
  script: { recall: 1, reciprocal: 1 },
  mixed: { recall: 1, reciprocal: 1 },
} as const;

describe('the labelled searches', () => {
  it('are many, and want only clips that there are', () => {
    const keys = Object.keys(LABELLED_CLIPS);
    expect(LABELLED_QUERIES.flatMap(({ wanted }) => wanted).filter((key) => !keys.includes(key))).toEqual([]);
    expect(LABELLED_QUERIES.length).toBeGreaterThanOrEqual(180);
    expect(keys.length).toBeGreaterThanOrEqual(200);
  });

  it('find what is wanted, and first, at least as well as a look at every clip', async ({ annotate }) => {
    const [own, scan] = [scoresOf(searchByEngine()), scoresOf(searchByScan)];
    const nothing: Score = { recall: 0, reciprocal: 0 };
    for (const [why, score] of own) {
      const theirs = scan.get(why) ?? nothing;
      await annotate(`${why}: ${sayScore(score)}; scan: ${sayScore(theirs)}`);
      const floor = FLOORS[why];
      expect(score.recall, `recall of ${why}`).toBeGreaterThanOrEqual(Math.max(floor.recall, theirs.recall));
      expect(score.reciprocal, `MRR of ${why}`).toBeGreaterThanOrEqual(Math.max(floor.reciprocal, theirs.reciprocal));
    }
    expect(own.size).toBe(Object.keys(FLOORS).length);
  });
});
