import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

const KEY = 'library-mark';
const stored = z.catch(z.optional(z.string()), undefined);

/** The mark of the library, beside its database; undefined where there has been none yet. */
export async function knownMark(): Promise<string | undefined> {
  return stored.parse((await browser.storage.local.get(KEY))[KEY]);
}

export async function rememberMark(mark: string): Promise<void> {
  await browser.storage.local.set({ [KEY]: mark });
}
