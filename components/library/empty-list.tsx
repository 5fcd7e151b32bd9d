import { t } from '#lib/platform/i18n.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';

type Props = { filter: ClipFilter; hasClips: boolean; onClear(): void };

/** Why the list is empty, and what to do about it. */
export function EmptyList({ filter: { view, type, tagId, actorId, text }, hasClips, onClear }: Props) {
  const isNarrowed = Boolean(type || tagId || actorId || text);
  if (isNarrowed && hasClips) {
    return (
      <div className="list-empty">
        <h2>{t('empty_filter_title')}</h2>
        <p>{t('empty_filter')}</p>
        <button type="button" className="button" onClick={onClear}>
          {t('show_all')}
        </button>
      </div>
    );
  }
  if (view === 'trash') {
    return (
      <div className="list-empty">
        <h2>{t('empty_trash_title')}</h2>
        <p>{t('empty_trash')}</p>
      </div>
    );
  }
  if (view === 'changed' && hasClips) {
    return (
      <div className="list-empty">
        <h2>{t('empty_changed_title')}</h2>
        <p>{t('empty_changed')}</p>
      </div>
    );
  }
  if (view === 'inbox' && hasClips) {
    return (
      <div className="list-empty">
        <h2>{t('empty_inbox_title')}</h2>
        <p>{t('empty_inbox')}</p>
      </div>
    );
  }
  return (
    <div className="list-empty">
      <h2>{t('empty_library_title')}</h2>
      <p>{t('empty_library')}</p>
    </div>
  );
}
