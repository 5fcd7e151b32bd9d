import { useLiveQuery } from 'dexie-react-hooks';
import { forgetLoss, lostAt } from '#lib/db/library-mark.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import './lost-library.css';

/** Says that the browser deleted the library, until the user has read it, and leads to what brings it back. */
export function LostLibrary({ onRestore }: { onRestore(): void }) {
  const at = useLiveQuery(lostAt);
  if (at === undefined) return null;
  return (
    <section className="lost-library row" aria-label={t('lost_library_title')}>
      <span className="grow" role="alert">
        {t('lost_library', new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(at))}
      </span>
      <button type="button" className="button" aria-haspopup="dialog" onClick={onRestore}>
        {t('backup_restore')}
      </button>
      <button type="button" className="button quiet" onClick={() => void forgetLoss()}>
        {t('close')}
      </button>
    </section>
  );
}
