import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { captureKindOf } from '#lib/capture/kinds/index.ts';
import { filesWith } from '#lib/capture/page-parts.ts';
import { GleanerError, toAppError } from '#lib/core/errors.ts';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { CaptureTarget } from '#lib/core/schema/capture-target.ts';
import type { Capture } from '#lib/core/schema/clip.ts';
import type { Reading } from '#lib/core/schema/reading.ts';
import { getClip, saveClip } from '#lib/db/clips.ts';
import { getDraft, startDraft } from '#lib/db/drafts.ts';
import { ensureCurrentProject } from '#lib/db/projects.ts';
import { tryOpenPopup } from '#lib/platform/action.ts';
import { captureVisible } from '#lib/platform/capture-visible.ts';
import type { MenuTarget } from '#lib/platform/context-menu.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import type { Sender, ToBackgroundInput } from '#lib/platform/messaging.ts';
import {
  expectRest,
  focusClip,
  forgetCapture,
  type PendingCapture,
  pendingCapture,
  rememberCapture,
} from '#lib/platform/session.ts';
import { getTab, readPage, type Tab, toast } from '#lib/platform/tabs.ts';
import { pictureAsset, screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';
import { refreshBadge } from './badge.ts';
import { forgetTiles, tiledAssets } from './tiles.ts';

/** Who asked for a capture. Only the popup shows what came of it by itself. */
type Origin = { from: 'popup' | 'shortcut' } | ({ from: 'menu' } & MenuTarget);

const targetOf = (origin: Origin): CaptureTarget =>
  origin.from === 'menu' ? { imageUrl: origin.imageUrl, linkUrl: origin.linkUrl } : {};

/** The pictures that belong to a reading. */
async function assetsOf(
  id: string,
  { quote, markdown, shot, tiled, picture, textLayer = [] }: Reading,
  pending: PendingCapture,
): Promise<Asset[]> {
  if (picture) return [await pictureAsset(picture)];
  if (tiled) return tiledAssets(id, tiled, textLayer);
  if (!shot) return [];
  try {
    return [await screenshotAsset(await captureVisible(pending), shot, textLayer)];
  } catch (error) {
    // What has words, or an address, is evidence without its picture too.
    if (quote === '' && markdown === '') throw error;
    return [];
  }
}

/** Keeps a reading, once: whoever delivers it again after a lost answer gets the same answer. */
async function keep(
  id: string,
  kind: CaptureKind,
  pending: PendingCapture,
  reading: Reading,
): Promise<'draft' | 'clip'> {
  const { shot, tiled, picture, textLayer, ...read } = reading;
  // Delivered again after its answer was lost: by now another tab may be in front, and there is nothing left to picture.
  if ((shot || tiled) && (await getClip(id))) {
    await forgetCapture(id);
    return 'clip';
  }
  const assets = await assetsOf(id, reading, pending);
  const capture: Capture = {
    ...read,
    kind: kind.clipKind,
    // Parts that look the same are the same asset, and each has its place.
    assetIds: assets.map((asset) => asset.id),
    ...(tiled?.isCut ? { cutAt: tiled.height } : {}),
    ...(tiled?.isCutRight ? { cutRightAt: tiled.width } : {}),
    capturedAt: pending.startedAt,
  };
  // Drafts come and go without their pictures: a picture is kept at once, and sorted later.
  const keepAs = assets.length > 0 ? 'clip' : pending.keepAs;
  if (keepAs === 'draft') {
    await startDraft(id, capture);
  } else {
    const project = await ensureCurrentProject(t('project_default'));
    await saveClip(id, capture, { projectId: project.id }, assets);
  }
  await forgetCapture(id);
  forgetTiles(id);
  return keepAs;
}

/** What the user sees of a capture that was kept without the popup asking. */
async function announce(id: string, pending: PendingCapture): Promise<void> {
  await refreshBadge();
  if (!pending.openPopup) return;
  await focusClip(id, pending.tabId);
  await tryOpenPopup(pending.windowId);
}

/** Takes what a page gave, if it was asked for. */
export async function deliverCapture(
  { id, reading, hasRest }: ToBackgroundInput<'capture.deliver'>,
  { tabId }: Sender,
): Promise<{ kept: 'draft' | 'clip' }> {
  const pending = await pendingCapture(id);
  if (!pending) {
    if (await getClip(id)) return { kept: 'clip' };
    if (await getDraft(id)) return { kept: 'draft' };
    throw new GleanerError('invalid_data', 'nobody asked for this capture');
  }
  const kind = captureKindOf(pending.kindId);
  if (!kind || pending.tabId !== tabId) throw new GleanerError('invalid_data', 'not the tab that was asked');
  const [kept] = await Promise.all([keep(id, kind, pending, reading), hasRest ? expectRest(id, tabId) : undefined]);
  // The page waits for the answer, not for the popup.
  void announce(id, pending);
  return { kept };
}

/**
 * Captures a tab: asks the page to read itself, which then delivers. Where no script may enter, keeps what the browser
 * itself knows, if the kind can make something of that.
 * @param id of the draft or clip that comes of it.
 * @throws GleanerError with a code for the user
 */
async function start(id: string, kind: CaptureKind, tab: Tab, origin: Origin): Promise<void> {
  const fromPopup = origin.from === 'popup';
  const pending: PendingCapture = {
    kindId: kind.id,
    tabId: tab.id,
    windowId: tab.windowId,
    keepAs: fromPopup ? kind.keepAs : 'clip',
    openPopup: !fromPopup || kind.interactive,
    startedAt: Date.now(),
  };
  const order = { id, kindId: kind.id, target: targetOf(origin) };
  try {
    // Nothing is awaited before both are on their way: the background may be stopped right after the gesture.
    await Promise.all([rememberCapture(id, pending), readPage(tab, order, filesWith(kind.parts))]);
    // Asked for again after a lost answer, it was remembered again after it had been delivered.
    if (!kind.interactive) await forgetCapture(id);
  } catch (error) {
    const { code } = toAppError(error);
    const reading = closedReading(kind, tab, origin);
    if (!reading || !['page_forbidden', 'no_selection', 'frame_forbidden'].includes(code)) {
      await forgetCapture(id);
      throw error;
    }
    await keep(id, kind, pending, reading);
    await announce(id, pending);
  }
}

function closedReading(kind: CaptureKind, tab: Tab, origin: Origin): Reading | undefined {
  return kind.readClosed?.({
    url: tab.url ?? '',
    title: tab.title ?? '',
    favicon: tab.favicon,
    selectionText: origin.from === 'menu' ? origin.selectionText : undefined,
    target: targetOf(origin),
  });
}

/** Captures for somebody who is not looking at the popup: what goes wrong is said on the page. */
export async function captureFor(kindId: string, tab: Tab, origin: Origin): Promise<void> {
  const kind = captureKindOf(kindId);
  if (!kind) return;
  try {
    await start(newId(), kind, tab, origin);
  } catch (error) {
    const { code } = toAppError(error);
    await toast(tab, tError(code), 'error');
  }
}

/** Captures for the popup, which says by itself what came of it. */
export async function startCapture({ id, kindId, tabId }: ToBackgroundInput<'capture.start'>): Promise<{ id: string }> {
  const kind = captureKindOf(kindId);
  if (!kind) throw new GleanerError('unexpected', `no capture kind "${kindId}"`);
  await start(id, kind, await getTab(tabId), { from: 'popup' });
  return { id };
}

/** Forgets a capture that the page it was asked of will not deliver. */
export async function cancelCapture(
  { id }: ToBackgroundInput<'capture.cancel'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  const pending = await pendingCapture(id);
  if (pending && pending.tabId !== tabId) throw new GleanerError('invalid_data', 'not the tab that was asked');
  if (pending) forgetTiles(id);
  await forgetCapture(id);
  return {};
}
