import { useEffect, useRef } from 'react';
import type { MessageKey } from '#lib/core/message-key.ts';
import { t, tNumber } from '#lib/platform/i18n.ts';
import type { Completion, Suggestion } from '#lib/search/query/complete.ts';
import type { FilterField } from '#lib/search/query/query.ts';
import { fieldName, valueNamed } from '#lib/search/query/spelling.ts';
import { searchLanguage } from './search-vocabulary.ts';
import '#components/ui/combobox.css';

/** What each field narrows by. */
export const FIELD_HELP = {
  type: 'search_by_type',
  tag: 'search_by_tag',
  about: 'search_by_about',
  site: 'search_by_site',
  project: 'search_by_project',
  method: 'search_by_method',
  before: 'search_by_before',
  after: 'search_by_after',
  on: 'search_by_on',
  has: 'search_by_has',
  is: 'search_by_is',
} as const satisfies Record<FilterField, MessageKey>;

function Content({ suggestion: { field, value, count }, isValue }: { suggestion: Suggestion; isValue: boolean }) {
  const name = `${fieldName(field, searchLanguage())}:`;
  if (value === undefined) {
    return (
      <>
        <span className="search-code">{name}</span>
        <span className="faint cut">{t(FIELD_HELP[field])}</span>
      </>
    );
  }
  const type = field === 'type' ? valueNamed('type', value) : undefined;
  return (
    <>
      {isValue ? null : <span className="search-code faint">{name}</span>}
      {type ? <span className={`dot t-${type}`} /> : null}
      <span className="cut">{value}</span>
      <span className="grow" />
      {count ? <span className="search-count">{tNumber(count)}</span> : null}
    </>
  );
}

type Props = {
  id: string;
  completion: Completion | undefined;
  isShown: boolean;
  /** Place of the one that Enter takes; -1 for none. */
  active: number;
  onPoint(index: number): void;
  onChoose(suggestion: Suggestion): void;
};

export const suggestionId = (listId: string, index: number): string => `${listId}-${index}`;

/** What the search may go on with, as the list of a combobox that has the focus and the keys. */
export function SearchSuggestions({ id, completion, isShown, active, onPoint, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown && active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [isShown, active]);
  return (
    <div
      className="combobox-list search-suggestions"
      id={id}
      ref={list}
      role="listbox"
      hidden={!isShown}
      aria-label={t('search_suggestions')}
    >
      {(isShown ? (completion?.suggestions ?? []) : []).map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of its list
        <div
          key={suggestion.insert}
          id={suggestionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // Pressing must not take the focus from the input: that would close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onPoint(index)}
          onClick={() => onChoose(suggestion)}
        >
          <Content suggestion={suggestion} isValue={completion?.isValue ?? false} />
        </div>
      ))}
    </div>
  );
}
