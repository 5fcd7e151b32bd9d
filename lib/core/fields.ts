import * as z from 'zod/mini';
import type { MessageKey } from './message-key.ts';
import { rowId, timestamp } from './row.ts';
import { LIMITS } from './text.ts';

export const CLIP_TYPES = ['requirement', 'feedback', 'competitor', 'note'] as const;
export type ClipType = (typeof CLIP_TYPES)[number];

export const METHODS = [
  'interview',
  'focus_group',
  'observation',
  'survey',
  'analytics',
  'experiment',
  'review',
  'support',
  'sales',
  'forum',
  'desk',
] as const;
export type Method = (typeof METHODS)[number];

/** Which component edits a field: `components/clip/editors` has one for each. */
export type EditorId = 'type' | 'project' | 'actor' | 'tags' | 'text' | 'sentiment' | 'importance' | 'method' | 'date';

type FieldDefinition = {
  schema: z.ZodMiniType;
  /** Locale key of the name that users see. */
  label: MessageKey;
  editor: EditorId;
  /** Whether the popup has it too. The library shows every field. */
  isQuick: boolean;
  /** Name in flat exports: a CSV column, a front-matter key. */
  exportKey: string;
};

/**
 * What a user says about a clip. One entry a field: the clip's schema, the forms and the exports all walk this list, in
 * this order. A new field needs an entry, its locale key, and a migration only if it is not optional.
 */
export const clipFields = {
  type: {
    schema: z.optional(z.enum(CLIP_TYPES)),
    label: 'field_type',
    editor: 'type',
    isQuick: true,
    exportKey: 'type',
  },
  actorId: { schema: z.optional(rowId), label: 'field_actor', editor: 'actor', isQuick: true, exportKey: 'about' },
  tagIds: {
    schema: z.array(rowId).check(z.maxLength(200)),
    label: 'field_tags',
    editor: 'tags',
    isQuick: true,
    exportKey: 'tags',
  },
  note: {
    schema: z.optional(z.string().check(z.maxLength(LIMITS.note))),
    label: 'field_note',
    editor: 'text',
    isQuick: true,
    exportKey: 'note',
  },
  projectId: { schema: rowId, label: 'field_project', editor: 'project', isQuick: true, exportKey: 'project' },
  sentiment: {
    schema: z.optional(z.union([z.literal(-1), z.literal(0), z.literal(1)])),
    label: 'field_sentiment',
    editor: 'sentiment',
    isQuick: true,
    exportKey: 'sentiment',
  },
  importance: {
    schema: z.optional(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])),
    label: 'field_importance',
    editor: 'importance',
    isQuick: true,
    exportKey: 'importance',
  },
  method: {
    schema: z.optional(z.enum(METHODS)),
    label: 'field_method',
    editor: 'method',
    isQuick: false,
    exportKey: 'method',
  },
  /** When it was said, where that differs from when it was clipped: an interview, a call. */
  occurredAt: {
    schema: z.optional(timestamp),
    label: 'field_occurred',
    editor: 'date',
    isQuick: false,
    exportKey: 'occurred',
  },
} as const satisfies Record<string, FieldDefinition>;

export type ClipFieldId = keyof typeof clipFields;

/** The fields that an editor can edit. */
export type FieldOf<Editor extends EditorId> = {
  [K in ClipFieldId]: (typeof clipFields)[K]['editor'] extends Editor ? K : never;
}[ClipFieldId];

type FieldShape = { [K in ClipFieldId]: (typeof clipFields)[K]['schema'] };

/** The fields as the shape of a zod object, for the clip's schema and for edits to it. */
export const clipFieldShape = Object.fromEntries(
  Object.entries(clipFields).map(([id, { schema }]) => [id, schema]),
) as FieldShape;

/** Any number of fields with their new values. A key that is present with `undefined` clears its field. */
export const clipEditsSchema = z.partial(z.object(clipFieldShape));
export type ClipEdits = z.infer<typeof clipEditsSchema>;
