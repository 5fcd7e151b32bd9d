import { CLIP_TYPES } from '#lib/core/fields.ts';
import { changeClips } from '#lib/db/change-clips.ts';
import { clipsByIds, updateClips } from '#lib/db/clips.ts';
import { tagsOf } from '#lib/db/tags.ts';
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

async function retag(ids: readonly string[], from: string, to: string): Promise<string | undefined> {
  const tagIds = new Set((await clipsByIds(ids)).flatMap((clip) => clip.tagIds));
  const left = await idsMeaning(from, [...tagIds]);
  return changeClips(ids, (clip) => ({
    tagIds: [...new Set([...clip.tagIds.filter((id) => !left.has(id)), ...(to ? [to] : [])])],
  }));
}

/**
 * Moves clips from one column of a board to another: says of them what the other stands for instead of what the one does.
 * @param from `Group.key` of either; '' for what has none.
 * @returns the batch to undo it by; undefined where nothing changed.
 * @throws GleanerError `clip_missing`, and changes none of them.
 */
export function moveClips(
  ids: readonly string[],
  grouping: BoardGrouping,
  from: string,
  to: string,
): Promise<string | undefined> {
  switch (grouping) {
    case 'type':
      return updateClips(ids, { type: CLIP_TYPES.find((type) => type === to) });
    case 'about':
      return updateClips(ids, { actorId: to || undefined });
    case 'tag':
      return retag(ids, from, to);
  }
}
