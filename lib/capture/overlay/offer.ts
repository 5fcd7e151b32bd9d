import { GleanerError } from '#lib/core/errors.ts';
import { focusKeeper } from './focus-keeper.ts';
import { element, openOverlay } from './overlay.ts';

const CSS = `
  dialog {
    all: initial; position: fixed; inset: 20px 0 auto; margin: 0 auto; inline-size: fit-content; box-sizing: border-box;
    max-inline-size: min(420px, calc(100vw - 40px)); padding: 14px 16px; border-radius: 10px; color: #f1ede4;
    background: #1f1c17; border: 1px solid #4a453c; box-shadow: 0 8px 24px rgb(0 0 0 / .28);
    font: 13px/20px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  }
  dialog:not([open]) { display: none; }
  dialog::backdrop { background: rgb(20 18 14 / .28); }
  p { margin: 0 0 12px; }
  .choices { display: flex; gap: 8px; justify-content: end; flex-wrap: wrap; }
  button {
    all: unset; box-sizing: border-box; min-block-size: 32px; padding: 5px 14px; border-radius: 6px; cursor: pointer;
    border: 1px solid #8a8375; text-align: center;
  }
  button:hover { background: #36322a; }
  button.first { color: #1f1c17; background: #f1ede4; border-color: #f1ede4; }
  button.first:hover { background: #fff; }
  button:focus-visible { outline: 2px solid #6ea8ff; outline-offset: 2px; }
`;

export type Offer = { text: string; accept: string; decline: string };

/**
 * Asks the user, on the page, whether to take something. Only what a person does counts, and Esc declines.
 * @returns whether it is taken, when everything of ours has left the DOM and the focus is where it was.
 * @throws GleanerError `cancelled` where the page takes the question off.
 */
export function offer(document: Document, { text, accept, decline }: Offer): Promise<boolean> {
  const giveFocusBack = focusKeeper(document);
  const overlay = openOverlay(document, CSS);
  const dialog = element(document, 'dialog', '');
  const question = element(document, 'p', '', text);
  question.id = 'question';
  dialog.setAttribute('aria-labelledby', question.id);
  const choices = element(document, 'div', 'choices');
  const yes = element(document, 'button', 'first', accept);
  const no = element(document, 'button', '', decline);
  choices.append(no, yes);
  dialog.append(question, choices);
  overlay.root.append(dialog);

  return new Promise((resolve, reject) => {
    const stopWatching = overlay.onTakenOff(() => {
      giveFocusBack();
      reject(new GleanerError('cancelled'));
    });
    function finish(isTaken: boolean): void {
      stopWatching();
      dialog.close();
      overlay.remove();
      giveFocusBack();
      resolve(isTaken);
    }
    const on = (target: EventTarget, type: string, act: () => void): void =>
      target.addEventListener(type, (event) => {
        event.preventDefault();
        if (event.isTrusted) act();
      });
    on(yes, 'click', () => finish(true));
    on(no, 'click', () => finish(false));
    // Esc, or what else the browser takes for it.
    on(dialog, 'cancel', () => finish(false));
    // The page hears nothing of what is typed and clicked here.
    for (const type of ['keydown', 'keyup', 'keypress', 'click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup']) {
      dialog.addEventListener(type, (event) => event.stopPropagation());
    }
    dialog.showModal();
    yes.focus();
  });
}
