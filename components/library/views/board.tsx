import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, useCallback, useMemo, useRef, useState } from 'react';
import { CLIPS } from '#components/library/counts.ts';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import type { Group, Grouping } from '#lib/search/library/question.ts';
import { BoardColumn } from './board-column.tsx';
import { groupName } from './group-name.ts';
import type { LayoutProps } from './layout.ts';
import { type BoardGrouping, moveClips } from './move-clips.ts';
import './board.css';

/** A column and what is between two of them (px). */
const COLUMN = 284;

/** What is dragged, and from where. Of this board: another page's drag is none of its business. */
type Dragged = { id: string; from: string };

/** Columns that are there also where nothing stands in them, so that something can be put there. */
const ALWAYS: Record<BoardGrouping, readonly string[]> = { type: [...CLIP_TYPES, ''], tag: [''], about: [''] };

function isBoardGrouping(grouping: Grouping | undefined): grouping is BoardGrouping {
  return grouping !== undefined && Object.hasOwn(ALWAYS, grouping);
}

/** The groups of an answer, and the columns that stand there always, all in order. */
function columnsOf(grouping: BoardGrouping, groups: readonly Group[]): Group[] {
  const missing = ALWAYS[grouping].filter((key) => !groups.some((group) => group.key === key));
  const all = [...groups, ...missing.map((key) => ({ key, from: 0, count: 0 }))];
  const fixed = ALWAYS[grouping];
  const place = ({ key }: Group) => fixed.indexOf(key);
  return all.sort((a, b) => place(a) - place(b));
}

/** The clips in columns of what they are, or are about; putting one into another column says so of it. For `later`. */
export default function Board(props: LayoutProps) {
  const { shown, names, selected, onChange } = props;
  const { groups } = shown.answer;
  const grouping = isBoardGrouping(shown.view.group) ? shown.view.group : 'type';
  const columns = useMemo(() => columnsOf(grouping, groups), [grouping, groups]);
  const board = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Dragged>();
  const [moved, setMoved] = useState<string>();
  const virtual = useVirtualizer({
    count: columns.length,
    getScrollElement: () => board.current,
    estimateSize: () => COLUMN,
    horizontal: true,
    // The column that something is dragged from stays.
    overscan: 4,
  });

  const move = useCallback(
    (id: string, from: string, to: string) => {
      if (from === to) return;
      // One of the chosen ones takes the others along.
      const ids = selected.has(id) ? [...selected] : [id];
      setMoved(id);
      onChange(async (watch) => ({
        text: t('moved_to', tCount(CLIPS, ids.length), groupName(grouping, to, names)),
        batchId: await moveClips(ids, grouping, from, to, watch),
      }));
    },
    [selected, grouping, names, onChange],
  );
  const drag = useCallback((event: DragEvent, id: string, from: string) => {
    event.dataTransfer.effectAllowed = 'move';
    // Firefox drags nothing that carries nothing.
    event.dataTransfer.setData('text/plain', '');
    setDragged({ id, from });
  }, []);
  const drop = useCallback(
    (to: string) => {
      if (dragged) move(dragged.id, dragged.from, to);
      setDragged(undefined);
    },
    [dragged, move],
  );
  const endDrag = useCallback(() => setDragged(undefined), []);

  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return (
    <div className={`board by-${grouping}${selected.size > 0 ? ' selecting' : ''}`} ref={board}>
      <div
        className="board-columns"
        style={{
          inlineSize: virtual.getTotalSize(),
          paddingInline: `${first?.start ?? 0}px ${last ? virtual.getTotalSize() - last.end : 0}px`,
        }}
      >
        {items.map(({ index }) => {
          const column = columns[index];
          return column ? (
            <BoardColumn
              key={`${grouping} ${column.key}`}
              layout={props}
              column={column}
              columns={columns}
              grouping={grouping}
              isTarget={dragged !== undefined && dragged.from !== column.key}
              moved={moved}
              onMove={move}
              onDrag={drag}
              onDragEnd={endDrag}
              onDrop={drop}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
