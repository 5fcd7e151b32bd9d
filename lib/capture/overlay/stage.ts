import { elementsOf } from '#lib/capture/elements.ts';
import { documentOf, isShadowRoot, rootOf, treeRootOf } from '#lib/capture/safe-dom.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { focusKeeper } from './focus-keeper.ts';
import { element, openOverlay } from './overlay.ts';

const CSS = `
  dialog {
    all: initial; position: fixed; inset: 0; inline-size: 100vw; block-size: 100vh; max-inline-size: none;
    max-block-size: none; overflow: hidden; touch-action: none; user-select: none;
    font: 13px/20px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  }
  dialog:not([open], :popover-open) { display: none; }
  dialog::backdrop { background: transparent; }
  .catcher { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; color-scheme: light; }
  .hint {
    position: absolute; inset-block-start: 20px; inset-inline: 0; margin: 0 auto; inline-size: fit-content;
    max-inline-size: calc(100% - 40px); box-sizing: border-box; padding: 8px 16px; border-radius: 8px; text-align: center;
    color: #f1ede4; background: #1f1c17; border: 1px solid #4a453c; pointer-events: none;
  }
  .hint.low { inset-block: auto 20px; }
  .keys { display: block; color: #b8b1a3; font-size: 12px; }
  [hidden] { display: none; }
`;

/** A surface over the whole page on which the user picks something; the page hears and feels nothing of it. */
export type Stage<T> = {
  /** Where what is shown goes. */
  dialog: HTMLDialogElement;
  hint: HTMLElement;
  /** Puts another text in place of the hint's. */
  say(text: string): void;
  /** The surface's host on the page, which stands before everything else at any point. */
  host: Element;
  /** Calls `act` for what a person did, and never for events that the page made up. */
  on<K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void): void;
  /** Ends the picking; undefined for nothing picked. */
  finish(picked: T | undefined): void;
};

type StageOptions = {
  css: string;
  /** What the surface says of itself. */
  name: string;
  hint: string;
  keys: string;
  /** Whether `elementsFromPoint` must find what lies under it: it does not while a modal dialog is open. */
  isClear: boolean;
  /** What the pointer looks like. Default: that something is to be picked. */
  cursor?: string;
};

/**
 * Opens a surface, lets `play` put something on it and hear the user, and takes it off again.
 * @returns what was picked, when everything of ours has left the DOM.
 * @throws GleanerError `cancelled` on Esc, and where the page takes the surface off.
 */
export function openStage<T>(
  document: Document,
  { css, name, hint: hintText, keys, isClear, cursor = 'crosshair' }: StageOptions,
  play: (stage: Stage<T>) => void,
): Promise<T> {
  // Only what is in a modal dialog of the page's own takes part while that is open.
  const modals = isClear ? elementsOf(document, 'dialog:modal') : [];
  const parent = modals.filter((modal) => documentOf(modal) === document).at(-1);
  const overlay = openOverlay(document, CSS + css, parent ?? rootOf(document));
  const giveFocusBack = focusKeeper(document);
  const dialog = element(document, 'dialog', '');
  dialog.setAttribute('aria-label', name);
  // An empty frame on top of all takes keys and pointers: a page hears what happens in its own window before anybody
  // else, and could keep even Esc from the user, but it hears nothing of a frame's.
  const catcher = element(document, 'iframe', 'catcher');
  catcher.title = name;
  dialog.style.cursor = cursor;
  const hint = element(document, 'p', 'hint');
  const said = element(document, 'span', '', hintText);
  hint.append(said, element(document, 'span', 'keys', keys));
  overlay.root.append(dialog);

  return new Promise<T>((resolve, reject) => {
    const done = new AbortController();
    const stopWatching = overlay.onTakenOff(() => finish(undefined));
    function finish(picked: T | undefined): void {
      stopWatching();
      done.abort();
      if (dialog.open) dialog.close();
      overlay.remove();
      giveFocusBack();
      if (picked !== undefined) resolve(picked);
      else reject(new GleanerError('cancelled'));
    }

    const listeners: [type: string, listener: (event: Event) => void][] = [];
    const on: Stage<T>['on'] = (type, act) => {
      listeners.push([
        type,
        (event) => {
          // None of it reaches the page's own handlers.
          event.stopPropagation();
          if (event.isTrusted) act(event as HTMLElementEventMap[typeof type]);
        },
      ]);
    };
    function listenTo(target: EventTarget | null): void {
      for (const [type, listener] of listeners) {
        target?.addEventListener(type, listener, { signal: done.signal, passive: false });
      }
    }

    const say = (text: string): void => {
      said.textContent = text;
    };
    play({ dialog, hint, say, host: overlay.host, on, finish });
    dialog.append(hint, catcher);
    on('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      finish(undefined);
    });
    // What the browser itself takes for Esc, such as a gesture.
    on('cancel', () => finish(undefined));
    for (const type of ['keyup', 'keypress', 'click', 'mousedown', 'mouseup', 'contextmenu'] as const) {
      on(type, () => {});
    }
    function open(): void {
      if (isClear) {
        dialog.popover = 'manual';
        dialog.showPopover();
        const tree = treeRootOf(overlay.host);
        const { elementFromPoint } = isShadowRoot(tree) ? ShadowRoot.prototype : Document.prototype;
        if (Reflect.apply(elementFromPoint, tree, [1, 1]) === overlay.host) return;
        dialog.hidePopover();
        dialog.removeAttribute('popover');
      }
      // In the top layer, and with the focus and the clicks even where a dialog in some shadow tree has them.
      dialog.showModal();
    }
    function listenToFrame(): void {
      listenTo(catcher.contentWindow);
      const style = catcher.contentDocument?.documentElement.style;
      if (style) Object.assign(style, { cursor, touchAction: 'none', userSelect: 'none', height: '100%' });
      catcher.contentWindow?.focus();
    }
    listenTo(dialog);
    open();
    // Some browsers give a new frame its document later.
    catcher.addEventListener('load', listenToFrame, { signal: done.signal });
    listenToFrame();
  });
}
