import { element, type Overlay, openOverlay } from './overlay.ts';

const SHOWN_MS = 2_600;

const CSS = `
  .toast {
    all: initial; position: fixed; inset: auto 20px 20px auto; box-sizing: border-box; max-inline-size: 340px; margin: 0;
    padding: 10px 14px 10px 12px; display: flex; gap: 8px; align-items: flex-start; border-radius: 8px;
    font: 13px/18px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
    color: #f1ede4; background: #1f1c17; border: 1px solid #4a453c; box-shadow: 0 8px 24px rgb(0 0 0 / .28);
    animation: rise 140ms ease-out; pointer-events: none;
  }
  .mark { flex: none; inline-size: 18px; text-align: center; color: #7fd0a4; }
  .error .mark { color: #f2b8b5; }
  @keyframes rise { from { opacity: 0; transform: translateY(6px); } }
  @media (prefers-reduced-motion: reduce) { .toast { animation: none; } }
`;

let shown: Overlay | undefined;

/** Takes the toast off the page. @returns whether there was one. */
export function hideToast(): boolean {
  const wasShown = shown !== undefined;
  shown?.remove();
  shown = undefined;
  return wasShown;
}

/** Tells the user something on the page for a moment. It takes no click and no focus; a newer one replaces it. */
export function showToast(document: Document, text: string, tone: 'done' | 'error'): void {
  hideToast();
  const overlay = openOverlay(document, CSS);
  const box = element(document, 'div', `toast ${tone}`);
  box.setAttribute('role', tone === 'error' ? 'alert' : 'status');
  box.append(element(document, 'span', 'mark', tone === 'error' ? '!' : '✓'), element(document, 'span', '', text));
  box.popover = 'manual';
  overlay.root.append(box);
  // The top layer: above whatever z-index the page uses.
  box.showPopover();
  shown = overlay;
  setTimeout(
    () => {
      if (shown === overlay) hideToast();
    },
    tone === 'error' ? SHOWN_MS * 2 : SHOWN_MS,
  );
}
