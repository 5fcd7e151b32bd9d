import type { Answer, Facets, Question } from '#lib/search/library/question.ts';
import type { ResolvedQuery } from '#lib/search/query/query.ts';
import type { Segment } from './segment.ts';

/** What the engine must be told of names, for it knows only ids. */
export type EngineNames = {
  /** By the id of each tag that was merged, the one that took it in, through all merges. */
  survivors: ReadonlyMap<string, string>;
};

export class LibraryEngine {
  /** @param _segments Sound ones, oldest first. */
  constructor(_segments: readonly Segment[]) {}

  /** How many clips there are, the trash included. */
  get size(): number {
    throw new Error('in the making');
  }

  /** Takes in what was written since: its clips win over those of the same ids. */
  add(_segment: Segment): void {
    throw new Error('in the making');
  }

  /** Puts what `mergeSegments` made in the place of what it was made of. */
  replace(_old: readonly Segment[], _merged: Segment): void {
    throw new Error('in the making');
  }

  ask(_question: Question, _resolved: ResolvedQuery, _names: EngineNames): Answer {
    throw new Error('in the making');
  }

  facets(_projectId: string | undefined, _names: EngineNames): Facets {
    throw new Error('in the making');
  }
}
