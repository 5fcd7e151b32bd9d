import { ArrowUpDown, Check, Diff, type LucideIcon, Unlink } from 'lucide-react';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { AnchorState } from '#lib/core/schema/observation.ts';
import { t } from '#lib/platform/i18n.ts';
import './standing.css';

const STANDINGS = {
  exact: { icon: Check, label: 'standing_exact', short: 'standing_exact_short' },
  moved: { icon: ArrowUpDown, label: 'standing_moved', short: 'standing_moved' },
  changed: { icon: Diff, label: 'standing_changed', short: 'standing_changed' },
  missing: { icon: Unlink, label: 'standing_missing', short: 'standing_missing' },
} as const satisfies Record<AnchorState, { icon: LucideIcon; label: MessageKey; short: MessageKey }>;

/** How a clip stands on its page, as an icon and words that fit into a line. */
export function Standing({ state }: { state: AnchorState }) {
  const { icon: Icon, label, short } = STANDINGS[state];
  return (
    <span className={`standing ${state}`} title={t(label)}>
      <Icon className="icon" aria-hidden />
      {t(short)}
    </span>
  );
}
