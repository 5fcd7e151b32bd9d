import { checkMark } from '#lib/db/library-mark.ts';
import { renewLog } from '#lib/db/renew-log.ts';
import { knownMark, rememberMark } from '#lib/platform/library-mark.ts';
import { onStartup } from '#lib/platform/lifecycle.ts';

async function lookAfter(): Promise<void> {
  const mark = await checkMark(await knownMark());
  await rememberMark(mark);
  // Firefox keeps its databases in SQLite, which mends itself.
  if (!import.meta.env.FIREFOX) await renewLog();
}

/** Looks after the file of the database, which may have suffered when the browser ended. */
export function registerStore(): void {
  onStartup(() => void lookAfter().catch((error: unknown) => console.warn(error)));
}
