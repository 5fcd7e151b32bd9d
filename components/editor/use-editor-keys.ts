import { useEffect } from 'react';
import { isTyping } from '#components/ui/is-typing.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { TOOLS, type ToolId } from './tools.ts';

export type EditorKeys = {
  isResting: boolean;
  hasSelection: boolean;
  onTool(tool: ToolId): void;
  onMove(by: Point): void;
  onResize(by: Point): void;
  onDelete(): void;
  /** Place a mark, or write on the text that is selected. */
  onEnter(): void;
  onEscape(): void;
  onUndo(): void;
  onRedo(): void;
  onSave(): void;
  onZoomIn(): void;
  onZoomOut(): void;
  onFit(): void;
  onActualSize(): void;
};

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const STRIDE = 10;

/** Elements that do something of their own at Enter or at an arrow. */
const ACTS_ON_ENTER = 'button, a, summary, input[type="checkbox"]';
const ACTS_ON_ARROWS = 'input[type="radio"]';

function on(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** What a key does, if it does anything here. Letters go by what they type, so that every keyboard has them. */
function actionOf(event: KeyboardEvent, keys: EditorKeys): (() => void) | undefined {
  const { key, target, shiftKey, altKey } = event;
  const letter = key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !altKey) {
    if (letter === 's') return keys.onSave;
    // A text under edit has an undo of its own.
    if (on(target, 'textarea')) return undefined;
    if (letter === 'z') return shiftKey ? keys.onRedo : keys.onUndo;
    if (letter === 'y') return keys.onRedo;
    return undefined;
  }
  const arrow = ARROWS[key];
  if (arrow) {
    if (!keys.hasSelection || on(target, `${ACTS_ON_ARROWS}, textarea`)) return undefined;
    const by = shiftKey ? { x: arrow.x * STRIDE, y: arrow.y * STRIDE } : arrow;
    return () => (altKey ? keys.onResize : keys.onMove)(by);
  }
  if (isTyping(event)) return undefined;
  const tool = TOOLS.find((one) => one.key === letter);
  if (tool) return () => keys.onTool(tool.id);
  switch (key) {
    case 'Enter':
      return on(target, ACTS_ON_ENTER) ? undefined : keys.onEnter;
    case 'Escape':
      return keys.onEscape;
    case 'Delete':
    case 'Backspace':
      return keys.hasSelection ? keys.onDelete : undefined;
    case '+':
    case '=':
      return keys.onZoomIn;
    case '-':
      return keys.onZoomOut;
    case '0':
      return keys.onFit;
    case '1':
      return keys.onActualSize;
    default:
      return undefined;
  }
}

/** The editor's keys, wherever the focus is. They rest while a dialog is open too. */
export function useEditorKeys(keys: EditorKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (keys.isResting || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]'))
        return;
      const act = actionOf(event, keys);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keys]);
}
