import { useLiveQuery } from 'dexie-react-hooks';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { countClips } from '#lib/db/clips.ts';
import { allRows } from '#lib/db/library-rows.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import { copyFindings, exportRows, saveFile } from './export-clips.ts';
import type { ExportScope } from './export-scopes.ts';

const SCOPE_LABELS = {
  selection: 'scope_selection',
  shown: 'scope_shown',
  project: 'scope_project',
  library: 'scope_library',
} as const;

type Props = {
  /** Narrowest first; the first one is proposed. The whole library comes last, by itself. */
  scopes: readonly ExportScope[];
  onDone(text: string): void;
  onClose(): void;
};

/** Which clips, in which format, and out. */
export default function ExportDialog({ scopes: narrower, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const total = useLiveQuery(countClips, [], 0);
  const scopes: readonly ExportScope[] = [...narrower, { id: 'library', count: total, load: allRows }];
  const [scopeId, setScopeId] = useState(scopes[0]?.id);
  const [formatId, setFormatId] = useState(exportFormats[0]?.id);
  const [running, setRunning] = useState<AbortController>();
  const [error, setError] = useState<AppError>();
  const scope = scopes.find(({ id }) => id === scopeId);
  const isEmpty = !scope?.count;

  useEffect(() => dialog.current?.showModal(), []);

  async function run(work: (signal: AbortSignal) => Promise<string>): Promise<void> {
    const controller = new AbortController();
    setRunning(controller);
    setError(undefined);
    try {
      const text = await work(controller.signal);
      if (controller.signal.aborted) return;
      onDone(text);
      onClose();
    } catch (thrown) {
      if (!controller.signal.aborted) setError(toAppError(thrown));
    } finally {
      setRunning(undefined);
    }
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const format = exportFormats.find((one) => one.id === formatId);
    if (!format || !scope) return;
    void run(async (signal) => {
      const file = await exportRows(format, await scope.load(), signal);
      if (!signal.aborted) saveFile(file);
      return t('exported', file.name);
    });
  }

  function copy(): void {
    if (!scope) return;
    void run(async () => {
      await copyFindings(await scope.load());
      return t('copied', tCount(CLIPS, scope.count));
    });
  }

  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby="export-title"
      onClose={() => {
        running?.abort();
        onClose();
      }}
    >
      <form onSubmit={submit}>
        <h2 id="export-title">{t('export')}</h2>
        <fieldset>
          <legend>{t('export_what')}</legend>
          {scopes.map(({ id, count }) => (
            <label className="choice" key={id}>
              <input type="radio" name="scope" checked={id === scopeId} onChange={() => setScopeId(id)} />
              <span>
                {t(SCOPE_LABELS[id])} <span className="dim">· {tCount(CLIPS, count)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('export_format')}</legend>
          {exportFormats.map((format) => (
            <label className="choice" key={format.id}>
              <input
                type="radio"
                name="format"
                checked={format.id === formatId}
                onChange={() => setFormatId(format.id)}
              />
              <span>{t(format.label)}</span>
              <span className="faint">{t(format.description)}</span>
            </label>
          ))}
        </fieldset>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : null}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="button" className="button" disabled={running !== undefined || isEmpty} onClick={copy}>
            {t('copy_markdown')}
          </button>
          <button type="submit" className="button primary" disabled={running !== undefined || isEmpty}>
            {running ? t('exporting') : t('save_file')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
