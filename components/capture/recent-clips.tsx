import { useLiveQuery } from 'dexie-react-hooks';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type ErrorCode, toAppError } from '#lib/core/errors.ts';
import { recentClips, trashClips } from '#lib/db/clips.ts';
import { discardDraft, unfinishedDrafts } from '#lib/db/drafts.ts';
import { undoBatch } from '#lib/db/history.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { ClipLine } from './clip-line.tsx';
import { titleOf } from './title-of.ts';
import { UndoNotice } from './undo-notice.tsx';

const SHOWN = 5;

type Props = {
  currentId: string | undefined;
  /** Clips that are listed elsewhere in the panel. */
  listed: ReadonlySet<string>;
  onOpen(id: string): void;
};

/** What was begun and not saved, then the newest clips: one click opens, one takes away, one brings back. */
export function RecentClips({ currentId, listed, onOpen }: Props) {
  const clips = useLiveQuery(() => recentClips(SHOWN + 1 + listed.size), [listed.size], []);
  const drafts = useLiveQuery(unfinishedDrafts, [], []);
  const [trashed, setTrashed] = useState<string>();
  const [error, setError] = useState<ErrorCode>();
  const unfinished = drafts.filter(({ id }) => id !== currentId);
  const others = clips.filter(({ id }) => id !== currentId && !listed.has(id)).slice(0, SHOWN);
  if (others.length + unfinished.length === 0 && !trashed) return null;

  /** @param work What it resolves to is the batch that can be undone from then on. */
  async function attempt(work: () => Promise<string | undefined>): Promise<void> {
    try {
      setTrashed(await work());
      setError(undefined);
    } catch (thrown) {
      setError(toAppError(thrown).code);
    }
  }

  const undo = (batchId: string) =>
    attempt(async () => {
      await undoBatch(batchId);
      return undefined;
    });

  return (
    <section className="panel-list" aria-labelledby="recents" tabIndex={-1}>
      <h2 id="recents">{t('recent_clips')}</h2>
      {error ? (
        <p className="notice error" role="alert">
          {tError(error)}
        </p>
      ) : null}
      {trashed ? <UndoNotice key={trashed} text={t('trashed')} onUndo={() => void undo(trashed)} /> : null}
      <ul>
        {unfinished.map(({ id, capture, edits }) => (
          <ClipLine key={id} type={edits.type} title={titleOf(capture)} hint={t('draft')} onOpen={() => onOpen(id)}>
            <Remove
              name={t('draft_discard')}
              title={titleOf(capture)}
              onRemove={() => void attempt(() => discardDraft(id).then(() => undefined))}
            />
          </ClipLine>
        ))}
        {others.map((clip) => (
          <ClipLine
            key={clip.id}
            type={clip.type}
            title={titleOf(clip)}
            hint={clip.source.site ?? ''}
            onOpen={() => onOpen(clip.id)}
          >
            <Remove
              name={t('trash')}
              title={titleOf(clip)}
              onRemove={() => void attempt(() => trashClips([clip.id]))}
            />
          </ClipLine>
        ))}
      </ul>
    </section>
  );
}

function Remove({ name, title, onRemove }: { name: string; title: string; onRemove(): void }) {
  return (
    <button
      type="button"
      className="button quiet square"
      aria-label={`${name}: ${title}`}
      title={name}
      onClick={onRemove}
    >
      <Trash2 className="icon" aria-hidden />
    </button>
  );
}
