import { useMemo } from 'react';
import { t, tNumber } from '#lib/platform/i18n.ts';
import { monthName } from './group-name.ts';
import type { LayoutProps } from './layout.ts';
import { ClipRows, useClipList } from './list.tsx';
import './timeline.css';

type Month = { key: string; count: number; row: number };

/** The clips by day or month, beside a rail of months that leads to each. For `later`. */
export default function Timeline(props: LayoutProps) {
  const list = useClipList(props);
  const { plan, view } = list;
  const { groups } = props.shown.answer;
  const months = useMemo(() => {
    const all = new Map<string, Month>();
    for (const [index, { key, count }] of groups.entries()) {
      const month = key.slice(0, 7);
      const known = all.get(month);
      if (known) known.count += count;
      else all.set(month, { key: month, count, row: plan.headOf(index) ?? 0 });
    }
    return [...all.values()];
  }, [groups, plan]);
  const now = plan.groupAt(view.first)?.key.slice(0, 7);

  return (
    <div className="timeline">
      <nav className="rail" aria-label={t('timeline_months')}>
        <ol>
          {months.map(({ key, count, row }) => (
            <li key={key}>
              <button type="button" aria-current={key === now} onClick={() => view.scrollToHead(row)}>
                <span>{monthName(key)}</span>
                <span className="n">{tNumber(count)}</span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <ClipRows {...props} {...list} />
    </div>
  );
}
