import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { type ClipPicture, openPicture } from '#lib/screenshot/save-picture.ts';
import { PictureEditor } from './picture-editor.tsx';
import './editor.css';

type Props = {
  clipId: string;
  /** The picture as it was captured. */
  assetId: string;
  backUrl: string;
  onSaved(): void;
};

/**
 * The editor of one picture of a clip. What it opens with is what it works on: that another window has changed it
 * meanwhile comes out when it saves.
 */
export function Editor({ clipId, assetId, backUrl, onSaved }: Props) {
  const [picture, setPicture] = useState<ClipPicture>();
  const [error, setError] = useState<AppError>();

  useEffect(() => {
    let isCurrent = true;
    openPicture(clipId, assetId).then(
      (opened) => isCurrent && setPicture(opened),
      (thrown: unknown) => isCurrent && setError(toAppError(thrown)),
    );
    return () => {
      isCurrent = false;
    };
  }, [clipId, assetId]);

  if (error) {
    return (
      <main className="editor-missing">
        <p className="notice error" role="alert">
          {tError(error.code)}
        </p>
        <a className="button" href={backUrl}>
          {t('editor_back')}
        </a>
      </main>
    );
  }
  if (!picture) return <main className="editor" aria-busy="true" />;
  return <PictureEditor picture={picture} backUrl={backUrl} onSaved={onSaved} />;
}
