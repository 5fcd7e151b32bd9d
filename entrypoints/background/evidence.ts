import { GleanerError } from '#lib/core/errors.ts';
import { parse } from '#lib/core/parse.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey } from '#lib/core/url.ts';
import { getClip } from '#lib/db/clips.ts';
import { clipsOfPage } from '#lib/db/clips-of-page.ts';
import { recordObservations } from '#lib/db/observations.ts';
import { keepSnapshot } from '#lib/db/snapshots.ts';
import { askEvidence, type ToBackgroundInput } from '#lib/platform/messaging.ts';
import { getTab, putEvidence, type Tab } from '#lib/platform/tabs.ts';
import { type Passage, toEvidence } from '#lib/platform/to-evidence.ts';

/** Of a page with more clips than this, the newest are looked for. */
const MOST_PASSAGES = 10_000;

/** A tab whose address is known, as it stands in the address bar now. */
type Place = { tab: Tab; url: string };

/** @throws GleanerError `page_gone`, `page_needs_gesture`, `page_forbidden` */
async function placeOf(tabId: number): Promise<Place> {
  const tab = await getTab(tabId);
  if (tab.url !== undefined) return { tab, url: tab.url };
  // What keeps the extension from the address keeps it from the page, and says which of both it is.
  await putEvidence(tab);
  const { url } = await getTab(tabId);
  if (url === undefined) throw new GleanerError('page_gone', 'a page without an address');
  return { tab, url };
}

/** What to look for; undefined for a clip that says nothing of its place. */
function passageOf({ id, anchor, kind, quote }: Clip): Passage | undefined {
  if (!anchor) return undefined;
  const isArticle = kind === 'article';
  const hasWords = anchor.selectors.some(
    (selector) => selector.type === 'TextQuoteSelector' && selector.exact.trim() !== '',
  );
  return {
    clipId: id,
    anchor,
    ...((isArticle || !hasWords) && quote !== '' ? { words: quote } : {}),
    ...(isArticle ? { isArticle } : {}),
  };
}

type Question = 'evidence.find' | 'evidence.show';
type Answer<K extends Question> = Extract<Awaited<ReturnType<typeof askEvidence<K>>>, { ok: true }>['value'];

/** Asks what is in the page, put there if need be. @throws GleanerError like `placeOf`, and what the page answers */
async function ask<K extends Question>(
  tab: Tab,
  type: K,
  data: Parameters<typeof askEvidence<K>>[2],
): Promise<Answer<K>> {
  await putEvidence(tab, 'takesText' in data && data.takesText);
  const answer = await askEvidence(tab.id, type, data).catch((error: unknown) => {
    throw new GleanerError('page_gone', String(error), error);
  });
  // No answer at all means that the page went while it was looked at.
  if (!answer) throw new GleanerError('page_gone', 'no answer');
  if (!answer.ok) throw new GleanerError(answer.error.code, answer.error.detail);
  return parse(toEvidence[type].output, answer.value, `answer to ${type}`) as Answer<K>;
}

/** The clips of a page that are looked for in it, and how: the newest first. */
export async function soughtOn(url: string): Promise<{ clip: Clip; passage: Passage }[]> {
  const clips = await clipsOfPage(url)
    .filter(({ deletedAt, outdatedAt }) => deletedAt === undefined && outdatedAt === undefined)
    .toArray();
  return clips
    .sort((a, b) => b.capturedAt - a.capturedAt)
    .slice(0, MOST_PASSAGES)
    .flatMap((clip) => {
      const passage = passageOf(clip);
      return passage ? [{ clip, passage }] : [];
    });
}

async function check({ tab, url }: Place): Promise<{ found: number }> {
  const sought = await soughtOn(url);
  const passages = sought.map(({ passage }) => passage);
  // A page without clips is none of our business.
  if (passages.length === 0) return { found: 0 };
  // Of a page that only pictures were taken of, no words are kept: what is redacted in them would be among these.
  const takesText = sought.some(({ clip }) => clip.assetIds.length === 0);
  const answer = await ask(tab, 'evidence.find', { passages, takesText });
  // The tab has gone on meanwhile: what another page lacks says nothing of this one.
  if (pageKey(answer.url) !== pageKey(url)) return { found: 0 };
  const asked = new Set(passages.map(({ clipId }) => clipId));
  await recordObservations(answer.seen.filter(({ clipId }) => asked.has(clipId)));
  if (answer.text !== undefined) await keepSnapshot(url, answer.text, 'visit');
  return { found: passages.length };
}

/** What is being looked at now, by tab and page: popup and side panel ask at the same time, and whoever got no answer. */
const checks = new Map<string, Promise<{ found: number }>>();

export async function checkEvidence({ tabId }: ToBackgroundInput<'evidence.check'>): Promise<{ found: number }> {
  const place = await placeOf(tabId);
  const name = `${tabId} ${pageKey(place.url)}`;
  const running = checks.get(name);
  if (running) return running;
  const started = check(place).finally(() => checks.delete(name));
  checks.set(name, started);
  return started;
}

/** @throws GleanerError `clip_missing`, and like `placeOf` */
export async function showEvidence({
  tabId,
  clipId,
}: ToBackgroundInput<'evidence.show'>): Promise<{ isShown: boolean }> {
  const [{ tab, url }, clip] = await Promise.all([placeOf(tabId), getClip(clipId)]);
  if (!clip) throw new GleanerError('clip_missing', `clip ${clipId}`);
  const isHere = pageKey(clip.source.url) === pageKey(url);
  if (!isHere || !clip.anchor) return { isShown: false };
  return ask(tab, 'evidence.show', { anchor: clip.anchor });
}
