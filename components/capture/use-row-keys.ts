import { useEffect } from 'react';

const ROWS = '[data-row]';

/** Where each key leads among so many rows, from the row that has the focus. */
const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Arrows, Home and End walk through the rows of the lists below a clip: what is marked `data-row` and can be seen. */
export function useRowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      const row = event.target instanceof Element ? event.target.closest(ROWS) : null;
      if (!step || !row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((one) => one.checkVisibility());
      const next = rows[step(rows.indexOf(row as HTMLElement), rows.length)];
      event.preventDefault();
      next?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
