import { useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';

type Props = {
  /** What was chosen, if something was. */
  name: string | undefined;
  /** As `<input accept>` takes it. */
  accept: string;
  isDisabled: boolean;
  /** Whether a file is being dragged over the dialog. */
  isOver: boolean;
  /** The id of what says which files are taken. */
  hintId: string;
  onFile(file: File | undefined): void;
};

/** Where a dialog takes a file: a button, and a place that says that files can be dropped as well. */
export function FileChoice({ name, accept, isDisabled, isOver, hintId, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={`import-file${isOver ? ' over' : ''}`}>
      {name === undefined ? null : <p className="import-name">{name}</p>}
      <button
        type="button"
        className="button"
        disabled={isDisabled}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
      >
        {t(name === undefined ? 'import_choose' : 'import_another')}
      </button>
      <span className="dim">{t('import_drop')}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={t('import_choose')}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file again is to be read again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
