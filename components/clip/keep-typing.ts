import { createContext } from 'react';
import type { ClipEdits } from '#lib/core/fields.ts';
import { ok, type Result } from '#lib/core/result.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import { editDraft } from '#lib/db/drafts.ts';

/** What a control holds after a keystroke, for the draft of the clip `id`. */
export type Typed = { id: string; edits: ClipEdits; typing: Draft['typing'] };

/**
 * Where keystrokes go. A page that may close with the very next key hands them to somebody who outlives it; by itself,
 * a page writes them to the database, which drops what is under way when the page closes.
 */
export const KeepTyping = createContext<(typed: Typed) => Promise<Result<unknown>>>(async ({ id, edits, typing }) =>
  ok(await editDraft(id, edits, typing)),
);
