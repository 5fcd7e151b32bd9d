import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import './popup.css';

const GAP = 4;
const ITEMS = 'button, input';

type Props = {
  label: string;
  icon: LucideIcon;
  /** Beside the icon, where there is room for it. */
  text?: string;
  /** Of the button that opens it. */
  className: string;
  /** Called when it opens, with what closes it. */
  children(close: () => void): ReactNode;
};

/** A button that opens a few choices above everything else. Arrows walk through them; Esc and a click elsewhere close it. */
export function Popup({ label, icon: Icon, text, className, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  useLayoutEffect(() => {
    const [anchor, content] = [button.current?.getBoundingClientRect(), box.current];
    if (!isOpen || !anchor || !content) return;
    const { offsetWidth, offsetHeight } = content;
    const isBelow = anchor.bottom + GAP + offsetHeight <= window.innerHeight;
    const top = isBelow ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - offsetHeight);
    const left = Math.min(anchor.left, window.innerWidth - offsetWidth - GAP);
    content.style.inset = `${top}px auto auto ${Math.max(GAP, left)}px`;
    content.querySelector<HTMLElement>(ITEMS)?.focus();
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    // What is pressed here is for nobody else.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      box.current?.hidePopover();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at((at + step) % items.length)?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        popoverTarget={id}
        aria-haspopup="true"
        aria-expanded={isOpen}
      >
        <Icon className="icon" aria-hidden />
        {text === undefined ? null : <span className="popup-text">{text}</span>}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of what stands in it */}
      <div
        ref={box}
        id={id}
        popover="auto"
        className="popup"
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={onKeyDown}
      >
        {isOpen ? children(() => box.current?.hidePopover()) : null}
      </div>
    </>
  );
}
