import { useLiveQuery } from 'dexie-react-hooks';
import { openChangeOf } from '#lib/core/evidence.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { clipsByIds, listClips } from '#lib/db/clips.ts';
import { newestObservations } from '#lib/db/observations.ts';
import { pictureTexts } from '#lib/db/picture-texts.ts';
import { searchNames } from '#lib/db/search-names.ts';
import type { Answer, Facets, Question } from '#lib/search/library/question.ts';
import { type LibraryInMemory, scan, scanFacets } from '#lib/search/library/scan.ts';

function byId<Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

async function wholeLibrary(withPictures: boolean): Promise<LibraryInMemory> {
  const [clips, names, newest] = await Promise.all([listClips(), searchNames(), newestObservations()]);
  const changes = new Map<string, 'changed' | 'missing'>();
  for (const clip of clips) {
    const change = openChangeOf(clip, newest.get(clip.id));
    if (change) changes.set(clip.id, change);
  }
  const pictures = withPictures ? await pictureTexts([...new Set(clips.flatMap(shownAssetIds))]) : new Map();
  return {
    clips,
    tags: byId(names.tags),
    actors: byId(names.actors),
    projects: names.projects,
    pictures,
    changes,
  };
}

/** What the library shows for a question, and from then on whenever that changes; undefined until it is known. */
export function useAnswer(question: Question | undefined): Answer | undefined {
  return useLiveQuery(
    async () => (question ? scan(question, await wholeLibrary(Boolean(question.filter.text))) : undefined),
    [JSON.stringify(question)],
  );
}

/** How many clips there are of each sort in a project, or in all; undefined until it is known. */
export function useFacets(projectId: string | undefined): Facets | undefined {
  return useLiveQuery(async () => scanFacets(projectId, await wholeLibrary(false)), [projectId]);
}

/** Rows of the clips of these ids, live, in their order; those that are gone are left out. */
export function useClips(ids: readonly string[]): readonly Clip[] | undefined {
  return useLiveQuery(() => clipsByIds(ids), [ids.join(' ')]);
}
