import type { ClipType } from '#lib/core/fields.ts';
import type { Capture } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';
import { AssetImage } from './asset-image.tsx';

/** What was clipped, short: the quote, and the pictures that belong to it. */
export function ClipPreview({ capture, type }: { capture: Capture; type: ClipType | undefined }) {
  return (
    <>
      {capture.quote ? (
        <blockquote className={`quote t-${type ?? 'none'}`} dir="auto" lang={capture.source.lang}>
          <span className="preview-quote">{capture.quote.slice(0, 2_000)}</span>
        </blockquote>
      ) : null}
      {capture.isPlain ? <p className="faint">{t('plain_text_only')}</p> : null}
      {capture.assetIds.map((id) => (
        <AssetImage
          key={id}
          id={id}
          alt={t('screenshot_of', capture.source.title)}
          className="preview-image"
          size="full"
        />
      ))}
    </>
  );
}
