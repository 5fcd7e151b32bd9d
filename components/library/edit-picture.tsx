import { PencilRuler } from 'lucide-react';
import { t } from '#lib/platform/i18n.ts';

type Props = {
  clipId: string;
  /** The picture as it was captured. */
  assetId: string;
};

/** Leads to the editor of a picture, which leads back to what the library shows now, with the clip open. */
export function EditPicture({ clipId, assetId }: Props) {
  const asked = new URLSearchParams({ clip: clipId, picture: assetId });
  return (
    <a className="button quiet edit-picture" href={`editor.html?${asked}${location.hash}`}>
      <PencilRuler className="icon" aria-hidden /> {t('edit_picture')}
    </a>
  );
}
