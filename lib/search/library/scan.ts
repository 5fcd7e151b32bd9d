import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { branchesOf } from '#lib/core/tag-tree.ts';
import { pageKey } from '#lib/core/url.ts';
import type { PictureText } from '#lib/db/picture-texts.ts';
import { filterClips, type OpenChanges, queryTerms } from '#lib/search/clip-filter.ts';
import { hostsOf } from '#lib/search/query/meets.ts';
import type { Names } from '#lib/search/query/resolve.ts';
import { ClipIds } from './clip-ids.ts';
import type { Answer, Facets, Group, Grouping, Question } from './question.ts';
import { sorted } from './scan-order.ts';

/** A library that is wholly in memory. */
export type LibraryInMemory = {
  /** BCP 47, for the alphabet; English where names need no order. */
  locale?: string;
  clips: readonly Clip[];
  /** With those that were merged into others. */
  tags: ReadonlyMap<string, Tag>;
  actors: ReadonlyMap<string, Actor>;
  pictures: ReadonlyMap<string, PictureText>;
  changes: OpenChanges;
  /** By which a search can name them; none where it never does. */
  projects?: Names['projects'];
};

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The groups that a clip belongs to, as `Group.key` says. */
const KEYS: Record<Grouping, (clip: Clip) => readonly string[]> = {
  type: ({ type }) => [type ?? ''],
  tag: ({ tagIds }) => (tagIds.length > 0 ? tagIds : ['']),
  about: ({ actorId }) => [actorId ?? ''],
  page: ({ source }) => [pageKey(source.url)],
  day: ({ capturedAt }) => [dayOf(capturedAt)],
  month: ({ capturedAt }) => [dayOf(capturedAt).slice(0, 7)],
  project: ({ projectId }) => [projectId],
};

/**
 * Answers by looking at every clip: what an index is measured against, and must agree with.
 * @param now Relative days of a search count from here (ms).
 */
export function scan(
  { filter, projectId, order, group }: Question,
  library: LibraryInMemory,
  now: number = Date.now(),
): Answer {
  const { tags, actors, projects = [], pictures, changes } = library;
  const names: Names = { tags: [...tags.values()], actors: [...actors.values()], projects };
  const ofProject = library.clips.filter((clip) => !projectId || clip.projectId === projectId);
  const found = sorted(filterClips(ofProject, filter, names, now, pictures, changes), order, library);
  const groups: Group[] = [];
  const clips: Clip[] = [];
  if (group) {
    const byKey = new Map<string, Clip[]>();
    for (const clip of found) {
      for (const key of KEYS[group](clip)) byKey.set(key, [...(byKey.get(key) ?? []), clip]);
    }
    for (const [key, members] of byKey) {
      groups.push({ key, from: clips.length, count: members.length });
      clips.push(...members);
    }
  }
  return {
    ids: ClipIds.from((group ? clips : found).map(({ id }) => id)),
    groups,
    pages: new Set(found.map(({ source }) => pageKey(source.url))).size,
    words: queryTerms(filter.text),
  };
}

function countBy<K>(clips: readonly Clip[], keysOf: (clip: Clip) => readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const clip of clips) for (const key of keysOf(clip)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

export function scanFacets(projectId: string | undefined, { clips, tags, changes }: LibraryInMemory): Facets {
  const meanings = tagMeanings([...tags.values()]);
  const branches = branchesOf(meanings);
  const meantBy = ({ tagIds }: Clip) => [...new Set(tagIds.map((id) => meanings.get(id)?.id ?? id))];
  const all = clips.filter((clip) => !projectId || clip.projectId === projectId);
  const kept = all.filter((clip) => clip.deletedAt === undefined);
  return {
    inbox: kept.filter((clip) => clip.triage === 'inbox').length,
    all: kept.length,
    changed: kept.filter((clip) => changes.has(clip.id)).length,
    trash: all.length - kept.length,
    types: countBy(kept, ({ type }) => (type ? [type] : [])),
    tags: countBy(kept, meantBy),
    branches: countBy(kept, (clip) => [...new Set(meantBy(clip).flatMap((id) => branches.get(id) ?? [id]))]),
    actors: countBy(kept, ({ actorId }) => (actorId ? [actorId] : [])),
    sites: countBy(kept, hostsOf),
  };
}
