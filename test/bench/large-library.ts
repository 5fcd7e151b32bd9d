import { CLIP_TYPES } from '#lib/core/fields.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { LANGUAGES, wordOf } from '#test/support/prose.ts';
import { randomBy } from '#test/support/random.ts';

const DAY = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 1);
const SITES = ['g2.example', 'reviews.example', 'forum.example', 'support.example', 'zhihu.example', 'apps.example'];

/** Ids that sort by `number`, in a table of their own. */
function idOf(table: number, number: number): string {
  const hex = (NOW + number).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${table.toString(16).padStart(3, '0')}-8000-${number.toString(16).padStart(12, '0')}`;
}

const row = (table: number, number: number) => ({ id: idOf(table, number), createdAt: NOW, updatedAt: NOW });

/** Names and features that few clips speak of: half of what somebody searches for is rare. */
function rareWord(random: () => number): string {
  const syllable = () =>
    'bcdfghklmnprstvz'.charAt(Math.floor(random() * 16)) + 'aeiou'.charAt(Math.floor(random() * 5));
  return Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join('');
}

/** Chinese words that the lists of common ones lack: two characters of some three thousand. */
function rareChinese(random: () => number): string {
  const character = () => String.fromCharCode(0x4e00 + Math.floor(random() ** 2 * 3_000));
  return character() + character();
}

/** About 60 words, or 120 characters. */
function quoteOf(isChinese: boolean, random: () => number): string {
  if (isChinese) {
    let text = '';
    while (text.length < 120) {
      text += random() < 0.25 ? rareChinese(random) : wordOf(LANGUAGES.Chinese, random);
      if (random() < 0.12) text += '，';
    }
    return `${text}。`;
  }
  const words = Array.from({ length: 60 }, () =>
    random() < 0.15 ? rareWord(random) : wordOf(LANGUAGES.English, random),
  );
  return `${words.join(' ')}.`;
}

export type LargeLibrary = { projects: Project[]; tags: Tag[]; actors: Actor[] };

/** What the clips of a large library refer to. */
export function largeLibrary(): LargeLibrary {
  const random = randomBy(7);
  return {
    projects: [{ ...row(1, 0), name: 'Study', currentSince: NOW }],
    tags: Array.from({ length: 60 }, (_, at) => {
      const name = at % 2 ? wordOf(LANGUAGES.Chinese, random) + at : `${wordOf(LANGUAGES.English, random)} ${at}`;
      return { ...row(2, at), name, key: name, aliases: [] };
    }),
    actors: Array.from({ length: 20 }, (_, at) => ({
      ...row(3, at),
      kind: 'competitor' as const,
      name: `Vendor ${at}`,
      domains: [],
    })),
  };
}

/** The clip of that number, always the same: every other one is Chinese. A year's worth, the last one the newest. */
export function largeClip(number: number, of: number, { projects, tags, actors }: LargeLibrary): Clip {
  const random = randomBy(number + 1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const isChinese = number % 2 === 1;
  const quote = quoteOf(isChinese, random);
  const type = random() < 0.1 ? undefined : pick(CLIP_TYPES);
  const site = pick(SITES);
  const page = Math.floor(random() * (of / 5));
  return {
    ...row(4, number),
    kind: 'selection',
    quote,
    markdown: quote,
    source: { url: `https://${site}/thread/${page}`, title: quote.slice(0, 40), site },
    assetIds: [],
    capturedAt: Math.round(NOW - ((of - number) * 365 * DAY) / of),
    projectId: pick(projects).id,
    tagIds: random() < 0.5 ? [pick(tags).id] : [],
    triage: type ? 'kept' : 'inbox',
    ...(type ? { type } : {}),
    ...(random() < 0.4 ? { actorId: pick(actors).id } : {}),
    ...(random() < 0.3 ? { note: quoteOf(!isChinese, random).slice(0, 60) } : {}),
  };
}
