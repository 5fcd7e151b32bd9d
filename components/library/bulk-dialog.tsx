import { useEffect, useId, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { toAppError } from '#lib/core/errors.ts';
import type { ClipFieldId } from '#lib/core/fields.ts';
import { editClips } from '#lib/db/clips.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { BULK_FIELDS, editsOf, keyOf, NOTHING } from './bulk-edits.ts';
import { BulkFrame } from './bulk-frame.tsx';
import { BulkLine } from './bulk-line.tsx';
import { CLIPS } from './counts.ts';
import type { UndoableWork } from './snackbar.tsx';
import '#components/clip/clip.css';

type Props = {
  ids: readonly string[];
  /** The field to begin with. */
  field: ClipFieldId | undefined;
  onDone(done: UndoableWork): void;
  onClose(): void;
};

/** New values of any fields for all clips that are selected. What is not ticked stays as each clip has it. */
export default function BulkDialog({ ids, field, onDone, onClose }: Props) {
  const formId = useId();
  const project = useCurrentProject();
  const [draft, setDraft] = useState(NOTHING);
  const [error, setError] = useState<unknown>();
  const edits = editsOf(draft);
  const inputOf = (key: string) => `${formId}-${key}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: where the cursor is put at first
  useEffect(() => {
    const first = field === 'tagIds' ? 'tagIds-add' : field;
    if (first) document.getElementById(inputOf(first))?.focus();
  }, []);

  return (
    <BulkFrame
      className="bulk"
      title={t('bulk_title', tCount(CLIPS, ids.length))}
      action={t('bulk_apply', tCount(CLIPS, ids.length))}
      isReady={edits !== undefined}
      count={ids.length}
      onSubmit={async (watch) => {
        if (!edits) return;
        const batchId = await editClips(ids, edits, watch);
        onDone({ text: t(batchId ? 'bulk_done' : 'bulk_nothing', tCount(CLIPS, ids.length)), batchId });
      }}
      onClose={onClose}
    >
      <p className="dim">{t('bulk_hint')}</p>
      <div className="bulk-lines">
        {BULK_FIELDS.map((one) => (
          <BulkLine
            key={keyOf(one)}
            field={one}
            inputId={inputOf(keyOf(one))}
            draft={draft}
            projectId={project?.id}
            onDraft={setDraft}
            onError={setError}
          />
        ))}
      </div>
      {error === undefined ? null : (
        <p className="notice error" role="alert">
          {tError(toAppError(error).code)}
        </p>
      )}
    </BulkFrame>
  );
}
