import { GleanerError } from '#lib/core/errors.ts';
import { addHtml } from '#lib/db/late-html.ts';
import type { Sender, ToBackgroundInput } from '#lib/platform/messaging.ts';
import { takeExpectedHtml } from '#lib/platform/session.ts';
import { putFile } from '#lib/platform/tabs.ts';

/** Puts a script into the page that asks for it. */
export async function putPart(
  { file }: ToBackgroundInput<'page.part'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  if (tabId === undefined) throw new GleanerError('invalid_data', 'not a tab');
  await putFile(tabId, file);
  return {};
}

/** Adds the HTML to what a page gave. Asked again after a lost answer, it has it already. */
export async function keepHtml(
  { id, html }: ToBackgroundInput<'capture.html'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  if (!(await takeExpectedHtml(id, tabId))) throw new GleanerError('invalid_data', 'nobody waits for this HTML');
  await addHtml(id, html);
  return {};
}
