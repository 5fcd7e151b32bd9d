import type { ClipEdits, EditorId, FieldOf } from '#lib/core/fields.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import type { Source } from '#lib/core/schema/source.ts';

/** What every field editor gets. Editors say what the user did; whoever holds the form keeps it. */
export type EditorProps<Editor extends EditorId = EditorId> = {
  /** The field to edit. */
  fieldId: FieldOf<Editor>;
  /** Id for the control, so that the field's label names it. */
  inputId: string;
  /** Id of the field's label, for controls that are groups. */
  labelId: string;
  values: ClipEdits;
  source: Source;
  typing: Draft['typing'];
  /** The values are to be taken away, from clips that may have them: nothing new is made for that. */
  isRemoval?: boolean;
  /** A whole value was chosen. */
  onSet(edits: ClipEdits): void;
  /** A value was added to or taken from what is there by then, which may be more than `values` shows yet. */
  onUpdate(edit: (now: ClipEdits) => ClipEdits | Promise<ClipEdits>): void;
  /** Part of a value was typed: to be kept, but not yet to be believed. */
  onType(edits: ClipEdits, typing?: Draft['typing']): void;
  /** What was typed is finished. */
  onSettle(): void;
};
