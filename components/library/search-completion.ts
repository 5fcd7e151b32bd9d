import { useState } from 'react';
import { nameKey } from '#lib/core/text.ts';
import { type Completion, complete, type Vocabulary } from '#lib/search/query/complete.ts';
import { searchLanguage } from './search-vocabulary.ts';

/** No suggestion is active. */
const NONE = -1;

type Offer = {
  completion: Completion | undefined;
  isShown: boolean;
  /** Place of the suggestion that Enter and Tab take; -1 for none. */
  active: number;
  /** Something was typed: suggestions come by themselves where they can help. */
  typed(): void;
  /** Somebody asked for suggestions. */
  ask(): void;
  close(): void;
  point(index: number): void;
  /** The next suggestion, or the one before, round the end. */
  step(by: 1 | -1): void;
};

/**
 * Suggestions for the place where the caret is. In a filter its best value is active at once, for nothing else can be
 * meant; a word is left alone until an arrow key has pointed at something.
 */
export function useCompletion(text: string, caret: number, vocabulary: Vocabulary): Offer {
  const [mode, setMode] = useState<'closed' | 'typed' | 'asked'>('closed');
  const [pointed, setPointed] = useState(NONE);
  const completion = mode === 'closed' ? undefined : complete(text, caret, vocabulary, searchLanguage());
  const suggestions = completion?.suggestions ?? [];
  const isIdle = completion !== undefined && !completion.isValue && completion.typed === '';
  const isShown = suggestions.length > 0 && (mode === 'asked' || !isIdle);
  const best = suggestions[0]?.value;
  const isWhole = best !== undefined && nameKey(best) === nameKey(completion?.typed ?? '');
  const isMeant = Boolean(completion?.isValue && completion.typed && !isWhole);
  const active = Math.min(isMeant ? Math.max(pointed, 0) : pointed, suggestions.length - 1);
  const set = (next: typeof mode) => {
    setMode(next);
    setPointed(NONE);
  };
  return {
    completion,
    isShown,
    active: isShown ? active : NONE,
    typed: () => set('typed'),
    ask: () => set('asked'),
    close: () => set('closed'),
    point: setPointed,
    step(by) {
      const last = suggestions.length - 1;
      if (by > 0) setPointed(active < last ? active + 1 : 0);
      else setPointed(active > 0 ? active - 1 : last);
    },
  };
}
