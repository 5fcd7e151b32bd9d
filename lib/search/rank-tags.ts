import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { nameKey } from '#lib/core/text.ts';

const DAY = 86_400_000;
/** A tag used two weeks ago counts half as much as one used now. */
const HALF_LIFE = 14 * DAY;

/**
 * The tags that a half-typed name may mean, best first: the very name, those that start with it, those that contain it, and among
 * equals the ones used often and lately ("frecency": each use counts 1, halved every two weeks).
 * @param clips The clips to learn from; the newest few hundred are enough.
 */
export function rankTags(tags: readonly Tag[], clips: readonly Clip[], query: string, now: number): Tag[] {
  const key = nameKey(query);
  const weight = new Map<string, number>();
  for (const clip of clips) {
    const use = 0.5 ** (Math.max(0, now - clip.capturedAt) / HALF_LIFE);
    for (const id of clip.tagIds) weight.set(id, (weight.get(id) ?? 0) + use);
  }
  const place = (tag: Tag): number => {
    const names = [tag.key, ...tag.aliases.map(nameKey)];
    if (names.includes(key)) return 0;
    if (names.some((name) => name.startsWith(key))) return 1;
    return names.some((name) => name.includes(key)) ? 2 : 3;
  };
  return tags
    .map((tag) => ({ tag, place: place(tag), weight: weight.get(tag.id) ?? 0 }))
    .filter((entry) => entry.place < 3)
    .sort((a, b) => a.place - b.place || b.weight - a.weight || a.tag.name.localeCompare(b.tag.name))
    .map((entry) => entry.tag);
}
