import type { ClipEdits } from '#lib/core/fields.ts';
import { editDraft } from '#lib/db/drafts.ts';
import type { ToBackgroundInput } from '#lib/platform/messaging.ts';

/**
 * Keeps what is being typed in a page that may close with the very next key: the browser aborts what such a page has
 * under way in the database, but delivers what it has sent.
 */
export async function keepTyping({
  id,
  edits,
  cleared,
  typing,
}: ToBackgroundInput<'draft.type'>): Promise<Record<string, never>> {
  const clearing: ClipEdits = Object.fromEntries(cleared.map((field) => [field, undefined]));
  await editDraft(id, { ...edits, ...clearing }, typing);
  return {};
}
