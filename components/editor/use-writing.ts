import { useCallback, useState } from 'react';
import { moveShape, type Sheet } from '#lib/screenshot/markup-geometry.ts';
import { addShape, changeShape, type Item, removeItem } from '#lib/screenshot/markup-items.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import type { Writing } from './stage.tsx';
import type { MarkupEditor } from './use-markup.ts';

/** All letters of a text that is written in one go are one step. */
const GESTURE = 'text';

export type Writer = {
  writing: Writing | undefined;
  begin(at: Point, colour: string): void;
  edit(item: Item): void;
  write(text: string): void;
  end(): void;
};

/** Writing texts on the picture. Every letter is in the items at once: whatever happens next, nothing is lost. */
export function useWriting(editor: MarkupEditor, sheet: Sheet): Writer {
  const [writing, setWriting] = useState<Writing>();
  const { kept, commit, seal, select } = editor;

  const begin = useCallback(
    (at: Point, colour: string) => {
      seal();
      setWriting({ at, colour, text: '', itemId: undefined });
    },
    [seal],
  );

  const edit = useCallback(
    ({ id, shape }: Item) => {
      if (shape.type !== 'text') return;
      seal();
      select(id);
      setWriting({ at: shape.at, colour: shape.colour, text: shape.text, itemId: id });
    },
    [seal, select],
  );

  function write(text: string): void {
    if (!writing) return;
    const { at, colour, itemId } = writing;
    if (text.trim() === '') {
      if (itemId !== undefined) commit(removeItem(kept, itemId), GESTURE);
      setWriting({ ...writing, itemId: undefined });
      return;
    }
    // What no longer fits in begins further to the left, and up.
    const shape = moveShape({ type: 'text', at, text, colour }, { x: 0, y: 0 }, sheet);
    if (itemId !== undefined) {
      commit(changeShape(kept, itemId, shape), GESTURE);
      return;
    }
    const { items, item } = addShape(kept, shape);
    commit(items, GESTURE);
    setWriting({ ...writing, itemId: item.id });
  }

  function end(): void {
    seal();
    setWriting(undefined);
    select(writing?.itemId);
  }

  return { writing, begin, edit, write, end };
}
