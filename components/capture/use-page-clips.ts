import { useLiveQuery } from 'dexie-react-hooks';
import { standingOf } from '#lib/core/evidence.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { AnchorState, Observation } from '#lib/core/schema/observation.ts';
import { listActors } from '#lib/db/actors.ts';
import { clipsOfPage } from '#lib/db/clips-of-page.ts';
import { newestObservations } from '#lib/db/observations.ts';

/** A clip of the page that the panel stands beside, with what is known of it. */
export type PageClip = {
  clip: Clip;
  newest: Observation | undefined;
  /** Undefined where nobody has looked, and of words whose place newer ones have taken. */
  standing: AnchorState | undefined;
  actorName: string | undefined;
};

/** The clips of a page, newest first; those in the trash are not among them. */
async function pageClips(url: string): Promise<PageClip[]> {
  const clips = await clipsOfPage(url)
    .filter(({ deletedAt }) => deletedAt === undefined)
    .toArray();
  if (clips.length === 0) return [];
  const [newest, actors] = await Promise.all([
    newestObservations(clips.map(({ id }) => id)),
    clips.some(({ actorId }) => actorId !== undefined) ? listActors() : [],
  ]);
  return clips
    .sort((a, b) => b.capturedAt - a.capturedAt)
    .map((clip) => ({
      clip,
      newest: newest.get(clip.id),
      standing: clip.outdatedAt === undefined ? standingOf(clip, newest.get(clip.id)) : undefined,
      actorName: actors.find(({ id }) => id === clip.actorId)?.name,
    }));
}

const NONE: readonly PageClip[] = [];

/** The clips of the page at `url`, as they are at any moment; none until they are known. */
export function usePageClips(url: string | undefined): readonly PageClip[] {
  const found = useLiveQuery(async () => (url ? { url, clips: await pageClips(url) } : undefined), [url]);
  // What was found for the page before is still there while this one is being asked about.
  return found && found.url === url ? found.clips : NONE;
}
