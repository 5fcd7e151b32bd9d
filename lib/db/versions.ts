import type { OwnTableName, TableName } from '#lib/core/migrations.ts';

/** The indexes that a version adds or changes, in Dexie's notation. */
export type SchemaVersion = { version: number; stores: Partial<Record<TableName | OwnTableName, string>> };

/** Every version of the schema, oldest first. A published entry is never edited. */
export const versions: readonly SchemaVersion[] = [
  {
    version: 1,
    stores: {
      projects: 'id, currentSince',
      clips: 'id, capturedAt, projectId, triage, actorId, *tagIds, deletedAt, source.url',
      assets: 'id',
      tags: 'id, &key',
      actors: 'id, *domains',
      events: 'id, entityId, batchId, at',
      drafts: 'id, page, updatedAt',
    },
  },
  {
    version: 2,
    stores: {
      clips: 'id, capturedAt, projectId, triage, actorId, *tagIds, deletedAt, source.url, previousId',
      observations: 'id, [clipId+lastSeenAt]',
      snapshots: 'id, [page+firstSeenAt]',
    },
  },
  {
    version: 3,
    stores: {
      clips:
        'id, capturedAt, projectId, triage, actorId, *tagIds, deletedAt, source.url, previousId, [triage+deletedAt]',
      views: 'id',
      dirty: 'id',
      segments: 'id',
      local: 'key',
      sketches: 'id, *bands',
    },
  },
];
