import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { type PictureText, pictureTexts } from '#lib/db/picture-texts.ts';

const NONE: ReadonlyMap<string, PictureText> = new Map();

/**
 * The words in the pictures of clips, by asset. They are files of their own, so they are read only while somebody
 * searches; until they are there, there are none.
 */
export function usePictureTexts(
  clips: readonly Clip[] | undefined,
  isSearching: boolean,
): ReadonlyMap<string, PictureText> {
  const ids = useMemo(() => [...new Set((clips ?? []).flatMap(shownAssetIds))], [clips]);
  const texts = useLiveQuery(async () => (isSearching ? pictureTexts(ids) : undefined), [ids, isSearching]);
  return (isSearching && texts) || NONE;
}
