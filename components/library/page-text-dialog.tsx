import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { WordDiff } from '#components/clip/word-diff.tsx';
import type { Passage } from '#lib/core/passage-diff.ts';
import type { SnapshotInfo } from '#lib/db/snapshots.ts';
import { locale, t, tCount, tError } from '#lib/platform/i18n.ts';
import { PASSAGES } from './counts.ts';
import { usePassages } from './use-passages.ts';
import './page-text.css';

/** Passages that are shown. Of a page with more changes than that, everything is new. */
const SHOWN = 300;

type Props = {
  /** Of one page; at least two. */
  snapshots: readonly SnapshotInfo[];
  fromId: string;
  toId: string;
  /** BCP 47, of the page. */
  lang: string | undefined;
  onClose(): void;
};

/** From when to when a page was seen to say so. */
function timesOf({ firstSeenAt, lastSeenAt }: SnapshotInfo): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' });
  return format.formatRange(firstSeenAt, lastSeenAt);
}

/** What can be seen in one row: a passage that is not the same, or how many between two such are. */
type Row = { unchanged: number } | Passage;

function rowsOf(passages: readonly Passage[]): Row[] {
  const rows: Row[] = [];
  for (const passage of passages) {
    const last = rows.at(-1);
    if (passage.kind !== 'same') rows.push(passage);
    else if (last && 'unchanged' in last) last.unchanged += 1;
    else rows.push({ unchanged: 1 });
  }
  return rows;
}

/** The text of a page at one time beside that at another: which passages came, went and changed. For `later`. */
export default function PageTextDialog({ snapshots, fromId, toId, lang, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [from, setFrom] = useState(fromId);
  const [to, setTo] = useState(toId);
  const { passages, error } = usePassages(from, to);
  const rows = useMemo(() => rowsOf(passages ?? []), [passages]);
  const isSame = from === to || passages?.every(({ kind }) => kind === 'same');
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="dialog page-text-dialog" ref={dialog} aria-labelledby="page-text-title" onClose={onClose}>
      <form method="dialog">
        <h2 id="page-text-title">{t('page_text_title')}</h2>
        <div className="page-text-times">
          <Time label={t('page_text_from')} snapshots={snapshots} value={from} onChange={setFrom} />
          <Time label={t('page_text_to')} snapshots={snapshots} value={to} onChange={setTo} />
        </div>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : null}
        {isSame ? <p className="notice">{t('page_text_same')}</p> : null}
        {passages && !isSame ? (
          <section
            className="page-text-passages"
            aria-label={t('what_changed')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
            tabIndex={0}
          >
            {rows.slice(0, SHOWN).map((row, index) =>
              'unchanged' in row ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                <p key={index} className="faint">
                  {t('page_text_unchanged', tCount(PASSAGES, row.unchanged))}
                </p>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <WordDiff key={index} parts={row.parts} lang={lang} />
              ),
            )}
            {rows.length > SHOWN ? <p className="faint">…</p> : null}
          </section>
        ) : null}
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

type TimeProps = { label: string; snapshots: readonly SnapshotInfo[]; value: string; onChange(id: string): void };

function Time({ label, snapshots, value, onChange }: TimeProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {snapshots.map((snapshot) => (
          <option key={snapshot.id} value={snapshot.id}>
            {timesOf(snapshot)}
          </option>
        ))}
      </select>
    </>
  );
}
