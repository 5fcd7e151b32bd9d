import { useCallback, useMemo, useState } from 'react';
import { commit, redo, seal, startHistory, undo } from '#lib/screenshot/markup-history.ts';
import { type Item, type Items, removeItem } from '#lib/screenshot/markup-items.ts';

export type MarkupEditor = {
  /** As they are on the screen, a drag that is under way taken in. */
  items: Items;
  /** The same without it. */
  kept: Items;
  selected: Item | undefined;
  canUndo: boolean;
  canRedo: boolean;
  select(id: number | undefined): void;
  /** Shows what a drag would come to; undefined takes it back. */
  preview(items: Items | undefined): void;
  /** Makes a step; with the same `gesture` as the one before, part of that. */
  commit(items: Items, gesture?: string): void;
  /** Ends a gesture. */
  seal(): void;
  remove(id: number): void;
  undo(): void;
  redo(): void;
};

/** What is drawn on a picture, every step of it, and which item is selected. */
export function useMarkup(start: Items): MarkupEditor {
  const [history, setHistory] = useState(() => startHistory(start));
  const [live, setLive] = useState<Items>();
  const [selectedId, select] = useState<number>();
  const items = live ?? history.present;

  const commitItems = useCallback((next: Items, gesture?: string) => {
    setLive(undefined);
    setHistory((now) => commit(now, next, gesture));
  }, []);
  const remove = useCallback((id: number) => setHistory((now) => commit(now, removeItem(now.present, id))), []);
  const end = useCallback(() => setHistory(seal), []);
  const back = useCallback(() => setHistory(undo), []);
  const forth = useCallback(() => setHistory(redo), []);

  return useMemo(
    () => ({
      items,
      kept: history.present,
      selected: items.find(({ id }) => id === selectedId),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      select,
      preview: setLive,
      commit: commitItems,
      seal: end,
      remove,
      undo: back,
      redo: forth,
    }),
    [items, history, selectedId, commitItems, end, remove, back, forth],
  );
}
