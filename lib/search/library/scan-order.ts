import { CLIP_TYPES, METHODS } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { pageKey } from '#lib/core/url.ts';
import { siteNameOf } from '#lib/search/site-name.ts';
import type { Order } from './question.ts';
import type { LibraryInMemory } from './scan.ts';

type Compare = (a: Clip, b: Clip) => number;
type Way = 'up' | 'down';
type Named = { id: string; name: string; deletedAt?: number | undefined };

const newest: Compare = (a, b) => b.capturedAt - a.capturedAt;
const byNumber = (a: number, b: number) => a - b;

/** By what clips say, what says nothing last whichever way it goes. */
function along<T>(read: (clip: Clip) => T | undefined, way: Way, compare: (a: T, b: T) => number): Compare {
  return (one, other) => {
    const [a, b] = [read(one), read(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return way === 'up' ? compare(a, b) : compare(b, a);
  };
}

/** The first of these that tells clips apart. */
const inTurn =
  (...compares: readonly Compare[]): Compare =>
  (a, b) =>
    compares.reduce((difference, compare) => difference || compare(a, b), 0);

function placeIn<T>(values: readonly T[], value: T | undefined): number | undefined {
  return value === undefined ? undefined : values.indexOf(value);
}

/** Clips in an order, as `ORDERS` says; equals stay as they are. */
export function sorted(
  found: readonly Clip[],
  order: Order,
  { tags, actors, projects = [], locale = 'en' }: LibraryInMemory,
): Clip[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byText = (a: string, b: string) => compare(a, b) || (a === b ? 0 : a < b ? -1 : 1);
  // Of two that are called the same, each stays together.
  const byName = (a: Named, b: Named) => byText(a.name, b.name) || byText(a.id, b.id);
  const living = (rows: readonly Named[]) =>
    new Map(rows.flatMap((row) => (row.deletedAt === undefined ? [[row.id, row] as const] : [])));
  const actorsById = living([...actors.values()]);
  const projectsById = living(projects);
  const meanings: ReadonlyMap<string, Named> = tagMeanings([...tags.values()]);
  const pages = [...new Set(found.toSorted(newest).map(({ source }) => pageKey(source.url)))];

  const about = (way: Way) => [along(({ actorId }) => actorsById.get(actorId ?? ''), way, byName), newest];
  const byTag = (way: Way) => [
    along(({ tagIds }) => tagIds.map((id) => meanings.get(id)).find(Boolean), way, byName),
    newest,
  ];
  const byProject = (way: Way) => [along(({ projectId }) => projectsById.get(projectId), way, byName), newest];
  const bySource = (way: Way) => [
    along(({ source }) => siteNameOf(source) || undefined, way, byText),
    along(({ source }) => pages.indexOf(pageKey(source.url)), 'up', byNumber),
    newest,
  ];
  const ways: Record<Order, readonly Compare[]> = {
    relevance: [newest],
    newest: [newest],
    oldest: [(a, b) => newest(b, a)],
    updated: [(a, b) => b.updatedAt - a.updatedAt],
    occurred: [along((clip) => clip.occurredAt, 'down', byNumber), newest],
    occurred_asc: [along((clip) => clip.occurredAt, 'up', byNumber), newest],
    importance: [along((clip) => clip.importance, 'down', byNumber), newest],
    type: [along(({ type }) => placeIn(CLIP_TYPES, type), 'up', byNumber), newest],
    about: about('up'),
    about_desc: about('down'),
    tags: byTag('up'),
    tags_desc: byTag('down'),
    source: bySource('up'),
    source_desc: bySource('down'),
    project: byProject('up'),
    project_desc: byProject('down'),
    sentiment: [along((clip) => clip.sentiment, 'up', byNumber), newest],
    sentiment_desc: [along((clip) => clip.sentiment, 'down', byNumber), newest],
    method: [along(({ method }) => placeIn(METHODS, method), 'up', byNumber), newest],
  };
  return found.toSorted(inTurn(...ways[order]));
}
