import { t, tNumber } from '#lib/platform/i18n.ts';
import './bulk.css';

/** How many clips of all that something is done with it is done with, as a bar and in words. */
export function BulkMeter({ label, done, all }: { label: string; done: number; all: number }) {
  return (
    <div className="bulk-meter">
      <progress aria-label={label} max={all || 1} value={done} />
      <span className="faint" role="status">
        {t('bulk_progress', tNumber(done), tNumber(all))}
      </span>
    </div>
  );
}
