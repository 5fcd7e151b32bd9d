import { useLiveQuery } from 'dexie-react-hooks';
import { Copy, Image as ImageIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { AssetImage } from '#components/clip/asset-image.tsx';
import { GleanerError } from '#lib/core/errors.ts';
import { readTextLayer, textOfLayer } from '#lib/core/layer-text.ts';
import type { Source } from '#lib/core/schema/source.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { getAsset } from '#lib/db/assets.ts';
import { t } from '#lib/platform/i18n.ts';
import { asPng } from '#lib/screenshot/as-png.ts';
import { PictureWords } from './picture-words.tsx';
import { writeClipboard } from './write-clipboard.ts';

type Words = { layer: TextLayer; width: number; height: number };

/** The words in a picture, and its size in CSS pixels; undefined where it has none that can be read. */
async function wordsOf(id: string): Promise<Words | undefined> {
  const asset = await getAsset(id);
  if (!asset) return undefined;
  const { width, height, scale } = asset;
  // A file of words that the browser lost takes nothing from the picture.
  const layer = await readTextLayer(asset.textLayer).catch(() => []);
  return layer.length > 0 ? { layer, width: width / scale, height: height / scale } : undefined;
}

async function pngOf(id: string): Promise<Blob> {
  const asset = await getAsset(id);
  if (!asset) throw new GleanerError('image_missing');
  return asPng(asset.blob);
}

type Props = {
  id: string;
  source: Source;
  onCopy(copy: () => Promise<string>): void;
  /** What else can be done with it. */
  children?: ReactNode;
};

/** A picture of a clip, with its words to select where they stand, and both to copy. */
export function Picture({ id, source, onCopy, children }: Props) {
  const words = useLiveQuery(() => wordsOf(id), [id]);

  const copyText = (layer: TextLayer) =>
    onCopy(async () => {
      await writeClipboard({ 'text/plain': Promise.resolve(new Blob([textOfLayer(layer)], { type: 'text/plain' })) });
      return t('copied_text');
    });
  const copyImage = () =>
    onCopy(async () => {
      await writeClipboard({ 'image/png': pngOf(id) });
      return t('copied_image');
    });

  return (
    <figure className="picture">
      <div className="picture-window">
        <div className="picture-frame">
          <AssetImage id={id} alt={t('screenshot_of', source.title)} className="detail-image" size="full" />
          {words ? <PictureWords {...words} lang={source.lang} /> : null}
        </div>
      </div>
      <div className="picture-actions">
        {children}
        {words ? (
          <button type="button" className="button quiet" onClick={() => copyText(words.layer)}>
            <Copy className="icon" aria-hidden /> {t('copy_text')}
          </button>
        ) : null}
        <button type="button" className="button quiet" onClick={copyImage}>
          <ImageIcon className="icon" aria-hidden /> {t('copy_image')}
        </button>
      </div>
    </figure>
  );
}
