import { useState } from 'react';

type Draft = {
  /** What stands in the box. */
  shown: string;
  /** Puts a text there, and searches for it unless it is to wait. */
  write(text: string, waits: boolean): void;
  /** Searches for what stands there: `current`, for events can be ahead of what was rendered. */
  flush(current: string): void;
};

/**
 * The text of a search box, which can be ahead of what is searched for: letters that an input method is still composing,
 * and the beginning of a name, would find nothing and empty the list under the eyes of whoever types them. A search that
 * comes from elsewhere takes its place.
 */
export function useSearchDraft(text: string, onText: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string>();
  const [searched, setSearched] = useState(text);
  if (searched !== text) {
    setSearched(text);
    setDraft(undefined);
  }
  return {
    shown: draft ?? text,
    write(next, waits) {
      setDraft(next);
      if (!waits) onText(next);
    },
    flush(current) {
      if (current !== text) onText(current);
    },
  };
}
