import { CLIP_TYPES } from '#lib/core/fields.ts';
import { changeClips } from '#lib/db/change-clips.ts';
import { clipsByIds, editClips } from '#lib/db/clips.ts';
import { tagsOf } from '#lib/db/tags.ts';
import type { Watch } from '#lib/db/watch.ts';
import type { Grouping } from '#lib/search/library/question.ts';

/** What the columns of a board can stand for: what a user says of a clip, and can say otherwise. */
export type BoardGrouping = Extract<Grouping, 'type' | 'tag' | 'about'>;

/** Those of `ids` that mean the tag `meant` today: a clip may have it by one that was merged into it. */
async function idsMeaning(meant: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    ids.map(async (id) => (id === meant || (await tagsOf([id]))[0]?.id === meant ? [id] : [])),
  );
  return new Set(found.flat());
}

async function retag(ids: readonly string[], from: string, to: string, watch: Watch): Promise<string | undefined> {
  const tagIds = new Set((await clipsByIds(ids)).flatMap((clip) => clip.tagIds));
  const left = await idsMeaning(from, [...tagIds]);
  const retagged = (tagIds: readonly string[]) => tagIds.filter((id) => !left.has(id)).concat(to || []);
  return changeClips(ids, ({ tagIds }) => ({ tagIds: [...new Set(retagged(tagIds))] }), watch);
}

/**
 * Moves clips from one column of a board to another: says of them what the other stands for instead of what the one does.
 * @param from `Group.key` of either; '' for what has none.
 * @returns the batch to undo it by; undefined where nothing changed.
 * @throws GleanerError `clip_missing`, `cancelled` by the signal, and changes none of them.
 */
export function moveClips(
  ids: readonly string[],
  grouping: BoardGrouping,
  from: string,
  to: string,
  watch: Watch,
): Promise<string | undefined> {
  switch (grouping) {
    case 'type':
      return editClips(ids, () => ({ type: CLIP_TYPES.find((type) => type === to) }), watch);
    case 'about':
      return editClips(ids, () => ({ actorId: to || undefined }), watch);
    case 'tag':
      return retag(ids, from, to, watch);
  }
}
