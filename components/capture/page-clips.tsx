import { useCallback, useState } from 'react';
import { type ErrorCode, toAppError } from '#lib/core/errors.ts';
import type { Result } from '#lib/core/result.ts';
import { acceptAsEvidence } from '#lib/db/accept-evidence.ts';
import { undoBatch } from '#lib/db/history.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { PageClipRow } from './page-clip-row.tsx';
import { UndoNotice } from './undo-notice.tsx';
import type { Check } from './use-evidence-check.ts';
import type { PageClip } from './use-page-clips.ts';

type Props = {
  clips: readonly PageClip[];
  check: Check;
  /** The panel says already why it cannot be. */
  isSaid: boolean;
  onShow(clipId: string): Promise<Result<{ isShown: boolean }>>;
  onOpen(id: string): void;
};

/** Why nobody knows how the clips stand. */
function whyUnknown(code: ErrorCode): string {
  if (code === 'page_forbidden') return t('check_forbidden');
  return code === 'page_needs_gesture' ? t('check_needs_gesture') : tError(code);
}

/** The clips of the page beside the panel: how each stands, and the way to its place on the page. */
export function PageClips({ clips, check, isSaid, onShow, onOpen }: Props) {
  const [accepted, setAccepted] = useState<string>();
  const [problem, setProblem] = useState<{ clipId: string; text: string }>();
  const [error, setError] = useState<ErrorCode>();
  const [isLooking, setLooking] = useState(false);

  /** @param work What it resolves to is the batch that can be undone from then on. */
  async function attempt(work: () => Promise<string | undefined>): Promise<void> {
    try {
      setAccepted(await work());
      setError(undefined);
    } catch (thrown) {
      setError(toAppError(thrown).code);
    }
  }

  const show = useCallback(
    async ({ clip, standing }: PageClip) => {
      setProblem(undefined);
      setLooking(true);
      const result = await onShow(clip.id);
      setLooking(false);
      if (result.ok && result.value.isShown) return;
      const absent = standing === 'missing' ? t('not_shown_missing') : t('not_shown');
      setProblem({ clipId: clip.id, text: result.ok ? absent : tError(result.error.code) });
    },
    [onShow],
  );

  if (clips.length === 0 && !accepted) return null;
  return (
    <section className="panel-list" aria-labelledby="page-clips" tabIndex={-1}>
      <div className="row panel-list-head">
        <h2 id="page-clips" className="grow">
          {t('on_this_page')}
        </h2>
        <span className="faint" role="status">
          {isLooking || check.state === 'checking' ? t('checking_page') : null}
        </span>
      </div>
      {check.state === 'failed' && !isSaid ? <p className="faint panel-list-note">{whyUnknown(check.code)}</p> : null}
      {error ? (
        <p className="notice error" role="alert">
          {tError(error)}
        </p>
      ) : null}
      {accepted ? (
        <UndoNotice
          key={accepted}
          text={t('accepted_evidence')}
          onUndo={() => void attempt(() => undoBatch(accepted).then(() => undefined))}
        />
      ) : null}
      <ul>
        {clips.map((one) => (
          <PageClipRow
            key={one.clip.id}
            pageClip={one}
            problem={problem?.clipId === one.clip.id ? problem.text : undefined}
            onShow={() => void show(one)}
            onOpen={() => onOpen(one.clip.id)}
            onAccept={(observationId) => void attempt(async () => (await acceptAsEvidence(observationId)).batchId)}
          />
        ))}
      </ul>
    </section>
  );
}
