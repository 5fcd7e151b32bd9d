import { elementsOf } from '#lib/capture/elements.ts';
import { FlatTree } from '#lib/capture/flat-tree.ts';
import { htmlName, isElement, localName, viewOf } from '#lib/capture/safe-dom.ts';
import { viewportRect } from '#lib/capture/viewport-rect.ts';
import type { ErrorCode } from '#lib/core/errors.ts';
import { GleanerError } from '#lib/core/errors.ts';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import { elementAt } from './element-at.ts';
import { element } from './overlay.ts';
import { scrollKeeper } from './scroll-keeper.ts';
import { openStage, type Stage } from './stage.ts';

const CSS = `
  .box {
    position: absolute; box-sizing: border-box; border: 2px solid #1f6fd6; border-radius: 3px;
    background: rgb(31 111 214 / .14); box-shadow: 0 0 0 1px #fff; pointer-events: none;
  }
  .label {
    position: absolute; padding: 0 8px; border-radius: 6px; color: #f1ede4; background: #1f1c17; max-inline-size: 60ch;
    overflow: hidden; text-overflow: ellipsis; white-space: nowrap; pointer-events: none;
    font-variant-numeric: tabular-nums;
  }
`;

/** What may be picked. */
export type Picking = {
  /** A CSS selector of the elements that may be; undefined for any. */
  only?: string;
  hint: MessageKey;
  /** What the user is told where the page has none of them. */
  none: ErrorCode;
};

/** How far a key scrolls, as a part of the viewport. */
const SCROLL_KEYS: Record<string, number> = { PageUp: -0.9, PageDown: 0.9 };

/**
 * Lets the user point at an element of the page, in its frames and shadow trees too, or walk the tree with the arrow keys:
 * up to what is around it, down into it, sideways to its neighbours. Where only some may be picked and there is a single
 * one, it is taken at once.
 * @returns the element, when everything of ours has left the DOM and the page is scrolled as it was.
 * @throws GleanerError `cancelled`, or what `none` says.
 */
export async function pickElement(document: Document, t: Translate, { only, hint, none }: Picking): Promise<Element> {
  const choice = only === undefined ? undefined : elementsOf(document, only).filter(isShown);
  const [first, second] = choice ?? [];
  if (choice && !first) throw new GleanerError(none);
  if (first && !second) return first;
  const options = { css: CSS, name: t('picker_name'), hint: t(hint), keys: t('picker_hint_keys'), isClear: true };
  const scroll = scrollKeeper();
  try {
    return await openStage<Element>(document, options, (stage) => play(document, t, stage, choice, scroll));
  } finally {
    scroll.restore();
  }
}

function isShown(element: Element): boolean {
  const { width, height } = viewportRect(element);
  return width > 0 && height > 0;
}

function play(
  document: Document,
  t: Translate,
  { dialog, hint, host, on, finish }: Stage<Element>,
  choice: readonly Element[] | undefined,
  scroll: ReturnType<typeof scrollKeeper>,
): void {
  const box = element(document, 'div', 'box');
  const label = element(document, 'output', 'label');
  box.hidden = label.hidden = true;
  dialog.append(box, label);

  const flat = new FlatTree();
  const may = choice && new Set(choice);
  let current: Element | undefined;
  let pointer: { x: number; y: number } | undefined;
  /** What was left by going up, to go down to again. */
  let trail: Element[] = [];

  const allowed = (from: Element | undefined): Element | undefined => {
    if (!may) return from;
    for (let at: Node | null | undefined = from; at; at = flat.parent(at)) if (isElement(at) && may.has(at)) return at;
    return undefined;
  };

  function show(next: Element | undefined): void {
    current = next;
    box.hidden = label.hidden = !next;
    if (!next) return;
    const { x, y, width, height } = viewportRect(next);
    Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    const size = t('region_size', String(Math.round(width)), String(Math.round(height)));
    label.textContent = `${htmlName(next) || localName(next)} · ${size}`;
    const below = y + height + 28 < dialog.clientHeight;
    Object.assign(label.style, {
      left: `${Math.min(Math.max(x, 4), Math.max(dialog.clientWidth - 120, 4))}px`,
      top: `${below ? Math.max(y + height + 6, 4) : Math.max(y - 26, 4)}px`,
    });
    // What is pointed at is not hidden by what explains how.
    hint.classList.toggle('low', y < 90 && y + height < dialog.clientHeight - 90);
  }

  function point(): void {
    if (pointer) show(allowed(elementAt(document, pointer.x, pointer.y, host)) ?? (may ? undefined : current));
  }

  function walkTo(next: Element | undefined): void {
    if (!next) return;
    scroll.reveal(next);
    show(next);
  }

  const drawnChildren = (of: Element): Element[] => {
    const children: Element[] = [];
    for (let at = flat.firstChild(of); at; at = flat.nextSibling(at))
      if (isElement(at) && isShown(at)) children.push(at);
    return children;
  };
  const around = (of: Element): Element | undefined => {
    const parent = flat.parent(of);
    return parent && isElement(parent) ? parent : undefined;
  };

  function step(key: string): void {
    if (!current) {
      walkTo(
        choice
          ? (choice.find(isInView) ?? choice[0])
          : elementAt(document, dialog.clientWidth / 2, dialog.clientHeight / 2, host),
      );
      return;
    }
    if (choice) {
      const by = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
      walkTo(choice[choice.indexOf(current) + by]);
      return;
    }
    if (key === 'ArrowUp') {
      const up = around(current);
      if (up) trail.push(current);
      walkTo(up);
    } else if (key === 'ArrowDown') {
      const back = trail.pop();
      walkTo(back && around(back) === current ? back : drawnChildren(current)[0]);
    } else {
      trail = [];
      const parent = around(current);
      const siblings = parent ? drawnChildren(parent) : [];
      walkTo(siblings[siblings.indexOf(current) + (key === 'ArrowLeft' ? -1 : 1)]);
    }
  }

  function isInView(of: Element): boolean {
    const { y, height } = viewportRect(of);
    return y + height > 0 && y < dialog.clientHeight;
  }

  on('pointermove', ({ clientX, clientY }) => {
    pointer = { x: clientX, y: clientY };
    trail = [];
    point();
  });
  on('pointerdown', (event) => event.preventDefault());
  on('pointerup', (event) => {
    if (event.button !== 0) return;
    pointer = { x: event.clientX, y: event.clientY };
    point();
    if (current) finish(current);
  });
  on('wheel', (event) => {
    event.preventDefault();
    scroll.byUser(elementAt(document, event.clientX, event.clientY, host), viewOf(document), event);
    point();
  });
  on('keydown', (event) => {
    const { key } = event;
    if (key === 'Enter' && current) finish(current);
    else if (key.startsWith('Arrow')) step(key);
    else if (key in SCROLL_KEYS) {
      const deltaY = (SCROLL_KEYS[key] ?? 0) * dialog.clientHeight;
      scroll.byUser(current, viewOf(document), { deltaX: 0, deltaY });
      show(current);
    } else return;
    event.preventDefault();
  });
}
