import fc from 'fast-check';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { VIEWS } from '#lib/search/clip-filter.ts';
import { Alphabet } from '#lib/search/index/alphabet.ts';
import type { EngineNames, LibraryEngine } from '#lib/search/index/engine.ts';
import { type Answer, GROUPINGS, ORDERS, type Question } from '#lib/search/library/question.ts';
import { parse } from '#lib/search/query/parse.ts';
import { resolve } from '#lib/search/query/resolve.ts';
import { ACTORS, LOCALE, NOW, PROJECTS, searches, TAGS } from './search-library.ts';

/** Nothing was merged. */
export const NOTHING_MERGED: EngineNames = {
  survivors: new Map(),
  tags: tagMeanings(TAGS),
  actors: new Map(ACTORS.map((actor) => [actor.id, actor])),
  projects: new Map(PROJECTS.map((project) => [project.id, project])),
  alphabet: new Alphabet(LOCALE),
};

export const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Mostly none, so that most questions find something. */
const rarely = <T>(values: readonly T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

/** Questions to a library of `search-library.ts`. */
export const questions: fc.Arbitrary<Question> = fc
  .record({
    view: fc.constantFrom(...VIEWS, 'all' as const, 'all' as const),
    type: rarely(['feedback', 'note'] as const),
    tag: rarely(TAGS),
    actor: rarely(ACTORS),
    text: searches,
    project: rarely(PROJECTS),
    order: fc.constantFrom(...ORDERS),
    group: optional(GROUPINGS),
  })
  .map(({ view, type, tag, actor, text, project, order, group }) => ({
    filter: {
      view,
      ...(type ? { type } : {}),
      ...(tag ? { tagId: tag.id } : {}),
      ...(actor ? { actorId: actor.id } : {}),
      text,
    },
    projectId: project?.id,
    order,
    group,
  }));

/** What an engine answers, its names those of `search-library.ts`. */
export function ask(engine: LibraryEngine, question: Question, names = NOTHING_MERGED): Answer {
  const known = { tags: TAGS, actors: ACTORS, projects: PROJECTS };
  return engine.ask(question, resolve(parse(question.filter.text ?? ''), known, NOW), names);
}
