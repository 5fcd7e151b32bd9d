import { element, openOverlay } from '#lib/capture/overlay/overlay.ts';
import { viewOf } from '#lib/capture/safe-dom.ts';
import { STANDING_LABELS, TYPE_LABELS } from '#lib/core/labels.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import type { ToBackgroundOutput } from '#lib/platform/messaging.ts';

const GAP = 8;

const CSS = `
  .card {
    all: initial; color-scheme: light dark; position: fixed; box-sizing: border-box; inline-size: max-content;
    max-inline-size: min(340px, calc(100vw - 16px)); max-block-size: min(320px, calc(100vh - 16px)); overflow: auto;
    overscroll-behavior: contain; padding: 12px 14px; border-radius: 10px; cursor: default;
    font: 13px/20px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
    color: light-dark(#1f1c17, #f1ede4); background: light-dark(#fff, #1f1d19);
    border: 1px solid light-dark(#c9c2b2, #544d42); box-shadow: 0 8px 24px rgb(31 28 23 / .2);
  }
  .card:not(:popover-open) { display: none; }
  .said { display: block; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; color: light-dark(#6d6659, #a39b8c); }
  .dot { flex: none; inline-size: 9px; block-size: 9px; border-radius: 50%; background: var(--c); }
  .type { font-weight: 600; color: var(--c); }
  .note { display: block; margin-block-start: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
  .tags { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 8px; }
  .tag {
    padding: 0 8px; border-radius: 10px; font-size: 12px; overflow-wrap: anywhere;
    color: light-dark(#575145, #bdb6a8); background: light-dark(#f3f1eb, #2a2722);
  }
  .open {
    all: unset; display: block; margin-block-start: 8px; color: light-dark(#2b62c9, #8ab0ff); cursor: pointer;
  }
  .open:hover { text-decoration: underline; }
  .requirement { --c: light-dark(#2f5fc4, #8fb2ff); }
  .feedback { --c: light-dark(#1b6f46, #7fd0a4); }
  .competitor { --c: light-dark(#a84a14, #f0a678); }
  .note-type, .none { --c: light-dark(#665f52, #bdb6a8); }
`;

/** What the card says of a clip. */
export type Note = ToBackgroundOutput<'highlights.note'>;

export type NoteCard = {
  /** What the page sees of it: an empty element. */
  host: Element;
  remove(): void;
};

/**
 * Shows what there is to say of a clip, beside a line of the page.
 *
 * A page cannot look into a closed shadow root, but `window.find` and selections do: so the words are `inert`, which no
 * search and no selection reaches. That hides them from assistive technology as well, and the card takes no focus: whoever
 * does not point reads the same in the side panel.
 * @param line In CSS pixels of the viewport of the page.
 * @param onOpen The user wants to see the clip in the library.
 */
export function showNoteCard(document: Document, note: Note, line: Rect, x: number, onOpen: () => void): NoteCard {
  const overlay = openOverlay(document, CSS);
  const card = element(document, 'div', `card ${note.type === 'note' ? 'note-type' : (note.type ?? 'none')}`);
  card.setAttribute('aria-hidden', 'true');
  card.lang = locale();
  const said = element(document, 'div', 'said');
  said.inert = true;
  said.append(headOf(document, note));
  if (note.note) said.append(own(element(document, 'div', 'note', note.note)));
  if (note.tags.length > 0) {
    const tags = element(document, 'div', 'tags');
    tags.append(...note.tags.map((tag) => own(element(document, 'span', 'tag', tag))));
    said.append(tags);
  }
  const open = element(document, 'button', 'open', t('open_in_gleaner'));
  open.tabIndex = -1;
  // A button that is pressed would take the focus from the page.
  open.addEventListener('pointerdown', (event) => event.preventDefault());
  open.addEventListener('mousedown', (event) => event.preventDefault());
  open.addEventListener('click', (event) => {
    if (event.isTrusted) onOpen();
  });
  card.append(said, open);
  // The page hears nothing of what is done in the card.
  for (const type of [
    'click',
    'dblclick',
    'mousedown',
    'mouseup',
    'pointerdown',
    'pointerup',
    'contextmenu',
    'wheel',
  ]) {
    card.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  card.popover = 'manual';
  overlay.root.append(card);
  card.showPopover();
  place(document, card, line, x);
  return { host: overlay.host, remove: overlay.remove };
}

/** Words that the user wrote: in whatever direction they run. */
function own<E extends HTMLElement>(words: E): E {
  words.dir = 'auto';
  return words;
}

function headOf(document: Document, { type, state, capturedAt }: Note): HTMLElement {
  const head = element(document, 'div', 'head');
  const date = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(capturedAt);
  head.append(
    element(document, 'span', 'dot'),
    element(document, 'span', 'type', t(type ? TYPE_LABELS[type] : 'type_none')),
    element(document, 'span', 'date', date),
  );
  if (state) head.append(element(document, 'span', 'standing', t(STANDING_LABELS[state])));
  return head;
}

/** Under the line, or over it where there is no room; within the window. */
function place(document: Document, card: HTMLElement, line: Rect, x: number): void {
  const view = viewOf(document) as Window;
  const { width, height } = card.getBoundingClientRect();
  const below = line.y + line.height + GAP;
  const hasRoom = below + height <= view.innerHeight - GAP;
  const top = hasRoom ? below : Math.max(GAP, line.y - GAP - height);
  const left = Math.min(Math.max(GAP, x - 24), Math.max(GAP, view.innerWidth - width - GAP));
  Object.assign(card.style, { left: `${left}px`, top: `${top}px`, right: 'auto', bottom: 'auto' });
}
