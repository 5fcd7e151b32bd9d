import { useLiveQuery } from 'dexie-react-hooks';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type ErrorCode, toAppError } from '#lib/core/errors.ts';
import type { ClipType } from '#lib/core/fields.ts';
import type { Capture } from '#lib/core/schema/clip.ts';
import { recentClips, trashClips } from '#lib/db/clips.ts';
import { discardDraft, unfinishedDrafts } from '#lib/db/drafts.ts';
import { undoBatch } from '#lib/db/history.ts';
import { t, tError } from '#lib/platform/i18n.ts';

const SHOWN = 5;

type Props = { currentId: string | undefined; onOpen(id: string): void };

/** What was begun and not saved, then the newest clips: one click opens, one takes away, one brings back. */
export function RecentClips({ currentId, onOpen }: Props) {
  const clips = useLiveQuery(() => recentClips(SHOWN + 1), [], []);
  const drafts = useLiveQuery(unfinishedDrafts, [], []);
  const [trashed, setTrashed] = useState<string>();
  const [error, setError] = useState<ErrorCode>();
  const unfinished = drafts.filter(({ id }) => id !== currentId);
  const others = clips.filter(({ id }) => id !== currentId).slice(0, SHOWN);
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
    <section className="recents" aria-labelledby="recents">
      <h2 id="recents">{t('recent_clips')}</h2>
      {error ? (
        <p className="notice error" role="alert">
          {tError(error)}
        </p>
      ) : null}
      {trashed ? (
        <p className="notice row" role="status">
          <span className="grow">{t('trashed')}</span>
          <button type="button" className="button quiet" onClick={() => void undo(trashed)}>
            {t('undo')}
          </button>
        </p>
      ) : null}
      <ul>
        {unfinished.map(({ id, capture, edits }) => (
          <RecentRow
            key={id}
            type={edits.type}
            title={titleOf(capture)}
            hint={t('draft')}
            removeName={t('draft_discard')}
            onOpen={() => onOpen(id)}
            onRemove={() => void attempt(() => discardDraft(id).then(() => undefined))}
          />
        ))}
        {others.map((clip) => (
          <RecentRow
            key={clip.id}
            type={clip.type}
            title={titleOf(clip)}
            hint={clip.source.site ?? ''}
            removeName={t('trash')}
            onOpen={() => onOpen(clip.id)}
            onRemove={() => void attempt(() => trashClips([clip.id]))}
          />
        ))}
      </ul>
    </section>
  );
}

function titleOf({ quote, source }: Capture): string {
  return quote.slice(0, 200) || t('screenshot_of', source.title);
}

type RowProps = {
  type: ClipType | undefined;
  title: string;
  hint: string;
  removeName: string;
  onOpen(): void;
  onRemove(): void;
};

function RecentRow({ type, title, hint, removeName, onOpen, onRemove }: RowProps) {
  return (
    <li className="recent">
      <button type="button" className="recent-open" onClick={onOpen}>
        <span className={`dot t-${type ?? 'none'}`} />
        <span className="cut grow" dir="auto">
          {title}
        </span>
        <span className="faint cut">{hint}</span>
      </button>
      <button
        type="button"
        className="button quiet square"
        aria-label={`${removeName}: ${title}`}
        title={removeName}
        onClick={onRemove}
      >
        <Trash2 className="icon" aria-hidden />
      </button>
    </li>
  );
}
