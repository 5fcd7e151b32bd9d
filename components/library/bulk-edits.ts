import { type ClipEdits, type ClipFieldId, clipFields } from '#lib/core/fields.ts';
import type { BulkEdits } from '#lib/db/clips.ts';

/** What is to be done to all clips, as far as it has been said. Of a note, whether it comes after those that are there. */
export type BulkDraft = {
  set: Omit<ClipEdits, 'tagIds'>;
  tagIds: { add: readonly string[]; remove: readonly string[] };
  isNoteAppended: boolean;
};

export const NOTHING: BulkDraft = { set: {}, tagIds: { add: [], remove: [] }, isNoteAppended: false };

/** Tags are added to what each clip has, or taken from it; every other field gets one value. */
export type BulkField = { id: Exclude<ClipFieldId, 'tagIds'> } | { id: 'tagIds'; does: 'add' | 'remove' };

export const BULK_FIELDS: readonly BulkField[] = (Object.keys(clipFields) as ClipFieldId[]).flatMap(
  (id): BulkField[] =>
    id === 'tagIds'
      ? [
          { id, does: 'add' },
          { id, does: 'remove' },
        ]
      : [{ id }],
);

export const keyOf = (field: BulkField): string => (field.id === 'tagIds' ? `${field.id}-${field.does}` : field.id);

/** With these tags in one of the two lists: a tag is either put on or taken off. */
export function withTags({ tagIds, ...draft }: BulkDraft, does: 'add' | 'remove', ids: readonly string[]): BulkDraft {
  const other = does === 'add' ? 'remove' : 'add';
  const left = tagIds[other].filter((id) => !ids.includes(id));
  return { ...draft, tagIds: { ...tagIds, [does]: ids, [other]: left } };
}

/** What the draft says is to be done; undefined for nothing. A note that is ticked and empty has nothing to append. */
export function editsOf({ set, tagIds, isNoteAppended }: BulkDraft): BulkEdits | undefined {
  const { note, ...others } = set;
  const paragraph = isNoteAppended ? note?.trim() : undefined;
  const edits = {
    set: isNoteAppended ? others : set,
    addTagIds: tagIds.add,
    removeTagIds: tagIds.remove,
    ...(paragraph ? { appendNote: paragraph } : {}),
  };
  const isNothing =
    Object.keys(edits.set).length === 0 && tagIds.add.length === 0 && tagIds.remove.length === 0 && !paragraph;
  return isNothing ? undefined : edits;
}
