import { openChangeOf } from '#lib/core/evidence.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { pictureTexts } from '#lib/db/picture-texts.ts';
import { type ClipDoc, docOf, unknownDoc } from '#lib/search/index/doc.ts';

/**
 * What the index has of clips, with the words in their pictures; one for each, in their order.
 * @param newest What was last seen of them, by clip.
 */
export async function docsOf(clips: readonly Clip[], newest: ReadonlyMap<string, Observation>): Promise<ClipDoc[]> {
  // One damaged row must not keep all others from being found; checking the library tells of it.
  const sound = new Set(clips.filter((clip) => clipSchema.safeParse(clip).success));
  const pictures = await pictureTexts([...sound].flatMap(shownAssetIds));
  return clips.map((clip) =>
    sound.has(clip)
      ? docOf(clip, {
          pictureText: shownAssetIds(clip)
            .flatMap((id) => pictures.get(id)?.text ?? [])
            .join('\n'),
          standing: openChangeOf(clip, newest.get(clip.id)),
        })
      : unknownDoc(clip.id),
  );
}
