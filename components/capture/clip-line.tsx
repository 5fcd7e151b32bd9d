import type { ReactNode } from 'react';
import type { ClipType } from '#lib/core/fields.ts';

type Props = {
  type: ClipType | undefined;
  title: string;
  hint: string;
  onOpen(): void;
  /** What else can be done with it. */
  children?: ReactNode;
};

/** A clip in one line, which opens it. */
export function ClipLine({ type, title, hint, onOpen, children }: Props) {
  return (
    <li className="recent">
      <button type="button" className="recent-open" data-row onClick={onOpen}>
        <span className={`dot t-${type ?? 'none'}`} />
        <span className="cut grow" dir="auto" title={title}>
          {title}
        </span>
        <span className="faint cut">{hint}</span>
      </button>
      {children}
    </li>
  );
}
