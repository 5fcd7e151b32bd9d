import { useLiveQuery } from 'dexie-react-hooks';
import { type DragEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { importClips, type Sorted, sortOut } from '#lib/db/import-clips.ts';
import { listProjects } from '#lib/db/projects.ts';
import type { Passed } from '#lib/import/annotation.ts';
import { type ReadFile, readAnnotations } from '#lib/import/read-annotations.ts';
import { t, tCount, tError, tNumber } from '#lib/platform/i18n.ts';
import { ErrorDetail } from './backup-progress.tsx';
import { CLIPS } from './counts.ts';
import { FileChoice } from './file-choice.tsx';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import './import.css';

const PASSED_LABELS = {
  not_annotation: 'import_passed_not_annotation',
  no_page: 'import_passed_no_page',
  no_words: 'import_passed_no_words',
  damaged: 'import_passed_damaged',
} as const satisfies Record<Passed, string>;

/** What a file holds, beside the library as it is. */
type Preview = { name: string; read: ReadFile; sorted: Sorted };

type Props = {
  /** The project that is proposed. */
  projectId: string | undefined;
  onDone(text: string, batchId: string | undefined): void;
  onClose(): void;
};

/** A file, what is in it, and in. */
export default function ImportDialog({ projectId, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const projects = useLiveQuery(listProjects, []);
  const [chosen, setChosen] = useState(projectId);
  const [preview, setPreview] = useState<Preview>();
  const [busy, setBusy] = useState<'reading' | 'importing'>();
  const [error, setError] = useState<AppError & { file: string }>();
  const [isOver, setOver] = useState(false);
  const target = projects?.find(({ id }) => id === chosen) ?? projects?.[0];
  const count = preview?.sorted.fresh.length ?? 0;

  useEffect(() => dialog.current?.showModal(), []);
  useKeyboardPlace(busy !== undefined, dialog);

  async function work(what: 'reading' | 'importing', file: string, run: () => Promise<void>): Promise<void> {
    setBusy(what);
    setError(undefined);
    try {
      await run();
    } catch (thrown) {
      setError({ ...toAppError(thrown), file });
    } finally {
      setBusy(undefined);
    }
  }

  function read(file: File | undefined): void {
    if (!file || busy) return;
    setPreview(undefined);
    void work('reading', file.name, async () => {
      const { sanitise } = await import('#lib/capture/sanitise.ts');
      const found = await readAnnotations(file, sanitise);
      setPreview({ name: file.name, read: found, sorted: await sortOut(found.clips) });
    });
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!preview || !target || busy) return;
    void work('importing', preview.name, async () => {
      const { added, batchId } = await importClips(preview.sorted.fresh, target.id);
      onDone(t('imported', tCount(CLIPS, added), target.name), batchId);
      onClose();
    });
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  }

  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby="import-title"
      aria-busy={busy !== undefined}
      // Anywhere on the dialog, and not beside it: there, the browser would open the file in place of the library.
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onClose={onClose}
    >
      <form onSubmit={submit} className="import">
        <h2 id="import-title">{t('import_title')}</h2>
        <FileChoice
          name={preview?.name}
          accept=".json,.jsonld,application/json,application/ld+json"
          isDisabled={busy !== undefined}
          isOver={isOver}
          hintId="import-hint"
          onFile={read}
        />
        <div role="status">
          {busy === 'reading' ? <p className="dim">{t('import_reading')}</p> : null}
          {preview ? <Found preview={preview} /> : null}
        </div>
        {preview && count > 0 ? (
          <label className="import-project">
            <span className="dim">{t('import_project')}</span>
            <select className="input" value={target?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
              {projects?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {error ? (
          <div className="notice error" role="alert">
            <p>
              <strong>{error.file}</strong> · {tError(error.code)}
            </p>
            <ErrorDetail error={error} />
          </div>
        ) : null}
        <p id="import-hint" className="faint" hidden={preview !== undefined}>
          {t('import_hint')}
        </p>
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="submit" className="button primary" disabled={busy !== undefined || count === 0 || !target}>
            {busy === 'importing' ? t('importing') : t('import')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** How much of a file is new, how much is there already, and how much is passed over and why. */
function Found({ preview: { read, sorted } }: { preview: Preview }) {
  const passed = [...read.passed].map(([why, count]) => ({ label: t(PASSED_LABELS[why]), count }));
  return (
    <>
      <dl className="import-found">
        <dt>{t('import_new')}</dt>
        <dd>{tNumber(sorted.fresh.length)}</dd>
        <dt>{t('import_there')}</dt>
        <dd>{tNumber(sorted.there.length)}</dd>
        {passed.length > 0 ? (
          <>
            <dt>{t('import_passed')}</dt>
            <dd>
              {passed.map(({ label, count }) => (
                <span key={label}>
                  {tNumber(count)} <span className="dim">{label}</span>
                </span>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      {sorted.fresh.length === 0 ? <p className="notice">{t('import_nothing')}</p> : null}
      {read.unknownSelectors > 0 ? (
        <p className="faint">{t('import_selectors', tNumber(read.unknownSelectors))}</p>
      ) : null}
    </>
  );
}
