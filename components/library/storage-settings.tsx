import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { formatBytes } from '#lib/core/bytes.ts';
import { toAppError } from '#lib/core/errors.ts';
import { storageState } from '#lib/db/storage-state.ts';
import { locale, t, tCount, tError, tNumber } from '#lib/platform/i18n.ts';
import { tidyPictures } from '#lib/screenshot/tidy-pictures.ts';
import { PICTURES } from './counts.ts';
import { useKeyboardPlace } from './use-keyboard-place.ts';

type Progress = { done: number; all: number };

const size = (bytes: number) => formatBytes(bytes, locale());

/** What the library takes of the disk, whether it is safe there, and a way to make it less. */
export function StorageSettings({ onCheck }: { onCheck(): void }) {
  const [turn, setTurn] = useState(0);
  const state = useLiveQuery(storageState, [turn]);
  const [running, setRunning] = useState<AbortController>();
  const [progress, setProgress] = useState<Progress>();
  const [result, setResult] = useState<{ text: string; isError?: true }>();
  useKeyboardPlace(running !== undefined);
  // What is under way when the dialog closes stops after the picture that it is at.
  useEffect(() => () => running?.abort(), [running]);

  async function freeUp(): Promise<void> {
    const controller = new AbortController();
    setRunning(controller);
    setProgress({ done: 0, all: 0 });
    setResult(undefined);
    try {
      const { freed, isBusy } = await tidyPictures({
        mayGoOn: () => !controller.signal.aborted,
        onProgress: (done, all) => setProgress({ done, all }),
      });
      const done = freed > 0 ? t('storage_freed', size(freed)) : t('storage_nothing_to_free');
      setResult({ text: isBusy ? t('storage_busy') : done });
    } catch (thrown) {
      setResult({ text: tError(toAppError(thrown).code), isError: true });
    } finally {
      setRunning(undefined);
      setProgress(undefined);
    }
  }

  async function askToPersist(): Promise<void> {
    const isGranted = await navigator.storage.persist();
    setResult({ text: t(isGranted ? 'storage_persisted' : 'storage_persist_refused') });
    setTurn((count) => count + 1);
  }

  return (
    <section className="storage" aria-labelledby="storage-title" aria-busy={state === undefined}>
      <h3 id="storage-title">{t('storage')}</h3>
      {state ? (
        <>
          <meter aria-label={t('storage_used')} min={0} max={state.used + state.available} value={state.used} />
          <dl>
            <dt>{t('storage_used')}</dt>
            <dd>{size(state.used)}</dd>
            <dt>{t('storage_pictures')}</dt>
            <dd>
              {tCount(PICTURES, state.pictures.count)} · {size(state.pictures.bytes)}
            </dd>
            <dt>{t('storage_available')}</dt>
            <dd>{size(state.available)}</dd>
            <dt>{t('storage_kept')}</dt>
            <dd>{state.isPersisted ? t('storage_persisted') : t('storage_not_persisted')}</dd>
          </dl>
        </>
      ) : null}
      <div className="row">
        <button type="button" className="button" disabled={running !== undefined} onClick={() => void freeUp()}>
          {t('storage_free_up')}
        </button>
        {progress ? <progress aria-label={t('storage_free_up')} max={progress.all || 1} value={progress.done} /> : null}
      </div>
      <p className="faint">{t('storage_free_up_hint')}</p>
      <div className="row wrap">
        <button type="button" className="button" onClick={onCheck}>
          {t('health_open')}
        </button>
        {state?.isPersisted === false ? (
          <button type="button" className="button" onClick={() => void askToPersist()}>
            {t('storage_persist')}
          </button>
        ) : null}
      </div>
      <p className={result?.isError ? 'notice error' : 'notice'} role="status" hidden={!result && !progress}>
        {progress ? t('storage_progress', tNumber(progress.done), tNumber(progress.all)) : result?.text}
      </p>
    </section>
  );
}
