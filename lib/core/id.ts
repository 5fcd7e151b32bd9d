import { uuidv7 } from 'uuidv7';

/** A new row id: a UUIDv7, so that ids sort by creation time and two devices never make the same one. */
export function newId(): string {
  return uuidv7();
}
