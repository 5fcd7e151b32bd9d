import { uuidv7 } from 'uuidv7';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';

const DAY = 86_400_000;

/** What was seen of a clip, so many days before `now` for the first and for the last time. */
export function seenOf(
  clip: Pick<Clip, 'id'>,
  state: Observation['state'],
  { from, to = from, quote, now = Date.now() }: { from: number; to?: number; quote?: string; now?: number },
): Observation {
  const [firstSeenAt, lastSeenAt] = [now - from * DAY, now - to * DAY];
  const row = { id: uuidv7(), createdAt: firstSeenAt, updatedAt: lastSeenAt, clipId: clip.id };
  return { ...row, state, firstSeenAt, lastSeenAt, ...(quote === undefined ? {} : { quote }) };
}
