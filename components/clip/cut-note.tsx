import type { Capture } from '#lib/core/schema/clip.ts';
import { locale, t } from '#lib/platform/i18n.ts';

/** Says that a picture of a page is not all of it. */
export function CutNote({ capture: { cutAt, cutRightAt } }: { capture: Capture }) {
  return (
    <>
      {cutAt === undefined ? null : <p className="faint">{t('picture_cut_at', cutAt.toLocaleString(locale()))}</p>}
      {cutRightAt === undefined ? null : (
        <p className="faint">{t('picture_cut_right_at', cutRightAt.toLocaleString(locale()))}</p>
      )}
    </>
  );
}
