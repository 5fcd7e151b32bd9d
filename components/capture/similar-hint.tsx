import { useLiveQuery } from 'dexie-react-hooks';
import { Copy } from 'lucide-react';
import { shortDate } from '#components/clip/short-date.ts';
import { pageKey, siteOf } from '#lib/core/url.ts';
import { getClip } from '#lib/db/clips.ts';
import { getDraft } from '#lib/db/drafts.ts';
import { dismissSimilar, similarClips } from '#lib/db/similar.ts';
import { t } from '#lib/platform/i18n.ts';
import './similar-hint.css';

type Props = {
  /** Of the clip, or of the draft that will become it. */
  id: string;
  /** @param query What to show there. */
  onLibrary(query: string): void;
};

/** The clip, or what is about to be one, and the earlier ones that say almost the same. */
async function find(id: string) {
  const saved = await getClip(id);
  const clip = saved ?? (await getDraft(id))?.capture;
  if (!clip) return undefined;
  const [first, ...others] = await similarClips({ id, quote: clip.quote, previousId: saved?.previousId });
  return first && { clip, first, more: others.length };
}

/** Says that almost the same was clipped before, while there is still time not to do it twice. */
export default function SimilarHint({ id, onLibrary }: Props) {
  const found = useLiveQuery(() => find(id), [id]);
  if (!found) return null;
  const { clip, first, more } = found;
  const isSamePage = pageKey(clip.source.url) === pageKey(first.source.url);
  const site = first.source.site ?? siteOf(first.source.url);
  const day = shortDate(first.capturedAt);
  return (
    <aside className="similar-hint" aria-label={t('similar_hint')}>
      <p className="row">
        <Copy className="icon" aria-hidden />
        <span className="grow">
          {isSamePage ? t('similar_hint_page', day) : t('similar_hint_elsewhere', day, site)}
          {more > 0 ? ` ${t('similar_hint_more', String(more))}` : ''}
        </span>
      </p>
      <p className="similar-hint-quote cut" dir="auto" lang={first.source.lang}>
        {first.quote.slice(0, 300)}
      </p>
      <p className="row">
        <button type="button" className="button quiet" onClick={() => onLibrary(`clip=${first.id}`)}>
          {t('similar_show')}
        </button>
        <button type="button" className="button quiet" onClick={() => void dismissSimilar(id, first.id)}>
          {t('similar_dismiss')}
        </button>
      </p>
    </aside>
  );
}
