import { elementAt } from '#lib/capture/overlay/element-at.ts';
import { ancestorsOf, documentOf, matches, viewOf } from '#lib/capture/safe-dom.ts';
import { askBackground } from '#lib/platform/messaging.ts';
import { type NoteCard, showNoteCard } from './note-card.ts';
import { originOf } from './panes.ts';
import { passageAt, type Spot } from './passage-at.ts';
import type { Found } from './watch.ts';

/** Who rests on a passage for so long means it; who has left it and the card for so long is done. In ms. */
const DWELL_MS = 350;
const LEAVE_MS = 300;

/** What a click does something else with. */
const CONTROLS =
  'a[href], button, input, select, textarea, label, summary, video, audio, [role="button"], [contenteditable]';

/**
 * Shows the note of the clip that a person points at, and asks for it only then. What the page makes up counts for nothing.
 */
export function openNotes(document: Document) {
  let url = '';
  let found: readonly Found[] = [];
  let spot: Spot | undefined;
  let dwelling: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let open: { card: NoteCard; passage: Found; over: AbortController } | undefined;
  /** Whoever points elsewhere while a note is asked for does not want it any more. */
  let round = 0;
  const over = new AbortController();
  const heard = new WeakSet<Window>();

  function close(): void {
    round += 1;
    clearTimeout(dwelling);
    clearTimeout(leaving);
    leaving = undefined;
    open?.card.remove();
    open?.over.abort();
    open = undefined;
  }

  async function show(at: Spot): Promise<void> {
    const hit = passageAt(found, at);
    if (!hit || open?.passage.clip.clipId === hit.found.clip.clipId) return;
    close();
    const mine = round;
    const { clipId } = hit.found.clip;
    const isOutdated = () => mine !== round;
    const answer = await askBackground('highlights.note', { url, clipId }, isOutdated);
    if (!answer.ok || isOutdated()) return;
    const origin = originOf(at.document);
    const { x, y, width, height } = hit.line;
    const line = { x: x + origin.x, y: y + origin.y, width, height };
    const card = showNoteCard(document, answer.value, line, at.x + origin.x, () => {
      void askBackground('highlights.open', { url, clipId });
      close();
    });
    open = { card, passage: hit.found, over: new AbortController() };
    listenWhileOpen(open.over.signal);
  }

  /** Whether the pointer is on the card, or on the passage that it is about. */
  function isKept(target: EventTarget | null, at: Spot): boolean {
    return open !== undefined && (target === open.card.host || passageAt([open.passage], at) !== undefined);
  }

  function onMove(event: PointerEvent, at: Spot): void {
    spot = at;
    clearTimeout(dwelling);
    if (open) {
      if (isKept(event.target, at)) {
        clearTimeout(leaving);
        leaving = undefined;
      } else leaving ??= setTimeout(close, LEAVE_MS);
      if (event.target === open.card.host) return;
    }
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    dwelling = setTimeout(() => spot && void show(spot), DWELL_MS);
  }

  function onClick(event: MouseEvent, at: Spot): void {
    if (event.target === open?.card.host) return;
    const element = elementAt(at.document, at.x, at.y);
    const isControl = element && [element, ...ancestorsOf(element)].some((each) => matches(each, CONTROLS));
    const isSelecting = viewOf(at.document)?.getSelection()?.isCollapsed === false;
    if (isControl || isSelecting || event.button !== 0 || !passageAt(found, at)) close();
    else void show(at);
  }

  function listenTo(place: Document): void {
    const view = viewOf(place);
    if (!view || heard.has(view)) return;
    heard.add(view);
    const on = <K extends 'pointermove' | 'click'>(type: K, act: (event: WindowEventMap[K], at: Spot) => void) =>
      view.addEventListener(
        type,
        (event) => {
          if (event.isTrusted && found.length > 0) act(event, { document: place, x: event.clientX, y: event.clientY });
        },
        { capture: true, passive: true, signal: over.signal },
      );
    on('pointermove', onMove);
    on('click', onClick);
  }

  function listenWhileOpen(signal: AbortSignal): void {
    const views = new Set([document, ...found.map(({ range }) => documentOf(range.startContainer) ?? document)]);
    for (const view of [...views].map(viewOf)) {
      view?.addEventListener(
        'keydown',
        (event) => {
          if (!event.isTrusted || event.key !== 'Escape') return;
          event.preventDefault();
          event.stopImmediatePropagation();
          close();
        },
        { capture: true, signal },
      );
      view?.addEventListener('scroll', close, { capture: true, passive: true, signal });
      view?.addEventListener('blur', (event) => event.target === view && close(), { signal });
    }
  }

  return {
    /** The page that notes are asked for. */
    begin(address: string): void {
      if (address !== url) close();
      url = address;
    },
    /** The passages that have one. */
    over(passages: readonly Found[]): void {
      found = passages;
      if (open) {
        const { clipId } = open.passage.clip;
        const still = found.find(({ clip }) => clip.clipId === clipId);
        if (still) open.passage = still;
        else close();
      }
      for (const { range } of found) {
        const place = documentOf(range.startContainer);
        if (place) listenTo(place);
      }
    },
    close,
    stop(): void {
      close();
      over.abort();
    },
  };
}
