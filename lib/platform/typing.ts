import type { ClipEdits } from '#lib/core/fields.ts';
import { ok, type Result } from '#lib/core/result.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import { askBackground } from './messaging.ts';

type Typed = { id: string; edits: ClipEdits; typing: Draft['typing'] };

/** What the background has not confirmed yet. Each message carries all of it, so that a lost one is made good by the next. */
let unconfirmed: Typed | undefined;

/**
 * Hands what a control holds to the background, within the keystroke's own event: what has been sent arrives, also from
 * a popup that closes with the next key.
 */
export async function keepTyping(typed: Typed): Promise<Result<unknown>> {
  const before = unconfirmed?.id === typed.id ? unconfirmed : undefined;
  const now: Typed = {
    id: typed.id,
    edits: { ...before?.edits, ...typed.edits },
    typing: { ...before?.typing, ...typed.typing },
  };
  unconfirmed = now;
  const isOutdated = () => unconfirmed !== now;
  const cleared = (Object.keys(now.edits) as (keyof ClipEdits)[]).filter((field) => now.edits[field] === undefined);
  const answer = await askBackground('draft.type', { ...now, cleared }, isOutdated);
  if (isOutdated()) return ok({});
  if (answer.ok) unconfirmed = undefined;
  return answer;
}
