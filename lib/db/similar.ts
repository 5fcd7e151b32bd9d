import { GleanerError } from '#lib/core/errors.ts';
import type { Capture, Clip } from '#lib/core/schema/clip.ts';
import { ALIKE, bandsOf, jaccard, shinglesOf } from '#lib/core/similar.ts';
import { LIMITS } from '#lib/core/text.ts';
import { placeClips } from './change-clips.ts';
import { db } from './database.ts';
import { sketchedAlike } from './sketches.ts';

/** Candidates whose words are compared: more would be the same text over and over. */
const COMPARED = 20;

type Sought = { id: string; quote: string; previousId?: string | undefined };

/** One that a page said later in the place of the other, on purpose beside it. */
const areVersions = (a: Sought, b: Sought) => a.previousId === b.id || b.previousId === a.id;

const pairKey = (a: string, b: string) => `similar ${[a, b].sort().join(' ')}`;

/**
 * Clips that say almost the same as this one, the likeliest first: not the trash, not what the user said is something else.
 * @param clip Saved or not.
 */
export async function similarClips(clip: Sought): Promise<Clip[]> {
  const shingles = shinglesOf(clip.quote);
  const bands = bandsOf(shingles);
  if (bands.length === 0) return [];
  return db.transaction('r', [db.sketches, db.clips, db.local], async () => {
    const ids = (await sketchedAlike(bands, COMPARED)).filter((id) => id !== clip.id);
    const [clips, dismissed] = await Promise.all([
      db.clips.bulkGet(ids),
      db.local.bulkGet(ids.map((id) => pairKey(clip.id, id))),
    ]);
    return clips
      .flatMap((other, index) => (other && other.deletedAt === undefined && !dismissed[index] ? [other] : []))
      .filter((other) => !areVersions(clip, other))
      .map((other) => ({ other, likeness: jaccard(shingles, shinglesOf(other.quote)) }))
      .filter(({ likeness }) => likeness >= ALIKE)
      .sort((a, b) => b.likeness - a.likeness || b.other.capturedAt - a.other.capturedAt)
      .map(({ other }) => other);
  });
}

/** Remembers that two clips are not the same, whatever their words. @returns how to take that back. */
export async function dismissSimilar(a: string, b: string): Promise<() => Promise<void>> {
  const key = pairKey(a, b);
  await db.local.put({ key, value: true });
  return () => db.local.delete(key);
}

const IN_WORD = /[\p{L}\p{N}]/u;

/** Whether a text holds all of another one, and not as a part of its words: "12 customers" does not say "1". */
function says(text: string, other: string): boolean {
  for (let at = text.indexOf(other); at >= 0; at = text.indexOf(other, at + 1)) {
    const ends = [text.slice(0, at).at(-1), text.at(at + other.length)];
    if (ends.every((letter = '') => !IN_WORD.test(letter))) return true;
  }
  return false;
}

/** Both notes, each once: one that says all that the other does stands for both. @throws GleanerError `note_too_long` */
function joinedNotes(notes: readonly (string | undefined)[]): string | undefined {
  const joined = notes.reduce<string>((all, note = '') => {
    if (note.trim() === '' || says(all, note.trim())) return all;
    if (all.trim() === '' || says(note, all.trim())) return note;
    return `${all}\n\n${note}`;
  }, '');
  if (joined.length > LIMITS.note) throw new GleanerError('note_too_long');
  return joined || undefined;
}

/** The places of clips, with those that were merged into them before. */
function placesOf(clips: readonly Clip[]): Clip['alsoAt'] {
  return clips.flatMap(({ id, source, anchor, capturedAt, alsoAt = [] }) => [
    { clipId: id, source, ...(anchor ? { anchor } : {}), capturedAt },
    ...alsoAt,
  ]);
}

const FILLED = ['type', 'actorId', 'sentiment', 'importance', 'method', 'occurredAt'] as const satisfies (
  | keyof Capture
  | keyof Clip
)[];

/** What one clip can hold, as its schema says. */
const MOST = { tagIds: 200, alsoAt: 100 };

/**
 * Puts clips that say the same into one of them, as one change: it keeps where all of them were found, all their tags and
 * notes, and takes over what only they say. It comes out of the trash, and the others go there.
 * @returns the batch to undo it by; undefined where there was nothing to merge.
 * @throws GleanerError `clip_missing`; `clip_full`, `note_too_long` where one clip cannot hold all of it; and changes none of
 * them.
 */
export async function mergeClips(survivorId: string, otherIds: readonly string[]): Promise<string | undefined> {
  return db.transaction('rw', [db.clips, db.events, db.projects], async () => {
    const [survivor, ...found] = await db.clips.bulkGet([survivorId, ...otherIds.filter((id) => id !== survivorId)]);
    const others = found.filter((clip) => clip !== undefined);
    if (!survivor || others.length < found.length) throw new GleanerError('clip_missing');
    const merged = others.filter(({ deletedAt }) => deletedAt === undefined);
    if (merged.length === 0) return undefined;
    const at = Date.now();
    const places = new Map(
      [...(survivor.alsoAt ?? []), ...(placesOf(merged) ?? [])].map((place) => [place.clipId, place]),
    );
    places.delete(survivorId);
    const tagIds = [...new Set([survivor, ...merged].flatMap(({ tagIds }) => tagIds))];
    if (tagIds.length > MOST.tagIds || places.size > MOST.alsoAt) throw new GleanerError('clip_full');
    const note = joinedNotes([survivor, ...merged].map(({ note }) => note));
    const filled = Object.fromEntries(
      FILLED.flatMap((key) => {
        const value = [survivor, ...merged].find((clip) => clip[key] !== undefined)?.[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const isKept = [survivor, ...merged].some(({ triage }) => triage === 'kept');
    return placeClips([survivorId, ...merged.map(({ id }) => id)], ({ id }) =>
      id !== survivorId
        ? { deletedAt: at }
        : {
            ...filled,
            deletedAt: undefined,
            tagIds,
            note,
            alsoAt: [...places.values()],
            triage: isKept ? 'kept' : survivor.triage,
          },
    );
  });
}
