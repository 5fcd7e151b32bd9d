import * as z from 'zod/mini';
import { db } from './database.ts';

const KEY = 'palette';

/** So many choices are remembered. */
const REMEMBERED = 30;

const recentSchema = z.array(z.string());

/** What was chosen in the palette before, by the ids of its items, the latest first. Only this browser knows. */
export async function recentChoices(): Promise<string[]> {
  const kept = await db.local.get(KEY);
  return recentSchema.safeParse(kept?.value).data ?? [];
}

/** Remembers that something was chosen in the palette. */
export async function rememberChoice(id: string): Promise<void> {
  await db.transaction('rw', db.local, async () => {
    const others = (await recentChoices()).filter((other) => other !== id);
    await db.local.put({ key: KEY, value: [id, ...others].slice(0, REMEMBERED) });
  });
}
