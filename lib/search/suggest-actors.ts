import type { Actor } from '#lib/core/schema/actor.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { nameKey } from '#lib/core/text.ts';
import { domainCovers, siteOf } from '#lib/core/url.ts';

/** The competitor or customer whose site this is, if one is known; the longest domain wins. */
export function actorOfSite(actors: readonly Actor[], source: Pick<Source, 'url'>): Actor | undefined {
  const host = siteOf(source.url);
  const reach = (actor: Actor) =>
    Math.max(0, ...actor.domains.filter((domain) => domainCovers(domain, host)).map((domain) => domain.length));
  const [best] = actors.filter((actor) => reach(actor) > 0).sort((a, b) => reach(b) - reach(a));
  return best;
}

/** Second-level names under which registries sell third-level ones: "acme.co.uk" belongs to acme, not to co. */
const REGISTRY_LABELS = new Set(['com', 'co', 'org', 'net', 'gov', 'edu', 'ac', 'gob', 'ne', 'or', 'go']);

/** The name in the domain of a host: "www.acme.co.uk" → "acme"; '' where there is none. */
function domainLabel(host: string): string {
  // An address in numbers names nobody.
  if (/^[\d.]+$/.test(host)) return '';
  const labels = host.split('.').slice(0, -1);
  return (REGISTRY_LABELS.has(labels.at(-1) ?? '') && labels.length > 1 ? labels.at(-2) : labels.at(-1)) ?? '';
}

/** Letters and digits alone: "Acme Boards" and "acme-boards" are alike. */
const lettersOf = (name: string) => nameKey(name).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether somebody of this name probably owns the site, so that other clips from it are about the same. Most sites are
 * not: reviews of Acme stand in stores and forums.
 */
export function ownsSite(name: string, source: Pick<Source, 'url' | 'site'>): boolean {
  const letters = lettersOf(name);
  if (letters.length < 2) return false;
  const label = lettersOf(domainLabel(siteOf(source.url)));
  const site = lettersOf(source.site ?? '');
  return [label, site].some(
    (own) => own.length >= 2 && (own === letters || own.startsWith(letters) || letters.startsWith(own)),
  );
}

/** What the owner of a site is probably called: what the site calls itself, else the name in its domain, capitalised. */
export function siteOwnerName({ url, site }: Pick<Source, 'url' | 'site'>): string {
  const host = siteOf(url);
  if (site && site !== host) return site;
  const label = domainLabel(host);
  return label ? label.charAt(0).toUpperCase() + label.slice(1) : '';
}

/** Actors whose name contains what is typed, those that start with it first. */
export function matchActors(actors: readonly Actor[], query: string): Actor[] {
  const key = nameKey(query);
  const place = (actor: Actor) => (nameKey(actor.name).startsWith(key) ? 0 : 1);
  return actors.filter((actor) => nameKey(actor.name).includes(key)).sort((a, b) => place(a) - place(b));
}
