import { useCallback, useMemo, useRef, useState } from 'react';
import type { Clip } from '#lib/core/schema/clip.ts';

type Selection = {
  /** Ids of those that are both chosen and shown: nothing out of sight is ever changed. */
  selected: ReadonlySet<string>;
  /** Adds or takes away one; with Shift, everything from the last one to it. */
  toggle(id: string, event: { shiftKey: boolean }): void;
  selectAll(): void;
  clear(): void;
};

export function useSelection(clips: readonly Clip[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);

  const toggle = useCallback(
    (id: string, { shiftKey }: { shiftKey: boolean }) => {
      const places = [id, last.current].map((one) => clips.findIndex((clip) => clip.id === one));
      const [to = -1, from = -1] = places;
      setChosen((before) => {
        const next = new Set(before);
        if (shiftKey && from >= 0) {
          for (const clip of clips.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(clip.id);
        } else if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      });
      last.current = id;
    },
    [clips],
  );
  const selectAll = useCallback(() => setChosen(new Set(clips.map((clip) => clip.id))), [clips]);
  const clear = useCallback(() => setChosen(new Set()), []);
  const selected = useMemo(
    () => new Set(clips.filter((clip) => chosen.has(clip.id)).map((clip) => clip.id)),
    [clips, chosen],
  );
  return { selected, toggle, selectAll, clear };
}
