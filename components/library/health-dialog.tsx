import { useEffect, useRef, useState } from 'react';
import { checkLibrary, type Health, setAside } from '#lib/backup/health.ts';
import { chooseTarget } from '#lib/backup/targets.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { deleteRows, mendClips } from '#lib/db/health-repairs.ts';
import { undoBatch } from '#lib/db/history.ts';
import { findCurrentProject } from '#lib/db/projects.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { saveFile } from './export-clips.ts';
import { useLibraryClient } from './library-client.ts';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import { useWork, watchOf } from './use-work.ts';
import './backup.css';

const RECORDS = { one: 'health_well_one', other: 'health_well_other' } as const;
const DAMAGED = { one: 'health_damaged_one', other: 'health_damaged_other' } as const;
const ASTRAY = { one: 'health_astray_one', other: 'health_astray_other' } as const;
const NO_PICTURE = { one: 'health_no_picture_one', other: 'health_no_picture_other' } as const;
const ORPHANS = { one: 'health_orphans_one', other: 'health_orphans_other' } as const;
const ASIDE = { one: 'health_aside_one', other: 'health_aside_other' } as const;

/** So many of what is damaged are named; the file has all. */
const NAMED = 20;

/** Whether everything in the library is as it was saved, and what can be done where it is not. */
export default function HealthDialog({ onClose }: { onClose(): void }) {
  const index = useLibraryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const work = useWork();
  const [label, setLabel] = useState('');
  const [health, setHealth] = useState<Health>();
  const [done, setDone] = useState<{ text: string; batchId?: string | undefined }>();
  const isBusy = work.progress !== undefined;

  useEffect(() => dialog.current?.showModal(), []);
  useKeyboardPlace(isBusy, dialog);

  function start(name: string, run: Parameters<typeof work.run>[0]): void {
    setLabel(name);
    setDone(undefined);
    void work.run(run);
  }

  const check = () =>
    start(t('health_running'), async (how) => {
      setHealth(undefined);
      setHealth(await checkLibrary(how));
    });

  function putAside(damaged: Health['damaged']): void {
    start(t('health_repairing'), async (how) => {
      const name = 'gleaner-damaged.jsonl';
      const target = await chooseTarget(name);
      if (!target) return;
      const { count, file } = await setAside(damaged, target);
      if (file) saveFile({ name, bytes: file, mime: 'application/json' });
      setHealth(await checkLibrary(how));
      setDone({ text: tCount(ASIDE, count) });
    });
  }

  function mend(ids: readonly string[]): void {
    start(t('health_repairing'), async (how) => {
      const project = await findCurrentProject();
      const batchId = project && (await mendClips(ids, project.id));
      setHealth(await checkLibrary(how));
      setDone({ text: t('health_mended'), batchId });
    });
  }

  function removeOrphans(ids: readonly string[]): void {
    start(t('health_repairing'), async (how) => {
      await deleteRows(ids.map((id) => ({ table: 'observations', id })));
      setHealth(await checkLibrary(how));
      setDone({ text: t('health_mended') });
    });
  }

  function undo(batchId: string): void {
    start(t('health_repairing'), async (how) => {
      await undoBatch(batchId, watchOf(how));
      setHealth(await checkLibrary(how));
    });
  }

  function rebuild(): void {
    start(t('health_rebuild'), async ({ signal }) => {
      // The index goes on being made; nobody has to wait for it.
      const left = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new GleanerError('cancelled')));
      });
      await Promise.race([index.rebuild(), left]);
      setDone({ text: t('health_rebuilt') });
    });
  }

  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="health-title" aria-busy={isBusy} onClose={onClose}>
      <form method="dialog" className="health">
        <h2 id="health-title">{t('health')}</h2>
        <p className="faint">{t('health_hint')}</p>
        <div className="row wrap">
          <button type="button" className="button" disabled={isBusy} onClick={check}>
            {t(health ? 'health_again' : 'health_run')}
          </button>
          <button type="button" className="button" disabled={isBusy} onClick={rebuild}>
            {t('health_rebuild')}
          </button>
        </div>
        <WorkProgress worker={work} label={label} />
        {done ? (
          <div className="notice row">
            <span className="grow" role="status">
              {done.text}
            </span>
            {done.batchId ? (
              <button type="button" className="button" disabled={isBusy} onClick={() => undo(done.batchId ?? '')}>
                {t('undo')}
              </button>
            ) : null}
          </div>
        ) : null}
        <div role="status">
          {health ? (
            <Findings health={health} isBusy={isBusy} onSetAside={putAside} onMend={mend} onRemove={removeOrphans} />
          ) : null}
        </div>
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

type FindingsProps = {
  health: Health;
  isBusy: boolean;
  onSetAside(damaged: Health['damaged']): void;
  onMend(clipIds: readonly string[]): void;
  onRemove(observationIds: readonly string[]): void;
};

function Findings({ health, isBusy, onSetAside, onMend, onRemove }: FindingsProps) {
  const { rows, damaged, astray, withoutPicture, orphans } = health;
  const isWell = damaged.length + astray.length + withoutPicture.length + orphans.length === 0;
  if (isWell) {
    return <p className="notice">{tCount(RECORDS, rows)}</p>;
  }
  const act = (name: string, run: () => void) => (
    <button type="button" className="button" disabled={isBusy} onClick={run}>
      {name}
    </button>
  );
  return (
    <ul className="health-findings" aria-label={t('health_findings')}>
      {damaged.length > 0 ? (
        <li>
          <div className="row">
            <span className="grow">{tCount(DAMAGED, damaged.length)}</span>
            {act(t('health_set_aside'), () => onSetAside(damaged))}
          </div>
          <p className="faint">{t('health_set_aside_hint')}</p>
          <details>
            <summary>{t('details')}</summary>
            <ul className="work-detail">
              {damaged.slice(0, NAMED).map(({ table, id, why }) => (
                <li key={`${table} ${id}`}>
                  {table} {id} · {why}
                </li>
              ))}
            </ul>
          </details>
        </li>
      ) : null}
      {astray.length > 0 ? (
        <li className="row">
          <span className="grow">{tCount(ASTRAY, astray.length)}</span>
          {act(t('health_mend'), () => onMend(astray))}
        </li>
      ) : null}
      {withoutPicture.length > 0 ? <li>{tCount(NO_PICTURE, withoutPicture.length)}</li> : null}
      {orphans.length > 0 ? (
        <li className="row">
          <span className="grow">{tCount(ORPHANS, orphans.length)}</span>
          {act(t('remove'), () => onRemove(orphans))}
        </li>
      ) : null}
    </ul>
  );
}
