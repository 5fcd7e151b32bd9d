import type { Clip } from '#lib/core/schema/clip.ts';
import { domainCovers, siteOf } from '#lib/core/url.ts';
import type { Condition, HAS, IS } from './query.ts';

/** `[words](https://…)`, `<https://…>`; not `![a picture](https://…)`. */
const MARKDOWN_LINK = /(?<!!\[[^\]]*)\]\(<?https?:|<https?:/i;

/** What a clip has, by the word for it. */
export const HAS_IT: Record<(typeof HAS)[number], (clip: Clip) => boolean> = {
  picture: ({ assetIds }) => assetIds.length > 0,
  screenshot: ({ kind }) => kind === 'screenshot',
  note: ({ note }) => Boolean(note?.trim()),
  tag: ({ tagIds }) => tagIds.length > 0,
  competitor: ({ actorId }) => actorId !== undefined,
  link: ({ kind, markdown }) => kind === 'link' || MARKDOWN_LINK.test(markdown),
};

type Change = 'changed' | 'missing' | undefined;

/** How a clip stands, by the word for it. The change is what its page has come to: `openChangeOf`. */
export const IS_IT: Record<(typeof IS)[number], (clip: Clip, change: Change) => boolean> = {
  inbox: ({ triage }) => triage === 'inbox',
  kept: ({ triage }) => triage === 'kept',
  changed: (_, change) => change === 'changed',
  missing: (_, change) => change === 'missing',
  outdated: ({ outdatedAt }) => outdatedAt !== undefined,
  positive: ({ sentiment }) => sentiment === 1,
  negative: ({ sentiment }) => sentiment === -1,
  important: ({ importance = 0 }) => importance >= 2,
};

/** The hosts that a clip is on, without "www.", each once: that of its page, and those of clips that were merged into it. */
export function hostsOf({ source, alsoAt = [] }: Pick<Clip, 'source' | 'alsoAt'>): string[] {
  const hosts = [source, ...alsoAt.map((place) => place.source)].map(({ url }) => siteOf(url));
  return [...new Set(hosts)].filter(Boolean);
}

function holds(clip: Clip, condition: Condition, change: Change): boolean {
  switch (condition.on) {
    case 'type':
      return condition.values.includes(clip.type ?? 'none');
    case 'tag':
      return clip.tagIds.some((id) => condition.ids.includes(id));
    case 'about':
      return clip.actorId !== undefined && condition.ids.includes(clip.actorId);
    case 'project':
      return condition.ids.includes(clip.projectId);
    case 'method':
      return clip.method !== undefined && condition.values.includes(clip.method);
    case 'site':
      return hostsOf(clip).some((host) => condition.hosts.some((wanted) => domainCovers(wanted, host)));
    case 'time':
      return condition.from <= clip.capturedAt && clip.capturedAt < condition.to;
    case 'has':
      return HAS_IT[condition.what](clip);
    case 'is':
      return IS_IT[condition.what](clip, change);
  }
}

/**
 * Whether a clip meets a condition of a search.
 * @param change What its page has come to, as `openChangeOf` says.
 */
export function meets(clip: Clip, condition: Condition, change: Change): boolean {
  return holds(clip, condition, change) !== condition.isExcluded;
}
