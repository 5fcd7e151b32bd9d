import { GleanerError, toAppError } from '#lib/core/errors.ts';
import type { Result } from '#lib/core/result.ts';
import type { Reading } from '#lib/core/schema/reading.ts';
import type { CaptureOrder } from '#lib/platform/capture-order.ts';
import { locale, t, tError } from '#lib/platform/i18n.ts';
import { askBackground, serve } from '#lib/platform/messaging.ts';
import { toPage } from '#lib/platform/to-page.ts';
import type { Camera, CaptureKind, Content } from './capture-kind.ts';
import type {} from './evidence/await-clips.ts';
import { captureKindOf } from './kinds/index.ts';
import { readSource } from './metadata.ts';
import { hideToast, showToast } from './overlay/toast.ts';
import type { LoadPart } from './page-parts.ts';
import { contentTypeOf } from './safe-dom.ts';
import { painted } from './viewport.ts';

/** How long the background has to come for the answer before this page speaks for itself. */
const UNHEARD_MS = 1_000;

/** What the background answered. @throws GleanerError where it could not do what it was asked */
function unwrap<T>(answer: Result<T>): T {
  if (!answer.ok) throw new GleanerError(answer.error.code, answer.error.detail);
  return answer.value;
}

/** Takes off the page what is ours, so that no picture shows it. @returns how to have highlights back. */
async function cleared(kind: CaptureKind): Promise<() => void> {
  const hadToast = hideToast();
  // Drafts come without pictures.
  const painter = kind.keepAs === 'draft' ? undefined : globalThis.gleanerPainter;
  const reveal = painter?.conceal();
  if (hadToast || reveal) await painted(window);
  return reveal ?? (() => {});
}

/** What was read, and what the rest is made of: see `Content`. */
type Read = { reading: Reading; renderHtml: Content['renderHtml']; range: Content['range'] };

/** How the reader of the page has it pictured, under the id of its capture. */
function cameraOf(id: string): Camera {
  return {
    async take(tile) {
      unwrap(await askBackground('capture.tile', { id, tile }));
    },
    async hold() {
      unwrap(await askBackground('capture.hold', { id }));
    },
  };
}

/** Reads the page in one way. A viewer that the browser put in place of a document shows no script what is selected. */
async function readAs(kind: CaptureKind, { id, target }: CaptureOrder, load: LoadPart): Promise<Read> {
  try {
    const source = () => readSource(document, location.href);
    const camera = cameraOf(id);
    const page = { document, view: window, url: location.href, t, target, load, readSource: source, camera };
    const { renderHtml, range, ...content } = await kind.read(page);
    // After reading: who picks something may have waited, and a single-page app gone on.
    return { reading: { ...content, source: source() }, renderHtml, range };
  } catch (error) {
    const isViewer = !/html|xml|^text\//.test(contentTypeOf(document));
    if (isViewer && toAppError(error).code !== 'cancelled') throw new GleanerError('page_forbidden');
    throw error;
  }
}

/**
 * Sends what takes longer than anybody waits for, after what `kept` says is safe. A clip is whole without it, so nobody is
 * told where that fails. What has to be asked of the page before it goes on is asked at once.
 */
async function sendRest(
  id: string,
  { renderHtml, range }: Read,
  kept: Promise<boolean>,
  load: LoadPart,
): Promise<void> {
  try {
    const left = { html: renderHtml?.(), range, words: String(range), url: location.href };
    if (!(await kept)) return;
    const { readRest } = await load('rest');
    await askBackground('capture.rest', { id, ...(await readRest(left, load)) });
  } catch {
    // Said above.
  }
}

/** Says that it is saved, and of a picture of a page also where it is not all of it. */
function savedText({ tiled }: Reading): string {
  if (tiled?.isCut) return t('toast_saved_cut', tiled.height.toLocaleString(locale()));
  if (tiled?.isCutRight) return t('toast_saved_cut_right', tiled.width.toLocaleString(locale()));
  return t('toast_saved_inbox');
}

async function deliver(id: string, read: Read, load: LoadPart): Promise<void> {
  const { reading, renderHtml, range } = read;
  const hasRest = Boolean(renderHtml ?? range);
  const delivery = askBackground('capture.deliver', { id, reading, hasRest });
  const isKept = delivery.then(({ ok }) => ok);
  if (hasRest) void sendRest(id, read, isKept, load);
  const { kept } = unwrap(await delivery);
  if (kept !== 'clip') return;
  showToast(document, savedText(reading), 'done');
}

/** Says what went wrong, and that nothing will come. */
async function giveUp(id: string, error: unknown): Promise<void> {
  const { code } = toAppError(error);
  if (code !== 'cancelled') showToast(document, tError(code), 'error');
  // Where nobody hears it, the capture is forgotten with the browser session.
  await askBackground('capture.cancel', { id });
}

/**
 * Lets the background read this page and say something on it. Once per page.
 * @param load How the parts that some kinds need are had here.
 * @returns what takes an order that reached the page on another way than by message. Each order is carried out once,
 * however often and by whichever way it comes.
 */
export function servePage(load: LoadPart): (order: CaptureOrder) => void {
  const works = new Map<string, Promise<void>>();
  const heard = new Set<string>();
  let isReading = false;

  async function work(kind: CaptureKind, order: CaptureOrder): Promise<void> {
    if (isReading) throw new GleanerError('busy');
    isReading = true;
    let read: Read;
    const reveal = await cleared(kind);
    try {
      try {
        read = await readAs(kind, order, load);
      } finally {
        isReading = false;
      }
      // The background takes the picture before it answers.
      await deliver(order.id, read, load);
    } finally {
      reveal();
    }
  }

  function carryOut(order: CaptureOrder): { kind: CaptureKind; done: Promise<void> } {
    const { id, kindId } = order;
    const kind = captureKindOf(kindId);
    if (!kind) throw new GleanerError('unexpected', `no capture kind "${kindId}"`);
    const started = works.get(id);
    if (started) return { kind, done: started };
    const done = work(kind, order);
    works.set(id, done);
    // Somebody who picks has closed the popup: nobody but this page can say what went wrong.
    if (kind.interactive) done.catch((error: unknown) => giveUp(id, error));
    return { kind, done };
  }

  serve(toPage, {
    async 'page.read'(order) {
      heard.add(order.id);
      const { kind, done } = carryOut(order);
      if (!kind.interactive) await done;
      return {};
    },

    async 'page.toast'({ text, tone }) {
      showToast(document, text, tone);
      return {};
    },
  });

  return (order) => {
    const { kind, done } = carryOut(order);
    if (kind.interactive) return;
    done.catch((error: unknown) => {
      // The background says it, unless it was stopped before it could ask.
      setTimeout(() => {
        if (!heard.has(order.id)) void giveUp(order.id, error);
      }, UNHEARD_MS);
    });
  };
}
