import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import './combobox.css';

export type ComboboxOption = {
  id: string;
  label: string;
  /** A few words on why it is offered, or what choosing it makes. */
  hint?: string;
};

/** No option is active. */
const NONE = -1;

type Props = {
  /** Id of the text input, for its label. */
  inputId: string;
  /** What is chosen already, as chips. */
  chosen: readonly ComboboxOption[];
  /** What can be chosen, best first, for the text as it stands. */
  options: readonly ComboboxOption[];
  text: string;
  placeholder: string;
  /** Name of a chip's remove button. */
  removeName: (label: string) => string;
  onText(text: string): void;
  onChoose(option: ComboboxOption): void;
  onRemove(id: string): void;
};

/**
 * Text with suggestions and chips, by the ARIA combobox pattern (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 * Keys that belong to an input method (Enter takes a Chinese candidate) are left to it. Our own, because the libraries
 * that do all this are larger than the rest of the popup.
 */
export function Combobox({
  inputId,
  chosen,
  options,
  text,
  placeholder,
  removeName,
  onText,
  onChoose,
  onRemove,
}: Props) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(NONE);
  const shown = isOpen && options.length > 0;
  // What is typed means its best match. An empty field means nothing until an arrow has pointed at something.
  const current = Math.min(text.trim() ? Math.max(active, 0) : active, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    if (!shown) return;
    list.current?.scrollIntoView({ block: 'nearest' });
    if (current >= 0) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [shown, current]);

  function choose(option: ComboboxOption): void {
    onChoose(option);
    setActive(NONE);
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // 229 is how browsers name a key that the input method took before `isComposing` is set.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const option = options[current];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const last = options.length - 1;
      if (event.key === 'ArrowDown') setActive(current < last ? current + 1 : 0);
      else setActive(current > 0 ? current - 1 : last);
    } else if (shown && option && (event.key === 'Enter' || (/^[,，]$/.test(event.key) && text.trim()))) {
      event.preventDefault();
      event.stopPropagation();
      choose(option);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && text === '') {
      const last = chosen.at(-1);
      if (last) onRemove(last.id);
    }
  }

  return (
    <div className="combobox">
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target for the input inside, which keyboards reach by itself */}
      <div className="input combobox-field" onClick={() => document.getElementById(inputId)?.focus()}>
        {chosen.map(({ id, label, hint }) => (
          <span className="chip" key={id} title={[label, hint].filter(Boolean).join(' · ')}>
            <span className="cut">{label}</span>
            {hint ? <span className="faint cut">{hint}</span> : null}
            <button type="button" className="chip-remove" aria-label={removeName(label)} onClick={() => onRemove(id)}>
              <X className="icon" aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={inputId}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && current >= 0 ? optionId(current) : undefined}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setOpen(true);
            setActive(NONE);
          }}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="combobox-list" id={listId} ref={list} role="listbox" hidden={!shown} aria-label={placeholder}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of its list
          <div
            key={option.id}
            id={optionId(index)}
            title={[option.label, option.hint].filter(Boolean).join(' · ')}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            // Pressing must not take the focus from the input: that would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(index)}
            onClick={() => choose(option)}
          >
            <span className="cut">{option.label}</span>
            {option.hint ? <span className="faint cut">{option.hint}</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
