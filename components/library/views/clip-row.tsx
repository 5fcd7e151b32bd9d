import { memo } from 'react';
import { AssetImage } from '#components/clip/asset-image.tsx';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { t } from '#lib/platform/i18n.ts';
import { ClipCheck } from './clip-check.tsx';
import { ClipFacts } from './clip-facts.tsx';
import { ClipQuote, FoundInPicture } from './clip-words.tsx';

const EXCERPT = 280;

/** What a list or a board knows of a clip that it shows. */
export type ClipProps = {
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

type Props = ClipProps & {
  /** The row of the list that it is. */
  row: number;
  /** Its place among all clips, from 0, and how many there are. */
  place: number;
  total: number;
  measure(element: Element | null): void;
};

/** One clip in the list. */
export const ClipRow = memo(function ClipRow(props: Props) {
  const { clip, tagNames, actorName, terms, found, change, isOpen, isSelected, onOpen, onSelect } = props;
  const { row, place, total, measure } = props;
  const { id, type, source, note } = clip;
  const [image] = shownAssetIds(clip);
  return (
    <li
      className={`clip t-${type ?? 'none'}${isOpen ? ' open' : ''}`}
      data-clip={id}
      data-index={row}
      ref={measure}
      aria-setsize={total}
      aria-posinset={place + 1}
    >
      <span className="clip-bar" />
      <ClipCheck clip={clip} isSelected={isSelected} onSelect={onSelect} />
      <button type="button" className="clip-main" aria-current={isOpen} onClick={() => onOpen(id)}>
        <ClipQuote clip={clip} terms={terms} length={EXCERPT} />
        {found === undefined ? null : <FoundInPicture text={found} terms={terms} lang={source.lang} />}
        {note ? (
          <span className="clip-note cut" dir="auto">
            {note}
          </span>
        ) : null}
        <ClipFacts clip={clip} tagNames={tagNames} actorName={actorName} change={change} />
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
