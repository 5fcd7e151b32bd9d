import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '#lib/core/errors.ts';
import type { Result } from '#lib/core/result.ts';
import type { PageClip } from './use-page-clips.ts';

export type Check = { state: 'idle' | 'checking' } | { state: 'failed'; code: ErrorCode };

/** A page that is busy with painting the panel is looked at this late, in ms. */
const PATIENCE_MS = 500;

type Question = {
  check(tabId: number): Promise<Result<unknown>>;
  tabId: number | undefined;
  /** Grows each time that the page is loaded anew. */
  visit: number;
  clips: readonly PageClip[];
  /** Nothing is asked before: what the user is waiting for needs the page too. */
  isReady: boolean;
};

/**
 * Has the page looked at for its clips: when there are some, again when there are others, and when the page was loaded
 * anew. What was seen comes by the database.
 */
export function useEvidenceCheck({ check, tabId, visit, clips, isReady }: Question): Check {
  const [state, setState] = useState<Check>({ state: 'idle' });
  const running = useRef<{ tabId: number; answer: Promise<unknown> }>(undefined);
  // Clips belong to one page, so other clips also stand for another page.
  const asked = clips
    .filter(({ clip }) => clip.outdatedAt === undefined)
    .map(({ clip }) => clip.id)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new visit is a reason to ask, whatever its number
  useEffect(() => {
    setState({ state: 'idle' });
    if (!isReady || tabId === undefined || asked === '') return undefined;
    let isCurrent = true;
    const ask = async () => {
      setState({ state: 'checking' });
      // One after the other: asked in the middle, a page is looked at once, and for the clips that there were before.
      if (running.current?.tabId === tabId) await running.current.answer;
      if (!isCurrent) return;
      const answer = check(tabId);
      running.current = { tabId, answer };
      const result = await answer;
      if (isCurrent) setState(result.ok ? { state: 'idle' } : { state: 'failed', code: result.error.code });
    };
    const waiting = requestIdleCallback(() => void ask(), { timeout: PATIENCE_MS });
    return () => {
      isCurrent = false;
      cancelIdleCallback(waiting);
    };
  }, [check, tabId, visit, asked, isReady]);
  return state;
}
