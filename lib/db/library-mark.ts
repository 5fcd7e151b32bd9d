import { newId } from '#lib/core/id.ts';
import { db } from './database.ts';

const MARK = 'mark';
const LOST = 'lost';

/**
 * Sees whether the library is still the one that it was. A browser that finds the file of a database damaged deletes it and
 * says nothing: the library would be empty, and nobody would know why.
 * @param known The mark that the library had, kept where the database is not; undefined where there was none.
 * @returns the mark that it has.
 */
export function checkMark(known: string | undefined): Promise<string> {
  return db.transaction('rw', db.local, async () => {
    const kept = (await db.local.get(MARK))?.value;
    if (typeof kept === 'string') return kept;
    const mark = newId();
    await db.local.put({ key: MARK, value: mark });
    if (known !== undefined) await db.local.put({ key: LOST, value: Date.now() });
    return mark;
  });
}

/** When it was seen that the browser had deleted the library; undefined where it has not, or the user knows. */
export async function lostAt(): Promise<number | undefined> {
  const value = (await db.local.get(LOST))?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The user knows. */
export async function forgetLoss(): Promise<void> {
  await db.local.delete(LOST);
}
