import type { Paragraph } from 'mdast';
import { openChangeOf } from '#lib/core/evidence.ts';
import type { Translate } from '#lib/core/message-key.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { cleanLine } from '#lib/core/text.ts';
import { around, SLOT } from './clip-line.ts';
import { linkify } from './linkify.ts';
import { byCode } from './order.ts';

/** UTF-16 units of the new words: enough to tell what has changed. All of them are in the JSON export. */
const MAX_WORDS = 500;

/** What was last seen of each clip, by clip, whatever the order of the observations. */
export function newestOf(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  const byTime = observations.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt || byCode(a.id, b.id));
  return new Map(byTime.map((observation) => [observation.clipId, observation]));
}

/** Says of a clip whose words no longer stand on its page what was seen there, and when first; nothing of any other. */
export function evidenceLine(
  clip: Clip,
  newest: Observation | undefined,
  { t, dayOf }: { t: Translate; dayOf(moment: number): string },
): Paragraph[] {
  const change = openChangeOf(clip, newest);
  if (!change || !newest) return [];
  const day = dayOf(newest.firstSeenAt);
  if (change === 'missing')
    return [{ type: 'paragraph', children: [{ type: 'text', value: t('export_missing', day) }] }];
  const words = linkify(cleanLine(newest.quote ?? '', MAX_WORDS));
  return [{ type: 'paragraph', children: around(t('export_changed', day, SLOT), words) }];
}
