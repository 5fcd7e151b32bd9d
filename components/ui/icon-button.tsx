import type { LucideIcon } from 'lucide-react';

type Props = {
  label: string;
  /** The key that does the same, as it is written. */
  keys?: string;
  icon: LucideIcon;
  /** Undefined where it can do nothing right now. */
  onClick: (() => void) | undefined;
};

/** A button that is only an icon; its name and its key show when the pointer rests on it. */
export function IconButton({ label, keys, icon: Icon, onClick }: Props) {
  return (
    <button
      type="button"
      className="button quiet square"
      aria-label={label}
      title={keys === undefined ? label : `${label} · ${keys}`}
      disabled={!onClick}
      onClick={onClick}
    >
      <Icon className="icon" aria-hidden />
    </button>
  );
}
