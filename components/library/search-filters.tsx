import { X } from 'lucide-react';
import type { MessageKey } from '#lib/core/message-key.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import type { FilterField, FilterPart, Problem, Query } from '#lib/search/query/query.ts';
import { type FixedField, fieldName, type Spelling, VALUE_NAMES, valueNamed } from '#lib/search/query/spelling.ts';
import { searchLanguage } from './search-vocabulary.ts';

const PROBLEMS = {
  type: 'search_problem_type',
  tag: 'search_problem_tag',
  about: 'search_problem_about',
  site: 'search_problem_site',
  project: 'search_problem_project',
  method: 'search_problem_method',
  before: 'search_problem_day',
  after: 'search_problem_day',
  on: 'search_problem_day',
  has: 'search_problem_has',
  is: 'search_problem_is',
} as const satisfies Record<FilterField, MessageKey>;

function isFixed(field: FilterField): field is FixedField {
  return field in VALUE_NAMES;
}

/** A value in the language of the interface, whichever it was typed in. */
function valueName(field: FilterField, value: string): string {
  if (!isFixed(field)) return value;
  const known: string | undefined = valueNamed(field, value);
  const names: Record<string, Spelling> = VALUE_NAMES[field];
  return (known === undefined ? undefined : names[known]?.[searchLanguage()][0]) ?? value;
}

/** What there is of a field that has a fixed set of values, for whoever wrote another one. */
function knownValues(field: FilterField): string | undefined {
  if (!isFixed(field)) return undefined;
  const names: Record<string, Spelling> = VALUE_NAMES[field];
  return t('search_problem_known', oneOf(Object.values(names).map((name) => name[searchLanguage()][0])));
}

/** "a", "a or b", "a, b, or c". */
function oneOf(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(names);
}

function filtersOf(query: Query): FilterPart[] {
  return query.filter((part) => part.kind === 'filter').filter(({ values }) => values.length > 0);
}

type Props = {
  query: Query;
  problems: readonly Problem[];
  onRemove(part: FilterPart): void;
  onReplace(part: FilterPart, value: string, by: string): void;
};

/** The filters of a search as they were understood, and what was not. */
export function SearchFilters({ query, problems, onRemove, onReplace }: Props) {
  const filters = filtersOf(query);
  const partOf = (problem: Problem) => filters.find(({ from }) => from === problem.from);
  return (
    <>
      {filters.length > 0 ? (
        <ul className="search-filters" aria-label={t('search_filters')}>
          {filters.map((part) => {
            const { field, values, isExcluded, from } = part;
            const names = oneOf(values.map((value) => valueName(field, value)));
            const isProblem = problems.some((problem) => problem.from === from);
            const said = `${isExcluded ? `${t('search_not')} ` : ''}${fieldName(field, searchLanguage())} ${names}`;
            return (
              <li
                className={`chip search-filter${isExcluded ? ' excluded' : ''}${isProblem ? ' unknown' : ''}`}
                key={from}
              >
                {isExcluded ? <b>{t('search_not')}</b> : null}
                <span className="faint">{fieldName(field, searchLanguage())}</span>
                <span className="cut">{names}</span>
                <button
                  type="button"
                  className="chip-remove"
                  aria-label={t('search_filter_remove', said)}
                  onClick={() => onRemove(part)}
                >
                  <X className="icon" aria-hidden />
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      {/* There before it has anything to say: else some readers do not say it. */}
      <div className="search-problems" role="status">
        {problems.map((problem) => {
          const { from, field, value, suggestion } = problem;
          const part = partOf(problem);
          return (
            <p key={`${from} ${value}`}>
              <span>{t(PROBLEMS[field], value)}</span>
              {suggestion !== undefined && part ? (
                <button type="button" className="search-link" onClick={() => onReplace(part, value, suggestion)}>
                  {t('search_did_you_mean', suggestion)}
                </button>
              ) : (
                <span>{knownValues(field)}</span>
              )}
            </p>
          );
        })}
      </div>
    </>
  );
}
