import { useMemo, useRef } from 'react';
import { useClips } from '#components/library/use-answer.ts';
import { useOpenChanges } from '#components/library/use-open-changes.ts';
import { usePictureTexts } from '#components/library/use-picture-texts.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { PictureText } from '#lib/db/picture-texts.ts';
import type { OpenChanges } from '#lib/search/clip-filter.ts';
import type { Answered } from '#lib/search/library/client.ts';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';

/** Clips are read so many at a time: a row more in sight is not a query more, and a letter typed reads few in vain. */
const CHUNK = 20;

/** What is known of the clips in sight. */
export type Sight = {
  /** By id; one that is not there is still being read. */
  clips: ReadonlyMap<string, Clip>;
  /** The words in their pictures, by asset. */
  pictures: ReadonlyMap<string, PictureText>;
  changes: OpenChanges;
};

const NO_CLIPS: readonly Clip[] = [];

/**
 * Reads the clips from place `from` to before `to`, and what a list says of them; nothing is read of all the others.
 * @param ids Of the answer, or of a part of it.
 * @param above The place of one more.
 */
export function useSight({ first, words }: Answered, ids: ClipIds, from: number, to: number, above?: number): Sight {
  const start = Math.floor(from / CHUNK) * CHUNK;
  const end = Math.min(Math.ceil(to / CHUNK) * CHUNK, ids.length);
  const wanted = useMemo(() => {
    const one = above === undefined ? [] : ids.slice(above, above + 1);
    return [...new Set([...one, ...ids.slice(start, end)])];
  }, [ids, start, end, above]);
  const read = useClips(wanted) ?? NO_CLIPS;
  const before = useRef(NO_CLIPS);
  // What was read last time is still good for what is still in sight, until all of it has been read anew.
  const clips = useMemo(() => {
    // A list that comes back to where it was scrolled to goes by guessed heights, until all that is in sight is read.
    const atOnce = before.current.length > 0 ? first : NO_CLIPS;
    const all = [...before.current, ...atOnce, ...read];
    before.current = read;
    return new Map(all.map((clip) => [clip.id, clip]));
  }, [first, read]);
  return { clips, pictures: usePictureTexts(read, words.length > 0), changes: useOpenChanges(read) };
}
