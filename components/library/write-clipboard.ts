import { GleanerError, toAppError } from '#lib/core/errors.ts';

/**
 * Writes one thing to the clipboard, in several forms. The forms are promises, because the browser lets a page write only
 * for a moment after a click, and waits for what was promised then.
 * @throws GleanerError `clipboard_denied`, and what the forms fail with
 */
export async function writeClipboard(forms: Record<string, Promise<Blob>>): Promise<void> {
  const made = Promise.all(Object.values(forms));
  try {
    await navigator.clipboard.write([new ClipboardItem(forms)]);
  } catch (error) {
    // What made it fail, where that was not the browser.
    await made.catch((cause: unknown) => {
      throw new GleanerError(toAppError(cause).code, String(cause), cause);
    });
    throw new GleanerError('clipboard_denied', String(error), error);
  }
}
