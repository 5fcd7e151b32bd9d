import type { ClipType } from '#lib/core/fields.ts';
import type { Capture, Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { t } from '#lib/platform/i18n.ts';
import { AssetImage } from './asset-image.tsx';
import { CutNote } from './cut-note.tsx';

type Props = { capture: Capture & Partial<Pick<Clip, 'markups'>>; type: ClipType | undefined };

/** What was clipped, short: the quote, and the picture that belongs to it. */
export function ClipPreview({ capture, type }: Props) {
  // A long page is several pictures: its beginning tells which page it is.
  const [first] = shownAssetIds(capture);
  return (
    <>
      {capture.quote ? (
        <blockquote className={`quote t-${type ?? 'none'}`} dir="auto" lang={capture.source.lang}>
          <span className="preview-quote">{capture.quote.slice(0, 2_000)}</span>
        </blockquote>
      ) : null}
      {capture.isPlain ? <p className="faint">{t('plain_text_only')}</p> : null}
      {first ? (
        <AssetImage id={first} alt={t('screenshot_of', capture.source.title)} className="preview-image" size="full" />
      ) : null}
      <CutNote capture={capture} />
    </>
  );
}
