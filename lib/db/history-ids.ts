import { V7Generator } from 'uuidv7';
import { db } from './database.ts';

/** The latest time that an id can hold. In ms. */
const LATEST = 2 ** 48 - 1;

const generator = new V7Generator();
// An id is later than those before it however far the clock was set back.
generator.setRollbackAllowance(LATEST);

/** When an id was made, in ms. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7 */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** An id that sorts after what this context made before, and not before the time of another one. */
export function idNotBefore(other: string, more = 0): string {
  return generator.generateOrResetWithTs(Math.min(LATEST, Math.max(Date.now(), timeOf(other) + more))).toString();
}

/**
 * A name for one more action, which sorts after all that was done before it, in whichever window and whatever the clock
 * says: what is undone first was done last. To be called inside the transaction that does it, which must take in events.
 */
export async function newBatchId(): Promise<string> {
  const [last] = await db.events.orderBy('batchId').reverse().limit(1).keys();
  return idNotBefore(typeof last === 'string' ? last : '0', 1);
}
