import { ArrowUpDown, Check, Diff, type LucideIcon, Unlink } from 'lucide-react';
import { STANDING_LABELS } from '#lib/core/labels.ts';
import type { AnchorState } from '#lib/core/schema/observation.ts';
import { t } from '#lib/platform/i18n.ts';
import './standing.css';

const ICONS = {
  exact: Check,
  moved: ArrowUpDown,
  changed: Diff,
  missing: Unlink,
} as const satisfies Record<AnchorState, LucideIcon>;

/** How a clip stands on its page, as an icon and words that fit into a line. */
export function Standing({ state }: { state: AnchorState }) {
  const Icon = ICONS[state];
  const label = STANDING_LABELS[state];
  return (
    <span className={`standing ${state}`} title={t(label)}>
      <Icon className="icon" aria-hidden />
      {t(state === 'exact' ? 'standing_exact_short' : label)}
    </span>
  );
}
