import type { Clip } from './schema/clip.ts';

type Pictures = Pick<Clip, 'assetIds'> & Partial<Pick<Clip, 'markups'>>;

/** The pictures of a clip as they are shown and exported: each as it was marked up, if it was. */
export function shownAssetIds({ assetIds, markups }: Pictures): string[] {
  return assetIds.map((id) => markups?.find(({ assetId }) => assetId === id)?.editedId ?? id);
}

/** All pictures of a clip: as they were captured, and as they were marked up. */
export function ownAssetIds({ assetIds, markups = [] }: Pictures): string[] {
  return [...assetIds, ...markups.map(({ editedId }) => editedId)];
}
