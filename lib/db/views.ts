import { GleanerError } from '#lib/core/errors.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type View, viewSchema } from '#lib/core/schema/view.ts';
import { cleanLine, LIMITS, nameKey } from '#lib/core/text.ts';
import { db } from './database.ts';
import { record, swap } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { updatedAfter } from './updated-after.ts';

/** The saved views, by name. */
export async function listViews(): Promise<View[]> {
  const views = await db.views.filter((view) => view.deletedAt === undefined).toArray();
  return views.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

type ViewChanges = { [K in 'name' | 'address' | 'deletedAt']?: View[K] };

async function change(id: string, changes: ViewChanges): Promise<string | undefined> {
  return db.transaction('rw', [db.views, db.events], async () => {
    const view = await db.views.get(id);
    if (!view) throw new GleanerError('invalid_data', `view ${id}`);
    const after = Object.fromEntries(Object.entries(changes).filter(([key, to]) => view[key as keyof View] !== to));
    if (Object.keys(after).length === 0) return undefined;
    const before = Object.fromEntries(Object.entries(view).filter(([key]) => key in after));
    const [at, batchId] = [Date.now(), await newBatchId()];
    const next = { ...swap(view, before, after), updatedAt: updatedAfter(view, at) };
    await db.views.put(parse(viewSchema, next, 'view'));
    await record(batchId, [{ entity: 'views', entityId: id, before, after }], at);
    return batchId;
  });
}

/**
 * Keeps a way to look at the library under a name. One that is called so already looks from now on as this one does.
 * @param address What the library's address says after `#`.
 * @returns the batch to undo it by; undefined where there was nothing to change.
 * @throws GleanerError `invalid_data`: no name, or an address of more than any browser takes.
 */
export async function saveView(name: string, address: string): Promise<string | undefined> {
  const clean = cleanLine(name, LIMITS.name);
  return db.transaction('rw', [db.views, db.events], async () => {
    const same = (await listViews()).find((view) => nameKey(view.name) === nameKey(clean));
    if (same) return change(same.id, { address });
    const at = Date.now();
    const [id, batchId] = [newId(), await newBatchId()];
    await db.views.add(parse(viewSchema, { id, createdAt: at, updatedAt: at, name: clean, address }, 'view'));
    // Undoing a creation is deleting, so that is what "before" says.
    await record(batchId, [{ entity: 'views', entityId: id, before: { deletedAt: at }, after: {} }], at);
    return batchId;
  });
}

/** Lets a view look as `address` says. @returns the batch to undo it by; undefined where it did already. */
export function overwriteView(id: string, address: string): Promise<string | undefined> {
  return change(id, { address });
}

/** @returns the batch to undo it by; undefined where it is called so. @throws GleanerError `invalid_data` without a name. */
export function renameView(id: string, name: string): Promise<string | undefined> {
  return change(id, { name: cleanLine(name, LIMITS.name) });
}

/** @returns the batch to undo it by; undefined where it was deleted already. */
export async function deleteView(id: string): Promise<string | undefined> {
  const view = await db.views.get(id);
  return view?.deletedAt === undefined ? change(id, { deletedAt: Date.now() }) : undefined;
}
