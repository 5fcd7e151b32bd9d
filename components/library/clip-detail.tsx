import { ArrowLeft, ExternalLink, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { ClipForm } from '#components/clip/clip-form.tsx';
import { CutNote } from '#components/clip/cut-note.tsx';
import { TypeEditor } from '#components/clip/editors/type-editor.tsx';
import { useClipEditor } from '#components/clip/use-clip-editor.ts';
import { publishedDay, updatedDay } from '#lib/core/published-date.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { safeUrl } from '#lib/core/url.ts';
import { daysIn } from '#lib/export/day.ts';
import { deepLink } from '#lib/export/deep-link.ts';
import { locale, t, tError } from '#lib/platform/i18n.ts';
import { EditPicture } from './edit-picture.tsx';
import { later } from './later.tsx';
import { Picture } from './picture.tsx';
import type { UndoableWork } from './snackbar.tsx';
import { takeBackHere } from './take-back-here.ts';
import { trashDue } from './trash-due.ts';
import { useClipPast } from './use-clip-past.ts';

/** Markdown comes with a parser, which the list does not need. */
const Prose = later(
  () => import('./prose.tsx'),
  ({ quote }) => quote,
  true,
);
/** Comparing words comes with a library, which the list does not need either. */
const ClipEvidence = later(() => import('./clip-evidence.tsx'), undefined, true);
const ClipHistory = later(() => import('./clip-history.tsx'));
const SimilarClips = later(() => import('./similar-clips.tsx'), undefined, true);

type Props = {
  id: string;
  onClose(): void;
  /** Opens another clip. */
  onOpen(id: string): void;
  /** Does something that can be undone, and says what came of it. */
  onChange(work: () => Promise<UndoableWork>): void;
  /** Copies something, and says what came of it. @param copy gives the words to say when it has worked. */
  onCopy(copy: () => Promise<string>): void;
  onTrash(id: string): void;
  onRestore(id: string): void;
  /** Asks whether it is to be deleted for ever. */
  onPurge(id: string): void;
};

/** "2026", "2026-05" or "2026-05-03", as the language writes it. */
function written(day: string): string {
  const parts = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const known = Object.entries(parts).slice(0, day.split('-').length);
  return new Intl.DateTimeFormat(locale(), { ...Object.fromEntries(known), timeZone: 'UTC' }).format(Date.parse(day));
}

function Attribution({ clip }: { clip: Clip }) {
  const { source } = clip;
  const link = deepLink(clip);
  const clipped = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    clip.capturedAt,
  );
  const dayOf = daysIn(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const published = publishedDay(source.publishedAt, dayOf);
  const updated = updatedDay(source.modifiedAt, published, dayOf);
  return (
    <div className="row">
      <div className="detail-source grow">
        <span className="detail-title" dir="auto">
          {source.title}
        </span>
        <span className="faint">
          {[...new Set([source.site, source.author])].filter(Boolean).join(' · ')}
          {published === undefined ? '' : ` · ${t('published_on', written(published))}`}
          {updated === undefined ? '' : ` · ${t('updated_on', written(updated))}`}
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
export default function ClipDetail({ id, onClose, onOpen, onChange, onCopy, onTrash, onRestore, onPurge }: Props) {
  const editor = useClipEditor(id, '');
  const { clip, isTrashed, values, error, set } = editor;
  const { past, last } = useClipPast(id);
  const [hasHistory, setHistory] = useState(false);

  if (editor.capture === undefined) return <section className="detail" aria-busy="true" />;
  if (!clip) {
    return (
      <section className="detail" aria-label={t('clip')}>
        <p className="notice">{tError('clip_missing')}</p>
      </section>
    );
  }
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
        {last && !isTrashed ? (
          <button
            type="button"
            className="button quiet"
            onClick={() => onChange(async () => ({ ...(await takeBackHere(id, last.batchId)), batchId: undefined }))}
          >
            {t('undo')}
          </button>
        ) : null}
        {isTrashed ? (
          <>
            <button type="button" className="button quiet" onClick={() => onRestore(id)}>
              <RotateCcw className="icon" aria-hidden /> {t('restore')}
            </button>
            <button type="button" className="button quiet danger" onClick={() => onPurge(id)}>
              <Trash2 className="icon" aria-hidden /> {t('purge')}
            </button>
          </>
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
      {clip.deletedAt === undefined ? null : <p className="notice">{trashDue(clip.deletedAt)}</p>}
      {error ? (
        <p className="notice error" role="alert">
          {tError(error.code)}
        </p>
      ) : null}
      {clip.quote ? (
        <blockquote className={`quote prose t-${values.type ?? 'none'}`} dir="auto" lang={clip.source.lang}>
          <Prose key={id} markdown={clip.markdown} quote={clip.quote} />
        </blockquote>
      ) : null}
      {clip.isPlain ? <p className="faint">{t('plain_text_only')}</p> : null}
      {clip.assetIds.length > 0 ? (
        <div className="detail-images">
          {shownAssetIds(clip).map((assetId, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two parts of a page can be the same, and their order never changes
            <Picture key={`${index} ${assetId}`} id={assetId} source={clip.source} onCopy={onCopy}>
              {isTrashed ? null : <EditPicture clipId={id} assetId={clip.assetIds[index] ?? assetId} />}
            </Picture>
          ))}
        </div>
      ) : null}
      <CutNote capture={clip} />
      <Attribution clip={clip} />
      <ClipEvidence clip={clip} onOpen={onOpen} onChange={onChange} />
      <SimilarClips key={id} clip={clip} onOpen={onOpen} onChange={onChange} />
      <div>
        <span className="visually-hidden" id="detail-type">
          {t('field_type')}
        </span>
        <TypeEditor labelId="detail-type" values={values} onSet={set} />
      </div>
      <ClipForm editor={editor} source={clip.source} />
      <details className="history" onToggle={({ currentTarget }) => setHistory(currentTarget.open)}>
        <summary>{t('history')}</summary>
        {hasHistory ? <ClipHistory clipId={id} past={past} isTrashed={isTrashed} onChange={onChange} /> : null}
      </details>
    </section>
  );
}
