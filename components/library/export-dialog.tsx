import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import { copyFindings, exportClips, saveFile } from './export-clips.ts';

/** A set of clips that can leave, and what it is called. */
export type ExportScope = { id: 'selection' | 'shown' | 'project'; clips: readonly Clip[] };

const SCOPE_LABELS = { selection: 'scope_selection', shown: 'scope_shown', project: 'scope_project' } as const;

type Props = {
  /** Narrowest first; the first one is proposed. */
  scopes: readonly ExportScope[];
  onDone(text: string): void;
  onClose(): void;
};

/** Which clips, in which format, and out. */
export function ExportDialog({ scopes, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [scopeId, setScopeId] = useState(scopes[0]?.id);
  const [formatId, setFormatId] = useState(exportFormats[0]?.id);
  const [running, setRunning] = useState<AbortController>();
  const [error, setError] = useState<AppError>();
  const clips = scopes.find((scope) => scope.id === scopeId)?.clips ?? [];

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
    if (!format) return;
    void run(async (signal) => {
      const file = await exportClips(format, clips, signal);
      if (!signal.aborted) saveFile(file);
      return t('exported', file.name);
    });
  }

  function copy(): void {
    void run(async () => {
      await copyFindings(clips);
      return t('copied', tCount(CLIPS, clips.length));
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
          {scopes.map((scope) => (
            <label className="choice" key={scope.id}>
              <input type="radio" name="scope" checked={scope.id === scopeId} onChange={() => setScopeId(scope.id)} />
              <span>
                {t(SCOPE_LABELS[scope.id])} <span className="dim">· {tCount(CLIPS, scope.clips.length)}</span>
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
          <button
            type="button"
            className="button"
            disabled={running !== undefined || clips.length === 0}
            onClick={copy}
          >
            {t('copy_markdown')}
          </button>
          <button type="submit" className="button primary" disabled={running !== undefined || clips.length === 0}>
            {running ? t('exporting') : t('save_file')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
