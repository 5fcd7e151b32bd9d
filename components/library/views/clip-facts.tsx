import { shortDate } from '#components/clip/short-date.ts';
import { Standing } from '#components/clip/standing.tsx';
import { trashDue } from '#components/library/trash-due.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';
import type { OpenChanges } from '#lib/search/clip-filter.ts';
import { textOf } from './clip-words.tsx';

const TAGS_SHOWN = 3;

/** When a clip was made, and until when it stood. */
export function ClipDate({ clip: { capturedAt, outdatedAt } }: { clip: Clip }) {
  const from = shortDate(capturedAt);
  return (
    <span className="clip-date">
      {outdatedAt === undefined ? from : t('stood_from_until', from, shortDate(outdatedAt))}
    </span>
  );
}

type Props = {
  clip: Clip;
  tagNames: readonly string[];
  actorName: string | undefined;
  /** Where it no longer stands on its page. */
  change: ReturnType<OpenChanges['get']>;
};

/** What a clip is, of whom, from where, since when. */
export function ClipFacts({ clip, tagNames, actorName, change }: Props) {
  const { type, source } = clip;
  const site = source.site === actorName ? undefined : source.site;
  const origin = [site, textOf(clip) === source.title ? undefined : source.title].filter(Boolean).join(' · ');
  return (
    <span className="clip-facts">
      <span className={`badge t-${type ?? 'none'}`}>{t(type ? TYPE_LABELS[type] : 'type_none')}</span>
      {actorName ? <b className="dim cut">{actorName}</b> : null}
      {origin ? <span className="cut clip-source">{origin}</span> : null}
      <ClipDate clip={clip} />
      {clip.deletedAt === undefined ? null : <span className="clip-date">{trashDue(clip.deletedAt)}</span>}
      {change ? <Standing state={change} /> : null}
      {tagNames.slice(0, TAGS_SHOWN).map((name) => (
        <span className="chip" key={name}>
          <span className="cut">{name}</span>
        </span>
      ))}
      {tagNames.length > TAGS_SHOWN ? <span>+{tagNames.length - TAGS_SHOWN}</span> : null}
    </span>
  );
}
