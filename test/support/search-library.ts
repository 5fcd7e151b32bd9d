import fc from 'fast-check';
import { CLIP_TYPES, METHODS } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { nameKey } from '#lib/core/text.ts';
import { type ClipDoc, docOf } from '#lib/search/index/doc.ts';
import type { LibraryInMemory } from '#lib/search/library/scan.ts';

/** The nth id of a sort: ids of one sort ascend. */
const idOf = (sort: number, index: number) =>
  `0190000${sort}-${index.toString(16).padStart(4, '0')}-7000-8000-000000000000`;

export const PROJECTS = [0, 1].map((index) => ({ id: idOf(1, index), name: `Project ${index}` }));
export const TAGS: readonly Tag[] = ['pricing', 'pricing/limits', '导出', 'onboarding'].map((name, index) => ({
  id: idOf(2, index),
  createdAt: 0,
  updatedAt: 0,
  name,
  key: nameKey(name),
  aliases: [],
}));
export const ACTORS = ['Acme Boards', '云屿科技'].map((name, index) => ({
  id: idOf(3, index),
  createdAt: 0,
  updatedAt: 0,
  kind: 'competitor' as const,
  name,
  domains: [],
}));

/**
 * Words on which an index and a search for substrings agree: none stands inside another one, and none is a slip away
 * from another one.
 */
export const PLAIN_WORDS = [
  'export',
  'dashboard',
  'slow',
  'invoice',
  'team',
  'quarterly',
  '7',
  'Ünïcode',
  'ＡＰＩ',
] as const;
const CHINESE_WORDS = ['导出', '很慢', '价格', '用户', '反馈', '出很', '慢'] as const;

const HOSTS = ['acme.example', 'docs.acme.example', 'forum.example', 'notacme.example'] as const;
/** What sites call themselves: by pinyin, 拾 comes before 云. */
const SITES = ['云屿', '拾光', 'Acme 10', 'Acme 9', ' Acme 9'] as const;
/** In the order of its alphabet, names are sorted. */
export const LOCALE = 'zh-CN';
const DAY = 86_400_000;
/** Noon here, so that no time zone moves a day. */
export const NOW = new Date(2026, 10, 26, 12).getTime();

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PLAIN_WORDS).map((word) => ` ${word} `),
      fc.constantFrom(...CHINESE_WORDS),
      fc.constantFrom('，', '. ', '\n'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').replace(/ +/g, ' ').trim());

const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** A clip of a small library, by its number. */
export function clipOf(number: number): fc.Arbitrary<Clip> {
  return fc
    .record({
      quote: words,
      note: fc.option(words, { nil: undefined }),
      title: words,
      host: fc.constantFrom(...HOSTS),
      other: fc.option(fc.constantFrom(...HOSTS), { nil: undefined }),
      page: fc.nat(2),
      site: optional(SITES),
      kind: fc.constantFrom('selection' as const, 'screenshot' as const, 'link' as const),
      hasPicture: fc.boolean(),
      // Days and hours around the ends of months, some of them the same.
      day: fc.nat(60),
      hour: fc.constantFrom(-11.99, 0, 11.99),
      updated: fc.nat(5),
      occurred: optional([0, 1, NOW - DAY]),
      type: optional(CLIP_TYPES),
      triage: fc.constantFrom('inbox' as const, 'kept' as const),
      isTrashed: fc.constantFrom(false, false, false, true),
      project: fc.constantFrom(...PROJECTS),
      actor: optional(ACTORS),
      tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
      method: optional(METHODS),
      sentiment: optional([-1, 0, 1] as const),
      importance: optional([0, 1, 2, 3] as const),
      isOutdated: fc.boolean(),
    })
    .map((given) => {
      const source = (host: string) => ({
        url: `https://www.${host}/p${given.page}?utm_source=x#a`,
        title: given.title,
        ...(given.site ? { site: given.site } : {}),
      });
      const at = NOW - given.day * DAY + given.hour * 3_600_000;
      return {
        id: idOf(0, number),
        createdAt: at,
        updatedAt: NOW + given.updated,
        ...(given.isTrashed ? { deletedAt: NOW } : {}),
        kind: given.kind,
        quote: given.quote,
        markdown: '',
        source: source(given.host),
        assetIds: given.hasPicture ? ['a'.repeat(64)] : [],
        capturedAt: at,
        ...(given.occurred === undefined ? {} : { occurredAt: given.occurred }),
        ...(given.type ? { type: given.type } : {}),
        ...(given.actor ? { actorId: given.actor.id } : {}),
        tagIds: given.tags.map(({ id }) => id),
        ...(given.note ? { note: given.note } : {}),
        projectId: given.project.id,
        ...(given.sentiment === undefined ? {} : { sentiment: given.sentiment }),
        ...(given.importance === undefined ? {} : { importance: given.importance }),
        ...(given.method ? { method: given.method } : {}),
        ...(given.isOutdated ? { outdatedAt: NOW } : {}),
        ...(given.other ? { alsoAt: [{ clipId: idOf(4, number), source: source(given.other), capturedAt: at }] } : {}),
        triage: given.triage,
      } satisfies Clip;
    });
}

/** Up to `most` clips, in the order of their ids. */
export function clips(most: number): fc.Arbitrary<Clip[]> {
  return fc.nat(most).chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => clipOf(number))));
}

/** What has become of a clip on its page: of some nothing, of some that they changed or went, by their ids. */
function changeOf({ id, outdatedAt }: Clip): 'changed' | 'missing' | undefined {
  if (outdatedAt !== undefined) return undefined;
  return ([undefined, 'changed', 'missing'] as const)[Number.parseInt(id.slice(9, 13), 16) % 3];
}

function changesOf(all: readonly Clip[]): Map<string, 'changed' | 'missing'> {
  const changes = new Map<string, 'changed' | 'missing'>();
  for (const clip of all) {
    const change = changeOf(clip);
    if (change) changes.set(clip.id, change);
  }
  return changes;
}

export const libraryOf = (all: readonly Clip[]): LibraryInMemory => ({
  locale: LOCALE,
  clips: all,
  tags: new Map(TAGS.map((tag) => [tag.id, tag])),
  actors: new Map(ACTORS.map((actor) => [actor.id, actor])),
  projects: PROJECTS,
  pictures: new Map(),
  changes: changesOf(all),
});

export function docsOf(all: readonly Clip[]): ClipDoc[] {
  return all.map((clip) => docOf(clip, { pictureText: '', standing: changeOf(clip) }));
}

/** A search as it is typed. */
export const searches: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PLAIN_WORDS, ...CHINESE_WORDS, 'expo', '导') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'type:feedback',
          'type:none,note',
          '-type:competitor',
          'tag:pricing',
          '-tag:导出',
          'about:云屿科技',
          'site:acme.example',
          '-site:forum.example',
          'project:"Project 1"',
          'method:interview,survey',
          'after:30d',
          'before:2026-11',
          'on:2026-10',
          ...['picture', 'screenshot', 'note', 'tag', 'competitor', 'link'].map((what) => `has:${what}`),
          ...['inbox', 'kept', 'changed', 'missing', 'outdated', 'positive', 'negative', 'important'].map(
            (what) => `is:${what}`,
          ),
          '-is:inbox',
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom('-export', '-慢', '"slow team"', '"出很慢"', '-"用户反馈"') },
    ),
    { maxLength: 2 },
  )
  .map((parts) => parts.join(' '));
