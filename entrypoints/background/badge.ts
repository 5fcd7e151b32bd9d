import { countInbox } from '#lib/db/clips.ts';
import { showBadge } from '#lib/platform/action.ts';
import { onStartup } from '#lib/platform/lifecycle.ts';

/** Shows how many clips wait. Pages that sort clips do the same: the worker may be asleep by then. */
export async function refreshBadge(): Promise<void> {
  await showBadge(await countInbox());
}

/** A badge does not survive the browser. */
export function registerBadge(): void {
  onStartup(() => void refreshBadge());
}
