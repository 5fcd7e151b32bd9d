import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useMemo, useState } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { complete, type Suggestion } from '#lib/search/query/complete.ts';
import { parse } from '#lib/search/query/parse.ts';
import { resolve } from '#lib/search/query/resolve.ts';
import { removePart, replaceValue } from '#lib/search/query/write.ts';
import { useCompletion } from './search-completion.ts';
import { useSearchDraft } from './search-draft.ts';
import { SearchFilters } from './search-filters.tsx';
import { SearchHelp } from './search-help.tsx';
import { SearchSuggestions, suggestionId } from './search-suggestions.tsx';
import { type SearchVocabulary, searchLanguage } from './search-vocabulary.ts';
import './search-box.css';

/** Puts text in the place of a stretch of what stands in an input, as if it had been typed: it can be undone. */
function typeInto(input: HTMLInputElement, from: number, to: number, text: string): void {
  input.focus();
  input.setSelectionRange(from, to);
  // Deprecated, and the only way that keeps the input's own undo.
  document.execCommand('insertText', false, text);
}

/**
 * Whether a name is being typed at the caret that means nothing yet, but begins one that does. It would find nothing, and
 * it is not wrong.
 */
function isBeginning(text: string, caret: number, { names, known }: SearchVocabulary): boolean {
  const completion = complete(text, caret, known, searchLanguage());
  if (!completion?.isValue || completion.suggestions.length === 0) return false;
  const { problems } = resolve(parse(text), names, Date.now());
  return problems.some(({ from, to, value }) => from < caret && caret <= to && value === completion.typed);
}

type Props = {
  input: RefObject<HTMLInputElement | null>;
  /** What is searched for. */
  text: string;
  vocabulary: SearchVocabulary;
  onText(text: string): void;
};

/**
 * Where a search is typed, by the ARIA combobox pattern (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). It stays
 * text, to be edited like any other; what was understood of it stands below.
 */
export function SearchBox({ input, text, vocabulary, onText }: Props) {
  const id = useId();
  const listId = `${id}-list`;
  const [caret, setCaret] = useState(0);
  const [isComposing, setComposing] = useState(false);
  const { shown, write, flush } = useSearchDraft(text, onText);
  const query = useMemo(() => parse(shown), [shown]);
  const { problems } = useMemo(() => resolve(query, vocabulary.names, Date.now()), [query, vocabulary]);
  const offer = useCompletion(shown, caret, vocabulary.known);
  const isOffered = offer.isShown && !isComposing;
  const isQuiet = !vocabulary.isLoaded || isComposing || (isOffered && isBeginning(shown, caret, vocabulary));

  function take(field: HTMLInputElement, composing: boolean): void {
    const at = field.selectionEnd ?? field.value.length;
    setCaret(at);
    write(field.value, composing || isBeginning(field.value, at, vocabulary));
  }

  function choose({ value, insert }: Suggestion): void {
    const { completion } = offer;
    if (!input.current || !completion) return;
    const isLast = value !== undefined && completion.to === shown.length;
    typeInto(input.current, completion.from, completion.to, isLast ? `${insert} ` : insert);
    // A field asks for its value.
    if (value !== undefined) offer.close();
  }

  function change(next: string): void {
    offer.close();
    write(next, false);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // 229 is how browsers name a key that the input method took before `isComposing` is set.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const suggestion = isOffered ? offer.completion?.suggestions[offer.active] : undefined;
    if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && isOffered)) {
      event.preventDefault();
      if (isOffered) offer.step(event.key === 'ArrowDown' ? 1 : -1);
      else offer.ask();
    } else if (suggestion && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))) {
      event.preventDefault();
      choose(suggestion);
    } else if (event.key === 'Enter') {
      offer.close();
      flush(event.currentTarget.value);
    } else if (event.key === 'Escape' && isOffered) {
      event.preventDefault();
      event.stopPropagation();
      offer.close();
      flush(event.currentTarget.value);
    }
  }

  return (
    <search className="search-bar">
      <div className="search">
        <label htmlFor={id}>
          <Search className="icon faint" aria-hidden />
          <span className="visually-hidden">{t('search')}</span>
        </label>
        <input
          id={id}
          ref={input}
          type="search"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={isOffered}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOffered && offer.active >= 0 ? suggestionId(listId, offer.active) : undefined}
          placeholder={t('search_placeholder')}
          value={shown}
          onChange={({ target }) => {
            offer.typed();
            take(target, isComposing);
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={({ currentTarget }) => {
            setComposing(false);
            take(currentTarget, false);
          }}
          onSelect={({ currentTarget }) => {
            const at = currentTarget.selectionEnd ?? 0;
            setCaret(at);
            const current = currentTarget.value;
            if (!isComposing && !isBeginning(current, at, vocabulary)) flush(current);
          }}
          onBlur={({ currentTarget }) => {
            offer.close();
            flush(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        {shown ? (
          <button type="button" className="chip-remove" aria-label={t('search_clear')} onClick={() => change('')}>
            <X className="icon" aria-hidden />
          </button>
        ) : (
          <span className="kbd" aria-hidden="true">
            /
          </span>
        )}
        <SearchSuggestions
          id={listId}
          completion={offer.completion}
          isShown={isOffered}
          active={offer.active}
          onPoint={offer.point}
          onChoose={choose}
        />
      </div>
      <SearchHelp
        vocabulary={vocabulary.known}
        onTry={(example) => {
          if (!input.current) return;
          const end = shown.length;
          typeInto(input.current, end, end, /\S$/.test(shown) ? ` ${example}` : example);
          if (!example.endsWith(':')) offer.close();
        }}
      />
      <SearchFilters
        query={query}
        problems={isQuiet ? [] : problems}
        onRemove={(part) => change(removePart(shown, part))}
        onReplace={(part, value, by) => change(replaceValue(shown, part, value, by, searchLanguage()))}
      />
    </search>
  );
}
