import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { rowId, timestamp } from '#lib/core/row.ts';

/**
 * What the worker must remember while it may be stopped at any moment: captures that the user asked for and that have
 * not been delivered yet. Only such a capture is accepted from a page.
 */
export const pendingCaptureSchema = z.object({
  kindId: z.string(),
  tabId: z.number(),
  windowId: z.number(),
  /** `draft`: the popup asks what it is before it becomes a clip. `clip`: it is kept at once. */
  keepAs: z.enum(['draft', 'clip']),
  /** Whether to open the popup on it, so that the user can say what it is. */
  openPopup: z.boolean(),
  startedAt: timestamp,
});
export type PendingCapture = z.infer<typeof pendingCaptureSchema>;

const pendingKey = (id: string) => `pending:${id}`;
const FOCUS = 'focus';

export async function rememberCapture(id: string, pending: PendingCapture): Promise<void> {
  await browser.storage.session.set({ [pendingKey(id)]: pending });
}

export async function pendingCapture(id: string): Promise<PendingCapture | undefined> {
  const key = pendingKey(id);
  const parsed = pendingCaptureSchema.safeParse((await browser.storage.session.get(key))[key]);
  return parsed.success ? parsed.data : undefined;
}

export async function forgetCapture(id: string): Promise<void> {
  await browser.storage.session.remove(pendingKey(id));
}

const restKey = (id: string) => `rest:${id}`;

/** Remembers that a tab will send the rest of a capture. */
export async function expectRest(id: string, tabId: number): Promise<void> {
  await browser.storage.session.set({ [restKey(id)]: tabId });
}

/** Whether this tab may send the rest of a capture. */
export async function isRestExpected(id: string, tabId: number | undefined): Promise<boolean> {
  const key = restKey(id);
  return tabId !== undefined && (await browser.storage.session.get(key))[key] === tabId;
}

/** The rest of a capture is kept: no other is expected. */
export async function forgetRest(id: string): Promise<void> {
  await browser.storage.session.remove(restKey(id));
}

/** A capture that was begun so long ago is one that nobody will finish: its page was closed. */
const ABANDONED_MS = 10 * 60_000;

/** Whether some capture has been asked for and not been delivered yet. */
export async function isCapturing(): Promise<boolean> {
  const entries = Object.entries(await browser.storage.session.get());
  return entries.some(([key, value]) => {
    const pending = key.startsWith(pendingKey('')) ? pendingCaptureSchema.safeParse(value).data : undefined;
    return pending !== undefined && Date.now() - pending.startedAt < ABANDONED_MS;
  });
}

/** A popup that opens later than this was opened for something else. */
const FOCUS_MS = 15_000;
const focusSchema = z.object({ id: rowId, tabId: z.number(), at: timestamp });

/** The clip that the popup should show when it opens next over this tab. */
export async function focusClip(id: string, tabId: number): Promise<void> {
  await browser.storage.session.set({ [FOCUS]: { id, tabId, at: Date.now() } });
}

/** The clip to show over this tab, once: asking takes it away. */
export async function takeFocus(tabId: number): Promise<string | undefined> {
  const parsed = focusSchema.safeParse((await browser.storage.session.get(FOCUS))[FOCUS]);
  if (!parsed.success) return undefined;
  await browser.storage.session.remove(FOCUS);
  const { id, at, tabId: clipped } = parsed.data;
  return clipped === tabId && Date.now() - at < FOCUS_MS ? id : undefined;
}
