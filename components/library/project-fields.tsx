import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { cleanLine, LIMITS } from '#lib/core/text.ts';

type TextProps = {
  label: string;
  placeholder?: string;
  value: string;
  /** Whether it cannot be empty: then the old value comes back. */
  isNeeded?: boolean;
  /** Called with a new value, when its field is left or Enter is pressed. */
  onSave(value: string): void;
};

/** A line of text of a project. */
export function TextField({ label, placeholder, value, isNeeded = false, onSave }: TextProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  /** Enter saves, and so does leaving the field, which may come before the new value does. */
  const saved = useRef(value);
  if (seen !== value) {
    // It was changed elsewhere, or changed back; what is being typed stays.
    setSeen(value);
    if (text === seen || text === saved.current) setText(value);
    saved.current = value;
  }

  /** @param isAsked By Enter: what failed before is tried again. */
  function save(isAsked: boolean): void {
    const line = cleanLine(text, LIMITS.name);
    const next = line || !isNeeded ? line : value;
    setText(next);
    if (next === value || (next === saved.current && !isAsked)) return;
    saved.current = next;
    onSave(next);
  }

  return (
    <form
      className="manager-field"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save(true);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        maxLength={LIMITS.name}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => save(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === value) return;
          // The first Esc takes back what was typed, the next one closes.
          event.preventDefault();
          setText(value);
        }}
      />
    </form>
  );
}

type ChoiceProps = {
  label: string;
  /** '' for nothing, where `none` says that this is possible. */
  value: string;
  none?: string;
  options: readonly { value: string; name: string }[];
  onChange(value: string): void;
  /** What can be done with the choice. */
  children?: ReactNode;
};

/** One of a few values of a project. */
export function ChoiceField({ label, value, none, options, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="manager-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}
