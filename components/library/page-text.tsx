import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { snapshotsOf } from '#lib/db/snapshots.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { PASSAGES } from './counts.ts';
import { later } from './later.tsx';
import { usePassages } from './use-passages.ts';

const PageTextDialog = later(() => import('./page-text-dialog.tsx'));

type Props = {
  /** Any address of the page. */
  url: string;
  /** When the clip was made from whose text the page has changed (ms). */
  since: number;
  /** BCP 47, of the page. */
  lang: string | undefined;
};

/** How far a moment is from the time in which a text stood (ms). */
function distance({ firstSeenAt, lastSeenAt }: { firstSeenAt: number; lastSeenAt: number }, moment: number): number {
  return Math.max(firstSeenAt - moment, moment - lastSeenAt, 0);
}

/** In how many passages the text of a page is another than when it was clipped, and the way to see which. For `later`. */
export default function PageText({ url, since, lang }: Props) {
  const snapshots = useLiveQuery(() => snapshotsOf(url), [url]) ?? [];
  const [isOpen, setOpen] = useState(false);
  const last = snapshots.at(-1);
  const [first] = snapshots.toSorted((a, b) => distance(a, since) - distance(b, since));
  const { passages } = usePassages(first?.id, last?.id);
  const count = passages?.filter(({ kind }) => kind !== 'same').length ?? 0;
  if (!first || !last || count === 0) return null;
  return (
    <div className="page-text">
      <span>{t('page_text_changed', tCount(PASSAGES, count), shortDate(since))}</span>
      <button type="button" className="button quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('page_text_compare')}
      </button>
      {isOpen ? (
        <PageTextDialog
          snapshots={snapshots}
          fromId={first.id}
          toId={last.id}
          lang={lang}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
