import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { buildSegment } from '#lib/search/index/build.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import type { Answer, Question } from '#lib/search/library/question.ts';
import { scan, scanFacets } from '#lib/search/library/scan.ts';
import { parse } from '#lib/search/query/parse.ts';
import { clips, docsOf, libraryOf, NOW, PROJECTS } from '#test/support/search-library.ts';
import { ask, NOTHING_MERGED, optional, questions } from '#test/support/search-questions.ts';

const inOrder = ({ ids }: Answer) => ids.slice(0, ids.length);

/** A scan keeps equals in the order in which they come: here, the later made first. */
function scanned(question: Question, all: readonly Clip[]): Answer {
  const later = all.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return scan(question, libraryOf(question.order === 'oldest' ? later.reverse() : later), NOW);
}

/** The clips of each group, in no order. */
function membersOf(answer: Answer): Map<string, string[]> {
  return new Map(answer.groups.map(({ key, from, count }) => [key, answer.ids.slice(from, from + count).sort()]));
}

describe('an engine answers as a look at every clip does', () => {
  it('which clips, in which order, in which groups, on how many pages', () => {
    fc.assert(
      fc.property(clips(20), questions, (all, question) => {
        const engine = new LibraryEngine([buildSegment(docsOf(all))]);
        const [answer, expected] = [ask(engine, question), scanned(question, all)];
        const hasWords = parse(question.filter.text ?? '').some((part) => part.kind === 'words' && !part.isExcluded);
        if (question.order === 'relevance' && hasWords) {
          // Only the engine ranks.
          expect(inOrder(answer).sort()).toEqual(inOrder(expected).sort());
          expect(membersOf(answer)).toEqual(membersOf(expected));
        } else {
          expect(inOrder(answer)).toEqual(inOrder(expected));
          expect(answer.groups).toEqual(expected.groups);
        }
        expect(answer.pages).toBe(expected.pages);
      }),
      { numRuns: 800 },
    );
  });

  it('how many there are of each sort', () => {
    fc.assert(
      fc.property(clips(12), optional(PROJECTS), (all, project) => {
        const engine = new LibraryEngine([buildSegment(docsOf(all))]);
        expect(engine.facets(project?.id, NOTHING_MERGED)).toEqual(scanFacets(project?.id, libraryOf(all)));
        expect(engine.size).toBe(all.length);
      }),
    );
  });
});
