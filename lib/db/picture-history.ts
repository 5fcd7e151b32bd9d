import * as z from 'zod/mini';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { markupSchema } from '#lib/core/schema/markup.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { db } from './database.ts';

/** The properties of clips that name assets. */
const NAMING = ['assetIds', 'markups'] as const;

const markupsSchema = z.array(markupSchema);

/** A name is 64 hexadecimal digits: it cannot be part of any other word. */
function names(value: unknown, ids: readonly string[]): boolean {
  const text = JSON.stringify(value) ?? '';
  return ids.some((id) => text.includes(id));
}

/** An event without what it says about these assets; undefined where it would say nothing then. */
function eventWithout(event: HistoryEvent, ids: readonly string[]): HistoryEvent | undefined {
  const { before, after } = event.patch;
  const gone = NAMING.filter((key) => names([before[key], after[key]], ids));
  const rest = (values: HistoryEvent['patch']['before']) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !gone.some((name) => name === key)));
  const patch = { before: rest(before), after: rest(after) };
  const isEmpty = Object.keys(patch.before).length + Object.keys(patch.after).length === 0;
  return isEmpty ? undefined : { ...event, patch };
}

/** All changes of clips in which one of these assets is named. */
export function eventsNaming(ids: readonly string[]): Promise<HistoryEvent[]> {
  return db.events
    .filter(
      ({ entity, patch }) =>
        entity === 'clips' && NAMING.some((key) => names([patch.before[key], patch.after[key]], ids)),
    )
    .toArray();
}

/** All pictures that were ever made from this one by drawing on it, as far as the history tells. */
export async function editedBefore(assetId: string): Promise<string[]> {
  const events = await eventsNaming([assetId]);
  return events
    .flatMap(({ patch }) => [patch.before.markups, patch.after.markups])
    .flatMap((markups) => markupsSchema.safeParse(markups).data ?? [])
    .flatMap((markup) => (markup.assetId === assetId ? markup.editedId : []));
}

/**
 * Deletes those of these assets that no clip has any more, and all that the history says about them, so that no undo
 * brings one back. To be called inside a transaction that takes in clips, assets and events.
 */
export async function forgetAssets(ids: readonly string[]): Promise<void> {
  const used = new Set<string>();
  await db.clips.each((clip) => {
    for (const id of ownAssetIds(clip)) used.add(id);
  });
  const gone = ids.filter((id) => !used.has(id));
  for (const event of await eventsNaming(gone)) {
    const rest = eventWithout(event, gone);
    if (rest) await db.events.put(rest);
    else await db.events.delete(event.id);
  }
  await db.assets.bulkDelete(gone);
}
