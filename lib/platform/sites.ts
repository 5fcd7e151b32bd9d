import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** A pattern for all pages of a site, as permissions are asked for: "https://docs.acme.com/*". */
export type SitePattern = string;

/** The pattern of the site that a page belongs to; undefined where no script may enter by permission. */
export function sitePatternOf(url: string): SitePattern | undefined {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? `${parsed.protocol}//${parsed.hostname}/*` : undefined;
}

/** Whether the user has granted the site that a page belongs to. */
export async function isGranted(url: string): Promise<boolean> {
  const site = sitePatternOf(url);
  return site !== undefined && (await browser.permissions.contains({ origins: [site] }));
}

/** The sites on which the user has asked for highlights, in the order of their names. */
export async function grantedSites(): Promise<SitePattern[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return [...origins].sort();
}

/**
 * Asks the user for a site. To be called right in a click's handler, before anything is awaited; a popup may be closed by
 * the browser's question, so what follows from it is for whoever listens to {@link onSites}.
 */
export function requestSite(site: SitePattern): Promise<boolean> {
  return browser.permissions.request({ origins: [site] });
}

/** Gives a site back. */
export async function revokeSite(site: SitePattern): Promise<void> {
  await browser.permissions.remove({ origins: [site] });
}

/** Runs when a site has been granted or given back, here or in the browser's own settings. @returns how to stop. */
export function onSites(run: () => void): () => void {
  browser.permissions.onAdded.addListener(run);
  browser.permissions.onRemoved.addListener(run);
  return () => {
    browser.permissions.onAdded.removeListener(run);
    browser.permissions.onRemoved.removeListener(run);
  };
}

const KEY = 'highlights';
const stored = z.catch(z.boolean(), true);

/** Whether highlights are shown on the sites that were granted: the one switch for all of them. On at first. */
export async function areHighlightsOn(): Promise<boolean> {
  return stored.parse((await browser.storage.local.get(KEY))[KEY]);
}

export async function switchHighlights(isOn: boolean): Promise<void> {
  await browser.storage.local.set({ [KEY]: isOn });
}

/** Runs when the switch has been turned, in whichever page. @returns how to stop. */
export function onHighlightsSwitch(run: () => void): () => void {
  const onChanged = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && KEY in changes) run();
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
