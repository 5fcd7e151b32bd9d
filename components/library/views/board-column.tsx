import { ArrowRightLeft } from 'lucide-react';
import { type DragEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { CLIPS } from '#components/library/counts.ts';
import { t, tCount, tNumber } from '#lib/platform/i18n.ts';
import { ClipIds } from '#lib/search/library/clip-ids.ts';
import type { Group } from '#lib/search/library/question.ts';
import { Card } from './card.tsx';
import { clipPropsOf } from './clip-props.ts';
import { groupName } from './group-name.ts';
import type { LayoutProps } from './layout.ts';
import type { BoardGrouping } from './move-clips.ts';
import { Popup } from './popup.tsx';
import { RowPlan } from './row-plan.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSight } from './use-sight.ts';

const BYTES = 16;
const HEIGHTS = { head: 0, row: 132 };

type Props = {
  layout: LayoutProps;
  column: Group;
  /** All columns of the board: where a card can go. */
  columns: readonly Group[];
  grouping: BoardGrouping;
  /** Whether something is dragged that could be put here. */
  isTarget: boolean;
  /** The card that was moved last: the focus goes with it. */
  moved: string | undefined;
  onMove(id: string, from: string, to: string): void;
  onDrag(event: DragEvent, id: string, from: string): void;
  onDragEnd(): void;
  onDrop(to: string): void;
};

/** One column of the board, with its cards. */
export function BoardColumn(props: Props) {
  const { layout, column, columns, grouping, isTarget, moved, onMove, onDrag, onDragEnd, onDrop } = props;
  const { shown, names, openId } = layout;
  const { key, from, count } = column;
  const { ids: all } = shown.answer;
  const ids = useMemo(() => new ClipIds(all.bytes.slice(from * BYTES, (from + count) * BYTES)), [all, from, count]);
  const plan = useMemo(() => new RowPlan(ids.length, []), [ids]);
  const view = useRowWindow({ plan, ids, scope: shown.scope, openId, heights: HEIGHTS, isRemembered: false });
  const sight = useSight(shown.answer, ids, view.from, view.to);
  const [isOver, setOver] = useState(false);
  const nameId = useId();
  const name = groupName(grouping, key, names);
  const { measure, scroller } = view;

  const lastMoved = useRef<string>(undefined);
  useEffect(() => {
    if (!moved || lastMoved.current === moved || ids.indexOf(moved) < 0) return;
    const main = scroller.current?.querySelector<HTMLElement>(`[data-clip="${CSS.escape(moved)}"] .card-main`);
    if (!main) return;
    lastMoved.current = moved;
    if (document.activeElement === document.body) main.focus();
  });

  const drag = useCallback((event: DragEvent, id: string) => onDrag(event, id, key), [onDrag, key]);

  return (
    <section
      className={`board-column${isOver && isTarget ? ' over' : ''}`}
      aria-labelledby={nameId}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(key);
      }}
    >
      <h2 className="board-name" id={nameId}>
        {grouping === 'type' ? <span className={`dot t-${key || 'none'}`} /> : null}
        <span className="cut">{name}</span>
        <span className="n" title={tCount(CLIPS, count)}>
          {tNumber(count)}
        </span>
      </h2>
      <div className="board-cards" ref={scroller}>
        {count === 0 ? <p className="board-empty">{t('board_empty')}</p> : null}
        {/* biome-ignore lint/a11y/useSemanticElements: its cards are list items of several layouts */}
        <div
          role="list"
          aria-label={name}
          style={{ paddingBlock: `${view.before}px ${view.after}px` }}
          hidden={count === 0}
        >
          {view.rows.map((row) => {
            const id = ids.at(row) ?? '';
            const clip = sight.clips.get(id);
            if (!clip)
              return <div className="card unread" role="presentation" key={id} data-index={row} ref={measure} />;
            return (
              <Card
                key={id}
                {...clipPropsOf(clip, sight, layout)}
                place={row}
                total={count}
                row={row}
                measure={measure}
                hasPicture={false}
                actions={
                  <Popup label={t('move_to')} icon={ArrowRightLeft} className="button quiet square card-move">
                    {(close) => (
                      <>
                        <p className="popup-title">{t('move_to')}</p>
                        {columns
                          .filter((other) => other.key !== key)
                          .map((other) => (
                            <button
                              type="button"
                              className="popup-item"
                              key={other.key}
                              onClick={() => {
                                close();
                                onMove(id, key, other.key);
                              }}
                            >
                              {grouping === 'type' ? <span className={`dot t-${other.key || 'none'}`} /> : null}
                              <span className="cut">{groupName(grouping, other.key, names)}</span>
                            </button>
                          ))}
                      </>
                    )}
                  </Popup>
                }
                onDragStart={drag}
                onDragEnd={onDragEnd}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}
