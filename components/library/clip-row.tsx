import { Image as ImageIcon } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { AssetImage } from '#components/clip/asset-image.tsx';
import { shortDate } from '#components/clip/short-date.ts';
import { Standing } from '#components/clip/standing.tsx';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { t } from '#lib/platform/i18n.ts';
import { excerpt, markMatches } from '#lib/search/highlight.ts';

const EXCERPT = 280;
/** One line of a picture's words, with what was searched for near its beginning. */
const FOUND = 45;
const TAGS_SHOWN = 3;

type Props = {
  clip: Clip;
  tagNames: readonly string[];
  actorName: string | undefined;
  terms: readonly string[];
  /** The words in its picture, where they are what was searched for. */
  found: string | undefined;
  /** Where it no longer stands on its page. */
  change: 'changed' | 'missing' | undefined;
  isOpen: boolean;
  isSelected: boolean;
  onOpen(id: string): void;
  onSelect(id: string, event: { shiftKey: boolean }): void;
};

/** What stands for a clip in the list. */
export function textOf({ quote, source }: Clip): string {
  return quote || source.title;
}

function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  return markMatches(text, terms).map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
    piece.isMatch ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}

/** One clip in the list. */
export const ClipRow = memo(function ClipRow(props: Props) {
  const { clip, tagNames, actorName, terms, found, change, isOpen, isSelected, onOpen, onSelect } = props;
  const { id, type, quote, source, note } = clip;
  const [image] = shownAssetIds(clip);
  const text = textOf(clip);
  const site = source.site === actorName ? undefined : source.site;
  const origin = [site, text === source.title ? undefined : source.title].filter(Boolean).join(' · ');
  const className = `clip t-${type ?? 'none'}${isOpen ? ' open' : ''}`;
  return (
    <li className={className} data-clip={id}>
      <span className="clip-bar" />
      <label className="clip-check">
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={t('select_clip', text.slice(0, 80))}
          onChange={() => {}}
          onClick={(event: MouseEvent) => onSelect(id, event)}
        />
      </label>
      <button type="button" className="clip-main" aria-current={isOpen} onClick={() => onOpen(id)}>
        <span className={quote ? 'clip-quote' : 'clip-quote plain'} dir="auto" lang={source.lang}>
          <Marked text={excerpt(text, terms, EXCERPT)} terms={terms} />
        </span>
        {found === undefined ? null : (
          <span className="clip-found cut" dir="auto" lang={source.lang}>
            <span className="visually-hidden">{t('in_picture')} </span>
            <ImageIcon className="icon" aria-hidden />
            <Marked text={excerpt(found, terms, FOUND)} terms={terms} />
          </span>
        )}
        {note ? (
          <span className="clip-note cut" dir="auto">
            {note}
          </span>
        ) : null}
        <span className="clip-facts">
          <span className={`badge t-${type ?? 'none'}`}>{t(type ? TYPE_LABELS[type] : 'type_none')}</span>
          {actorName ? <b className="dim cut">{actorName}</b> : null}
          {origin ? <span className="cut clip-source">{origin}</span> : null}
          <span style={{ flex: 'none' }}>
            {clip.outdatedAt === undefined
              ? shortDate(clip.capturedAt)
              : t('stood_from_until', shortDate(clip.capturedAt), shortDate(clip.outdatedAt))}
          </span>
          {change ? <Standing state={change} /> : null}
          {tagNames.slice(0, TAGS_SHOWN).map((name) => (
            <span className="chip" key={name}>
              <span className="cut">{name}</span>
            </span>
          ))}
          {tagNames.length > TAGS_SHOWN ? <span>+{tagNames.length - TAGS_SHOWN}</span> : null}
        </span>
      </button>
      {image ? (
        <span className="clip-thumb">
          <AssetImage id={image} alt={t('screenshot_of', source.title)} className="thumbnail" size="thumbnail" />
        </span>
      ) : (
        <span />
      )}
    </li>
  );
});
