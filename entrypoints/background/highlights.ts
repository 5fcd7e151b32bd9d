import { paintCss } from '#lib/capture/evidence/paint-names.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { standingOf } from '#lib/core/evidence.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey } from '#lib/core/url.ts';
import { getClip } from '#lib/db/clips.ts';
import { newestObservations } from '#lib/db/observations.ts';
import { tagsOf } from '#lib/db/tags.ts';
import type { Sender, ToBackgroundInput, ToBackgroundOutput } from '#lib/platform/messaging.ts';
import { putPainter } from '#lib/platform/site-scripts.ts';
import { areHighlightsOn, isGranted } from '#lib/platform/sites.ts';
import { openExtensionPage } from '#lib/platform/tabs.ts';
import { checkEvidence, soughtOn } from './evidence.ts';

/**
 * Lets only a page of a granted site ask, for itself, while highlights are on. A page says its own address, as browsers are
 * late to tell that of a single-page app; but of another site it cannot be.
 * @returns the tab of the page.
 * @throws GleanerError `invalid_data`
 */
async function admit(url: string, { tabId, frameId, url: senderUrl }: Sender): Promise<number> {
  const isOwn = senderUrl !== undefined && URL.parse(senderUrl)?.origin === URL.parse(url)?.origin;
  const isAdmitted = isOwn && frameId === 0 && (await isGranted(url)) && (await areHighlightsOn());
  if (!isAdmitted || tabId === undefined) throw new GleanerError('invalid_data', 'not a page that may ask');
  return tabId;
}

/** A clip of the page, and of no other. @throws GleanerError `invalid_data`, whether it is another page's or nobody's */
async function clipOn(url: string, clipId: string): Promise<Clip> {
  const clip = await getClip(clipId);
  const isHere = clip && clip.deletedAt === undefined && pageKey(clip.source.url) === pageKey(url);
  if (!isHere) throw new GleanerError('invalid_data', 'not a clip of this page');
  return clip;
}

export async function clipsToHighlight(
  { url, canPaint }: ToBackgroundInput<'highlights.clips'>,
  sender: Sender,
): Promise<ToBackgroundOutput<'highlights.clips'>> {
  const tabId = await admit(url, sender);
  const clips = (await soughtOn(url)).map(({ clip: { type, ignoredChanges }, passage }) => {
    const { clipId, anchor, isArticle = false } = passage;
    return { clipId, anchor, isArticle, type, ignoredChanges };
  });
  if (clips.length > 0 && !canPaint) await putPainter(tabId, paintCss());
  return { clips };
}

/** The page says only that there is something to see: what it is, the same script finds that looks on a gesture. */
export async function checkAgain(
  { url }: ToBackgroundInput<'highlights.changed'>,
  sender: Sender,
): Promise<Record<string, never>> {
  const tabId = await admit(url, sender);
  await checkEvidence({ tabId });
  return {};
}

export async function noteOf(
  { url, clipId }: ToBackgroundInput<'highlights.note'>,
  sender: Sender,
): Promise<ToBackgroundOutput<'highlights.note'>> {
  await admit(url, sender);
  const clip = await clipOn(url, clipId);
  const [tags, newest] = await Promise.all([tagsOf(clip.tagIds), newestObservations([clipId])]);
  return {
    type: clip.type,
    note: clip.note,
    tags: tags.map(({ name }) => name),
    capturedAt: clip.capturedAt,
    state: standingOf(clip, newest.get(clipId)),
  };
}

export async function openClip(
  { url, clipId }: ToBackgroundInput<'highlights.open'>,
  sender: Sender,
): Promise<Record<string, never>> {
  await admit(url, sender);
  const { id } = await clipOn(url, clipId);
  await openExtensionPage(`library.html?clip=${id}`);
  return {};
}
