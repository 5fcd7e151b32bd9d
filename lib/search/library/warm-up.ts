import { breathe } from './breathe.ts';
import type { Question } from './question.ts';

/** Searches of each sort that the engine goes about in a way of its own: a letter, words, slips, Chinese, a filter. */
const SEARCHES = ['e', 'pricing report', 'pricn', 'pricng', '价', '用户反馈', '-type:note export'] as const;
/** So often, the code has been made fast. */
const ROUNDS = 3;

/** Asks what somebody may ask: the first search of its sort takes several times as long as those that follow. */
export async function warmUp(ask: (question: Question) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of SEARCHES) {
      await breathe();
      await ask({ filter: { view: 'all', text }, projectId: undefined, order: 'relevance', group: undefined });
    }
  }
}
