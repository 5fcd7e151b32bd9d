import type { ClipType, Method } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey } from '#lib/core/url.ts';
import { HAS_IT, hostsOf } from '#lib/search/query/meets.ts';
import { HAS } from '#lib/search/query/query.ts';
import { siteNameOf } from '#lib/search/site-name.ts';

/** The texts of a clip that a search looks at. Where one stands says how much it counts: see `weights.ts`. */
export const TEXT_FIELDS = ['quote', 'note', 'title', 'origin', 'picture'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** What has become of the clip's passage, where that is open: as `openChangeOf` says. */
export type Standing = 'changed' | 'missing';

export type Has = (typeof HAS)[number];

/** All that the search engine knows of a clip. Tags and actors stand in it by id: their names are looked up when a search is resolved. */
export type ClipDoc = {
  /** UUIDv7. */
  id: string;
  texts: Readonly<Record<TextField, string>>;
  /** Milliseconds since the epoch, like `updatedAt`. */
  capturedAt: number;
  updatedAt: number;
  /** When it was said, where that differs. */
  occurredAt: number | undefined;
  type: ClipType | undefined;
  triage: Clip['triage'];
  isTrashed: boolean;
  projectId: string;
  actorId: string | undefined;
  tagIds: readonly string[];
  method: Method | undefined;
  sentiment: Clip['sentiment'];
  importance: Clip['importance'];
  /** As `hostsOf` gives them. */
  hosts: readonly string[];
  /** `pageKey` of its page. */
  page: string;
  /** As `siteNameOf` says. */
  site: string;
  standing: Standing | undefined;
  isOutdated: boolean;
  has: readonly Has[];
};

/** An address as words: without its scheme, which all have, and with its letters as they are read. */
function addressWords(url: string): string {
  const text = url.replace(/^[a-z][a-z\d+.-]*:\/*/i, '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What the engine needs of a clip.
 * @param pictureText The words in its pictures as they are shown; '' for none.
 * @param standing As `openChangeOf` says.
 */
export function docOf(
  clip: Clip,
  { pictureText, standing }: { pictureText: string; standing: Standing | undefined },
): ClipDoc {
  const sources = [clip.source, ...(clip.alsoAt ?? []).map(({ source }) => source)];
  const [, ...others] = sources;
  const origin = [
    ...sources.flatMap(({ site, author, url }) => [site, author, addressWords(url)]),
    ...others.map(({ title }) => title),
  ];
  return {
    id: clip.id,
    texts: {
      quote: clip.quote,
      note: clip.note ?? '',
      title: clip.source.title,
      origin: origin.filter(Boolean).join('\n'),
      picture: pictureText,
    },
    capturedAt: clip.capturedAt,
    updatedAt: clip.updatedAt,
    occurredAt: clip.occurredAt,
    type: clip.type,
    triage: clip.triage,
    isTrashed: clip.deletedAt !== undefined,
    projectId: clip.projectId,
    actorId: clip.actorId,
    tagIds: clip.tagIds,
    method: clip.method,
    sentiment: clip.sentiment,
    importance: clip.importance,
    hosts: [...new Set(hostsOf(clip))],
    page: pageKey(clip.source.url),
    site: siteNameOf(clip.source),
    standing,
    isOutdated: clip.outdatedAt !== undefined,
    has: HAS.filter((one) => HAS_IT[one](clip)),
  };
}

/** What stands for a clip of which nothing can be read: it is in no project, and counted so that none is missed. */
export function unknownDoc(id: string): ClipDoc {
  return {
    id,
    texts: { quote: '', note: '', title: '', origin: '', picture: '' },
    capturedAt: 0,
    updatedAt: 0,
    occurredAt: undefined,
    type: undefined,
    triage: 'kept',
    isTrashed: true,
    projectId: '',
    actorId: undefined,
    tagIds: [],
    method: undefined,
    sentiment: undefined,
    importance: undefined,
    hosts: [],
    page: '',
    site: '',
    standing: undefined,
    isOutdated: false,
    has: [],
  };
}
