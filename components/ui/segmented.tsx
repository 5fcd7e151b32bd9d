import type { ReactNode } from 'react';
import './segmented.css';

type Props<T> = {
  /** Id of the element that names the group. */
  labelledBy: string;
  options: readonly { value: T; name: string; face: ReactNode }[];
  value: T | undefined;
  onChange(value: T | undefined): void;
};

/** A few values side by side, at most one of them pressed; pressing it again takes it back. */
export function Segmented<T extends string | number>({ labelledBy, options, value, onChange }: Props<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by an element outside it
    <div className="segmented" role="group" aria-labelledby={labelledBy}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          aria-label={option.name}
          title={option.name}
          onClick={() => onChange(option.value === value ? undefined : option.value)}
        >
          {option.face}
        </button>
      ))}
    </div>
  );
}
