import { GleanerError } from '#lib/core/errors.ts';
import { getClip } from '#lib/db/clips.ts';
import { getDraft } from '#lib/db/drafts.ts';
import { addRest } from '#lib/db/rest-of-capture.ts';
import { keepSnapshot } from '#lib/db/snapshots.ts';
import type { Sender, ToBackgroundInput } from '#lib/platform/messaging.ts';
import { forgetRest, isRestExpected } from '#lib/platform/session.ts';
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

/**
 * Adds the rest to what a page gave. It is expected until it is kept: a background that is stopped in between is asked again,
 * and what it has already stays as it is.
 */
export async function keepRest(
  { id, ...rest }: ToBackgroundInput<'capture.rest'>,
  { tabId }: Sender,
): Promise<Record<string, never>> {
  if (!(await isRestExpected(id, tabId))) throw new GleanerError('invalid_data', 'nobody waits for the rest of this');
  await addRest(id, rest);
  const capture = rest.pageText === undefined ? undefined : ((await getDraft(id))?.capture ?? (await getClip(id)));
  if (capture && rest.pageText !== undefined) await keepSnapshot(capture.source.url, rest.pageText, 'clip');
  await forgetRest(id);
  return {};
}
