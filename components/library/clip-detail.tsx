import { ArrowLeft, ExternalLink, RotateCcw, Trash2, X } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { AssetImage } from '#components/clip/asset-image.tsx';
import { ClipForm } from '#components/clip/clip-form.tsx';
import { TypeEditor } from '#components/clip/editors/type-editor.tsx';
import { useClipEditor } from '#components/clip/use-clip-editor.ts';
import { isTyping } from '#components/ui/is-typing.ts';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { safeUrl } from '#lib/core/url.ts';
import { deepLink } from '#lib/export/deep-link.ts';
import { locale, t, tError } from '#lib/platform/i18n.ts';

/** Markdown comes with a parser, which the list does not need. */
const Prose = lazy(() => import('./prose.tsx'));

type Props = { id: string; onClose(): void; onTrash(id: string): void; onRestore(id: string): void };

function Attribution({ clip }: { clip: Clip }) {
  const { source } = clip;
  const link = deepLink(clip);
  const clipped = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    clip.capturedAt,
  );
  const published = source.publishedAt ? Date.parse(source.publishedAt) : Number.NaN;
  return (
    <div className="row">
      <div className="detail-source grow">
        <span className="detail-title" dir="auto">
          {source.title}
        </span>
        <span className="faint">
          {[...new Set([source.site, source.author])].filter(Boolean).join(' · ')}
          {Number.isNaN(published)
            ? ''
            : ` · ${t('published_on', new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(published))}`}
        </span>
        <span className="faint">{t('clipped_on', clipped)}</span>
      </div>
      {safeUrl(link) ? (
        <a className="button quiet" href={link} target="_blank" rel="noreferrer noopener">
          {t('open_source')} <ExternalLink className="icon" aria-hidden />
        </a>
      ) : null}
    </div>
  );
}

/** One clip, to read in full and to edit. What the page said is evidence and stays as it was. */
export function ClipDetail({ id, onClose, onTrash, onRestore }: Props) {
  const editor = useClipEditor(id, '');
  const { clip, values, error, set } = editor;

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const type = isTyping(event) ? undefined : CLIP_TYPES[Number(event.key) - 1];
      if (type) set({ type });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [set]);

  if (editor.capture === undefined) return <section className="detail" aria-busy="true" />;
  if (!clip) {
    return (
      <section className="detail" aria-label={t('clip')}>
        <p className="notice">{tError('clip_missing')}</p>
      </section>
    );
  }
  const isTrashed = clip.deletedAt !== undefined;
  return (
    <section className="detail" aria-label={t('clip')}>
      <div className="row">
        <button
          type="button"
          className="button quiet square narrow-only"
          aria-label={t('back_to_list')}
          onClick={onClose}
        >
          <ArrowLeft className="icon" aria-hidden />
        </button>
        <span className="grow" />
        {isTrashed ? (
          <button type="button" className="button quiet" onClick={() => onRestore(id)}>
            <RotateCcw className="icon" aria-hidden /> {t('restore')}
          </button>
        ) : (
          <button
            type="button"
            className="button quiet square"
            aria-label={t('trash')}
            title={t('trash')}
            onClick={() => onTrash(id)}
          >
            <Trash2 className="icon" aria-hidden />
          </button>
        )}
        <button type="button" className="button quiet square wide-only" aria-label={t('close')} onClick={onClose}>
          <X className="icon" aria-hidden />
        </button>
      </div>
      {error ? (
        <p className="notice error" role="alert">
          {tError(error.code)}
        </p>
      ) : null}
      {clip.quote ? (
        <blockquote className={`quote prose t-${values.type ?? 'none'}`} dir="auto" lang={clip.source.lang}>
          <Suspense fallback={clip.quote}>
            <Prose markdown={clip.markdown} quote={clip.quote} />
          </Suspense>
        </blockquote>
      ) : null}
      {clip.assetIds.length > 0 ? (
        <div className="detail-images">
          {clip.assetIds.map((assetId) => (
            <AssetImage
              key={assetId}
              id={assetId}
              alt={t('screenshot_of', clip.source.title)}
              className="detail-image"
              size="full"
            />
          ))}
        </div>
      ) : null}
      <Attribution clip={clip} />
      <div>
        <span className="visually-hidden" id="detail-type">
          {t('field_type')}
        </span>
        <TypeEditor labelId="detail-type" values={values} onSet={set} />
      </div>
      <ClipForm
        editor={editor}
        source={clip.source}
        fields={['actorId', 'tagIds', 'note', 'projectId', 'method', 'occurredAt', 'sentiment', 'importance']}
      />
    </section>
  );
}
