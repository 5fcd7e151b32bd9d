import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import { commitDraft, unsettledDrafts } from '#lib/db/drafts.ts';

/** Longer than a form waits with its own: only what a closed page left behind is for this. */
const ABANDONED_MS = 3_000;

/**
 * Puts into their clips what was typed in a page that closed in mid-word, so that lists and exports have it. Should
 * somebody still be typing elsewhere, their next key simply starts a new draft.
 */
export function useSettledDrafts(): void {
  const waiting = useLiveQuery(unsettledDrafts, []);
  useEffect(() => {
    if (!waiting || waiting.length === 0) return undefined;
    const timer = setTimeout(() => {
      // These clips exist, so no project is needed; what cannot be settled stays a draft.
      void Promise.allSettled(waiting.map((id) => commitDraft(id, '')));
    }, ABANDONED_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
}
