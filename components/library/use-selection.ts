import { useCallback, useMemo, useRef, useState } from 'react';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';

type Selection = {
  /** Ids of those that are both chosen and shown: nothing out of sight is ever changed. */
  selected: ReadonlySet<string>;
  /** Adds or takes away one; with Shift, everything from the last one to it. */
  toggle(id: string, event: { shiftKey: boolean }): void;
  selectAll(): void;
  clear(): void;
};

export function useSelection(ids: ClipIds): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);

  const toggle = useCallback(
    (id: string, { shiftKey }: { shiftKey: boolean }) => {
      const to = ids.indexOf(id);
      const from = last.current === undefined ? -1 : ids.indexOf(last.current);
      setChosen((before) => {
        const next = new Set(before);
        if (shiftKey && from >= 0) {
          for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
        } else if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      });
      last.current = id;
    },
    [ids],
  );
  const selectAll = useCallback(() => setChosen(new Set(ids.toArray())), [ids]);
  const clear = useCallback(() => setChosen(new Set()), []);
  const selected = useMemo(
    () => (chosen.size === 0 ? chosen : new Set([...chosen].filter((id) => ids.has(id)))),
    [ids, chosen],
  );
  return { selected, toggle, selectAll, clear };
}
