import { newId } from '#lib/core/id.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';

type Named = { id: string; key: string };

/**
 * Tags of a backup by the ids that they get in this library: one of the same name is the same tag, whatever its id. One
 * whose id means another name here, which a tag of the backup has too, gets a new id. Those that keep theirs are left out.
 */
export function joinTags(there: readonly Named[], here: readonly Named[]): ReadonlyMap<string, string> {
  const idsHere = new Map(here.map(({ id, key }) => [key, id]));
  const taken = new Set(there.flatMap(({ key }) => idsHere.get(key) ?? []));
  const joined = new Map<string, string>();
  for (const { id, key } of there) {
    const own = idsHere.get(key) ?? (taken.has(id) ? newId() : id);
    if (own !== id) joined.set(id, own);
  }
  return joined;
}

/** A row with ids in the place of others, wherever it has them: in its history and in addresses too. */
export function withIds<Row extends AnyRow>(row: Row, ids: ReadonlyMap<string, string>): Row {
  return ids.size === 0 ? row : (renamed(row, ids) as Row);
}

function renamed(value: unknown, ids: ReadonlyMap<string, string>, key?: string): unknown {
  if (typeof value === 'string') return key === 'address' ? inAddress(value, ids) : (ids.get(value) ?? value);
  if (Array.isArray(value)) return value.map((each) => renamed(each, ids));
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each, ids, name)]));
}

/** The address of a saved view names tags among other things. All at once: an id that is given may be one that is taken. */
function inAddress(address: string, ids: ReadonlyMap<string, string>): string {
  return address.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => ids.get(id) ?? id);
}
