import { type DragEvent, memo, type ReactNode } from 'react';
import { AssetImage } from '#components/clip/asset-image.tsx';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { t } from '#lib/platform/i18n.ts';
import { ClipCheck } from './clip-check.tsx';
import { ClipFacts } from './clip-facts.tsx';
import type { ClipProps } from './clip-row.tsx';
import { ClipQuote, FoundInPicture } from './clip-words.tsx';
import './card.css';

const EXCERPT = 400;

type Props = ClipProps & {
  /** Its place among so many, from 0. */
  place: number;
  total: number;
  hasPicture: boolean;
  /** Where it is an element of a list that is measured by it: its row. */
  row?: number;
  measure?: (element: Element | null) => void;
  /** What can be done with it, beside its box. */
  actions?: ReactNode;
  onDragStart?: (event: DragEvent, id: string) => void;
  onDragEnd?: () => void;
};

/** One clip as a card. */
export const Card = memo(function Card(props: Props) {
  const { clip, tagNames, actorName, terms, found, change, isOpen, isSelected, onOpen, onSelect } = props;
  const { place, total, hasPicture, row, measure, actions, onDragStart, onDragEnd } = props;
  const { id, type, source, note } = clip;
  const [image] = hasPicture ? shownAssetIds(clip) : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: what it is a list item of may be no element of its own
    <div
      className={`card t-${type ?? 'none'}${isOpen ? ' open' : ''}`}
      role="listitem"
      data-clip={id}
      data-index={row}
      ref={measure}
      aria-setsize={total}
      aria-posinset={place + 1}
      draggable={onDragStart !== undefined}
      onDragStart={onDragStart && ((event) => onDragStart(event, id))}
      onDragEnd={onDragEnd}
    >
      <button type="button" className="card-main" aria-current={isOpen} onClick={() => onOpen(id)}>
        {image ? (
          <AssetImage id={image} alt={t('screenshot_of', source.title)} className="card-picture" size="thumbnail" />
        ) : null}
        <ClipQuote clip={clip} terms={terms} length={EXCERPT} />
        {found === undefined ? null : <FoundInPicture text={found} terms={terms} lang={source.lang} />}
        {note ? (
          <span className="clip-note cut" dir="auto">
            {note}
          </span>
        ) : null}
        <ClipFacts clip={clip} tagNames={tagNames} actorName={actorName} change={change} />
      </button>
      <div className="card-actions">
        {actions}
        <ClipCheck clip={clip} isSelected={isSelected} onSelect={onSelect} />
      </div>
    </div>
  );
});
