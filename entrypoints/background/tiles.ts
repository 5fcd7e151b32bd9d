import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Tiled } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { captureVisible } from '#lib/platform/capture-visible.ts';
import type { Sender, ToBackgroundInput } from '#lib/platform/messaging.ts';
import { pendingCapture } from '#lib/platform/session.ts';
import { type Stitch, stitch } from '#lib/screenshot/stitch.ts';

/** Whoever does not ask for so long has gone, and with it the only one who could use what is kept here. */
const FORGOTTEN_MS = 90_000;

/**
 * A picture that a page is taking in tiles. It is only in memory: hundreds of megabytes that are of no use to anybody but
 * the page that asks. A page whose background was stopped meanwhile is told, and starts over.
 */
type Taking = {
  run: number;
  tabId: number | undefined;
  /** Where its tab is, if it is one that was asked to be captured. */
  place: Promise<{ tabId: number; windowId: number }>;
  picture: Stitch;
  /** By index: asked again after a lost answer, a tile is not taken twice. */
  answers: Map<number, Promise<void>>;
  /** All tiles up to now are in the picture. */
  drawn: Promise<void>;
  result: Promise<Asset[]> | undefined;
  forget: ReturnType<typeof setTimeout>;
};

const takings = new Map<string, Taking>();

const forgetLater = (id: string) => setTimeout(() => takings.delete(id), FORGOTTEN_MS);

/** The picture of this capture, as far as it is taken. @throws GleanerError `capture_interrupted` */
function takingOf(id: string, run?: number): Taking {
  const taking = takings.get(id);
  if (!taking || (run !== undefined && taking.run !== run)) {
    throw new GleanerError('capture_interrupted', 'the tiles before are gone');
  }
  clearTimeout(taking.forget);
  taking.forget = forgetLater(id);
  return taking;
}

async function placeOf(id: string, tabId: number | undefined): Promise<{ tabId: number; windowId: number }> {
  const pending = await pendingCapture(id);
  if (!pending || pending.tabId !== tabId) throw new GleanerError('invalid_data', 'nobody asked for these tiles');
  return pending;
}

function startTaking(id: string, run: number, tabId: number | undefined): void {
  clearTimeout(takings.get(id)?.forget);
  const place = placeOf(id, tabId);
  place.catch(() => takings.delete(id));
  takings.set(id, {
    run,
    tabId,
    place,
    picture: stitch(),
    answers: new Map(),
    drawn: Promise.resolve(),
    result: undefined,
    forget: forgetLater(id),
  });
}

/** Takes one tile. @throws GleanerError `capture_interrupted`, `tab_not_visible`, `screenshot_failed` */
export async function takeTile(
  { id, tile }: ToBackgroundInput<'capture.tile'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  if (tile.index === 0 && (takings.get(id)?.run ?? -1) < tile.run) startTaking(id, tile.run, tabId);
  const taking = takingOf(id, tile.run);
  if (taking.tabId !== tabId) throw new GleanerError('invalid_data', 'not the tab that was asked');
  const take = async (): Promise<void> => {
    const place = await taking.place;
    // No more than one tile waits to be drawn.
    await taking.drawn;
    const picture = await captureVisible(place);
    // The page may scroll on while this one is drawn. What fails here is heard of at the next tile, or at the end.
    taking.drawn = taking.picture.add(picture, tile);
    taking.drawn.catch(() => undefined);
  };
  const answer = taking.answers.get(tile.index) ?? take();
  taking.answers.set(tile.index, answer);
  await answer;
  return {};
}

/** Keeps the tiles while the user is being asked whether to. @throws GleanerError `capture_interrupted` */
export async function holdTiles(
  { id }: ToBackgroundInput<'capture.hold'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  if (takingOf(id).tabId !== tabId) throw new GleanerError('invalid_data', 'not the tab that was asked');
  return {};
}

/** The pictures that came of the tiles, in their order. @throws GleanerError `capture_interrupted`, `screenshot_failed` */
export async function tiledAssets(id: string, wanted: Tiled, layer: TextLayer): Promise<Asset[]> {
  const taking = takingOf(id);
  taking.result ??= taking.drawn.then(() => taking.picture.finish(wanted, layer));
  return taking.result;
}

export function forgetTiles(id: string): void {
  clearTimeout(takings.get(id)?.forget);
  takings.delete(id);
}
