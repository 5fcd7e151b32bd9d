import { useMemo } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { clipPropsOf } from './clip-props.ts';
import { ClipRow } from './clip-row.tsx';
import { GroupHead, sticking } from './group-head.tsx';
import type { LayoutProps } from './layout.ts';
import { RowPlan } from './row-plan.ts';
import { type RowWindow, useRowWindow } from './use-row-window.ts';
import { useSight } from './use-sight.ts';
import './list.css';

const HEIGHTS = { head: 41, row: 84 };

/** What a list of clips needs, made once for the list and for what stands beside it. */
export function useClipList({ shown, openId }: LayoutProps): { plan: RowPlan; view: RowWindow } {
  const { answer, scope } = shown;
  const { ids, groups } = answer;
  const plan = useMemo(() => new RowPlan(ids.length, groups), [ids, groups]);
  return { plan, view: useRowWindow({ plan, ids, scope, openId, heights: HEIGHTS, isRemembered: true }) };
}

/** The clips one below the other, where they are grouped with the head of each group above its clips. */
export function ClipList(props: LayoutProps) {
  return <ClipRows {...props} {...useClipList(props)} />;
}

type RowsProps = LayoutProps & ReturnType<typeof useClipList>;

/** The rows of a list that are in sight. */
export function ClipRows(props: RowsProps) {
  const { plan, view, shown, names, selected, projectId } = props;
  const { ids } = shown.answer;
  const sight = useSight(shown.answer, ids, view.from, view.to, view.above);
  const { group: grouping } = shown.view;
  const { measure } = view;

  function row(index: number) {
    const planned = plan.at(index);
    if (planned.group && grouping) {
      const { key, from } = planned.group;
      return (
        <li
          className={`group-head${sticking(index, view)}${grouping === 'page' ? ' page-head' : ''}`}
          key={key}
          data-index={index}
          ref={measure}
        >
          <GroupHead
            grouping={grouping}
            group={planned.group}
            names={names}
            clip={sight.clips.get(ids.at(from) ?? '')}
            projectId={projectId}
          />
        </li>
      );
    }
    if (planned.group) return null;
    const id = ids.at(planned.from) ?? '';
    const clip = sight.clips.get(id);
    // A clip may stand in several groups.
    const key = `${plan.groupAt(index)?.key ?? ''} ${id}`;
    if (!clip) return <li className="clip-unread" key={key} data-index={index} ref={measure} aria-hidden="true" />;
    return (
      <ClipRow
        key={key}
        {...clipPropsOf(clip, sight, props)}
        row={index}
        place={planned.from}
        total={ids.length}
        measure={measure}
      />
    );
  }

  return (
    <div
      className={`clips-scroller${selected.size > 0 ? ' selecting' : ''}${grouping ? ' grouped' : ''}`}
      style={view.style}
      ref={view.scroller}
    >
      <ul
        className={grouping === 'page' ? 'clips by-page' : 'clips'}
        aria-label={t('clips')}
        style={{ paddingBlock: `${view.before}px ${view.after}px` }}
      >
        {view.rows.map(row)}
      </ul>
    </div>
  );
}
