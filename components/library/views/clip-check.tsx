import type { MouseEvent } from 'react';
import type { Clip } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';
import { textOf } from './clip-words.tsx';

type Props = { clip: Clip; isSelected: boolean; onSelect(id: string, event: { shiftKey: boolean }): void };

/** Chooses a clip; with Shift, all from the last one chosen to it. */
export function ClipCheck({ clip, isSelected, onSelect }: Props) {
  return (
    <label className="clip-check">
      <input
        type="checkbox"
        checked={isSelected}
        aria-label={t('select_clip', textOf(clip).slice(0, 80))}
        onChange={() => {}}
        onClick={(event: MouseEvent) => onSelect(clip.id, event)}
      />
    </label>
  );
}
