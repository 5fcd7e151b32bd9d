import * as z from 'zod/mini';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { markupSchema } from '#lib/core/schema/markup.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { db } from './database.ts';

type Patch = HistoryEvent['patch'];

/** The properties of clips that name assets. */
const NAMING = ['assetIds', 'markups'] as const;

const markupsSchema = z.array(markupSchema);

/** The assets that a value names, however deep. An id is 64 hexadecimal digits: it can be part of no other word. */
function idsIn(value: unknown): string[] {
  return JSON.stringify(value)?.match(/[0-9a-f]{64}/g) ?? [];
}

function idsInProperty(key: (typeof NAMING)[number], { before, after }: Patch): string[] {
  return [...idsIn(before[key]), ...idsIn(after[key])];
}

/** The assets that a change of a clip names. */
export function idsInEvent({ entity, patch }: HistoryEvent): string[] {
  return entity === 'clips' ? NAMING.flatMap((key) => idsInProperty(key, patch)) : [];
}

/** An event without what it says about these assets; undefined where it would say nothing then. */
function eventWithout(event: HistoryEvent, ids: ReadonlySet<string>): HistoryEvent | undefined {
  const gone = NAMING.filter((key) => idsInProperty(key, event.patch).some((id) => ids.has(id)));
  const rest = (values: Patch['before']) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !gone.some((name) => name === key)));
  const patch = { before: rest(event.patch.before), after: rest(event.patch.after) };
  const isEmpty = Object.keys(patch.before).length + Object.keys(patch.after).length === 0;
  return isEmpty ? undefined : { ...event, patch };
}

function eventsNaming(ids: ReadonlySet<string>): Promise<HistoryEvent[]> {
  return db.events.filter((event) => idsInEvent(event).some((id) => ids.has(id))).toArray();
}

/** All pictures that were ever made from this one by drawing on it, as far as the history tells. */
export async function editedBefore(assetId: string): Promise<string[]> {
  const events = await eventsNaming(new Set([assetId]));
  return events
    .flatMap(({ patch }) => [patch.before.markups, patch.after.markups])
    .flatMap((markups) => markupsSchema.safeParse(markups).data ?? [])
    .flatMap((markup) => (markup.assetId === assetId ? markup.editedId : []));
}

/** Lets the history name an asset by its new id. To be called inside a transaction that takes in events. */
export async function renameInHistory(oldId: string, newId: string): Promise<void> {
  for (const event of await eventsNaming(new Set([oldId]))) {
    await db.events.put({ ...event, patch: JSON.parse(JSON.stringify(event.patch).replaceAll(oldId, newId)) });
  }
}

/** All assets that some clip has, the trash included. */
export async function usedAssets(): Promise<Set<string>> {
  const used = new Set<string>();
  await db.clips.each((clip) => {
    for (const id of ownAssetIds(clip)) used.add(id);
  });
  return used;
}

/**
 * Deletes those of these assets that no clip has any more, and all that the history says about them, so that no undo
 * brings one back. To be called inside a transaction that takes in clips, assets and events.
 */
export async function forgetAssets(ids: readonly string[]): Promise<void> {
  const used = await usedAssets();
  const gone = new Set(ids.filter((id) => !used.has(id)));
  for (const event of await eventsNaming(gone)) {
    const rest = eventWithout(event, gone);
    if (rest) await db.events.put(rest);
    else await db.events.delete(event.id);
  }
  await db.assets.bulkDelete([...gone]);
}
