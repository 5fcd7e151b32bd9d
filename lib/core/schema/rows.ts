import type * as z from 'zod/mini';
import type { TableName } from '#lib/core/migrations.ts';
import { actorSchema } from './actor.ts';
import { assetSchema } from './asset.ts';
import { clipSchema } from './clip.ts';
import { draftSchema } from './draft.ts';
import { eventSchema } from './event.ts';
import { observationSchema } from './observation.ts';
import { projectSchema } from './project.ts';
import { snapshotSchema } from './snapshot.ts';
import { tagSchema } from './tag.ts';
import { viewSchema } from './view.ts';

/** What a row of each table is. */
export const rowSchemas = {
  projects: projectSchema,
  clips: clipSchema,
  assets: assetSchema,
  tags: tagSchema,
  actors: actorSchema,
  events: eventSchema,
  drafts: draftSchema,
  observations: observationSchema,
  snapshots: snapshotSchema,
  views: viewSchema,
} as const satisfies Record<TableName, z.ZodMiniType>;

/** A row of any table, as far as all are alike. */
export type AnyRow = { id: string; createdAt: number; updatedAt: number } & Record<string, unknown>;
