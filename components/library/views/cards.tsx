import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { Card } from './card.tsx';
import { clipPropsOf } from './clip-props.ts';
import { GroupHead, sticking } from './group-head.tsx';
import type { LayoutProps } from './layout.ts';
import { RowPlan } from './row-plan.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSight } from './use-sight.ts';
import './cards.css';

const HEIGHTS = { head: 41, row: 200 };
/** The narrowest that a card may be, and what is between two of them (px). */
const CARD = 220;
const GAP = 12;

/** How many cards stand abreast in what `element` is wide. */
function abreast(element: HTMLElement): number {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element);
  const room = element.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
  return Math.max(1, Math.floor((room + GAP) / (CARD + GAP)));
}

/** The clips as cards side by side, with what they look like. For `later`. */
export default function Cards(props: LayoutProps) {
  const { shown, names, selected, projectId, openId } = props;
  const { ids, groups } = shown.answer;
  const { group: grouping } = shown.view;
  const [perRow, setPerRow] = useState(1);
  const plan = useMemo(() => new RowPlan(ids.length, groups, perRow), [ids, groups, perRow]);
  const view = useRowWindow({ plan, ids, scope: shown.scope, openId, heights: HEIGHTS, isRemembered: true });
  const sight = useSight(shown.answer, ids, view.from, view.to, view.above);
  const list = useRef<HTMLDivElement>(null);
  const { measure } = view;

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const count = () => element.clientWidth > 0 && setPerRow(abreast(element));
    count();
    const observer = new ResizeObserver(count);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function row(index: number) {
    const planned = plan.at(index);
    const groupKey = plan.groupAt(index)?.key ?? '';
    if (planned.group && grouping) {
      return (
        // biome-ignore lint/a11y/useSemanticElements: the rows between the list and its cards are none of it
        <div
          className={`group-head${sticking(index, view)}`}
          role="listitem"
          key={groupKey}
          data-index={index}
          ref={measure}
        >
          <GroupHead
            grouping={grouping}
            group={planned.group}
            names={names}
            clip={sight.clips.get(ids.at(planned.group.from) ?? '')}
            projectId={projectId}
          />
        </div>
      );
    }
    if (planned.group) return null;
    return (
      <div
        className="cards-row"
        role="presentation"
        key={`${groupKey} ${planned.from}`}
        data-index={index}
        ref={measure}
        style={{ gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))` }}
      >
        {ids.slice(planned.from, planned.to).map((id, column) => {
          const clip = sight.clips.get(id);
          const place = planned.from + column;
          if (!clip) return <div className="card unread" role="presentation" key={`${groupKey} ${id}`} />;
          return (
            <Card
              key={`${groupKey} ${id}`}
              {...clipPropsOf(clip, sight, props)}
              place={place}
              total={ids.length}
              hasPicture
            />
          );
        })}
      </div>
    );
  }

  return (
    <div
      className={`clips-scroller${selected.size > 0 ? ' selecting' : ''}${grouping ? ' grouped' : ''}`}
      style={view.style}
      ref={view.scroller}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: the rows between the list and its cards are none of it */}
      <div
        className="cards"
        role="list"
        aria-label={t('clips')}
        ref={list}
        style={{ paddingBlock: `${view.before}px ${view.after}px` }}
      >
        {view.rows.map(row)}
      </div>
    </div>
  );
}
