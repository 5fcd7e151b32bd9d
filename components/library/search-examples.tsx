import { t } from '#lib/platform/i18n.ts';
import type { KnownName, Vocabulary } from '#lib/search/query/complete.ts';
import { formatPart, quoted } from '#lib/search/query/format.ts';
import { FILTER_FIELDS, type FilterField } from '#lib/search/query/query.ts';
import { FIELD_NAMES, VALUE_NAMES } from '#lib/search/query/spelling.ts';
import { FIELD_HELP } from './search-suggestions.tsx';
import { searchLanguage } from './search-vocabulary.ts';

type Example = { text: string; meaning: string };

function mostUsed(names: readonly KnownName[]): string | undefined {
  return names.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]?.name;
}

/** A value for each field: of those that the user made, the one that most clips have. */
function exampleValues({ tags, actors, projects, sites }: Vocabulary): Record<FilterField, string | undefined> {
  const language = searchLanguage();
  return {
    type: VALUE_NAMES.type.feedback[language][0],
    tag: mostUsed(tags),
    about: mostUsed(actors),
    site: mostUsed(sites),
    project: mostUsed(projects),
    method: VALUE_NAMES.method.interview[language][0],
    before: String(new Date().getFullYear()),
    after: language === 'zh' ? '7天' : '7d',
    on: language === 'zh' ? '今天' : 'today',
    has: VALUE_NAMES.has.screenshot[language][0],
    is: VALUE_NAMES.is.important[language][0],
  };
}

function examplesOf(vocabulary: Vocabulary): { words: Example[]; filters: Example[] } {
  const language = searchLanguage();
  const values = exampleValues(vocabulary);
  const written = (field: FilterField, all: readonly string[], isExcluded = false) =>
    formatPart({ kind: 'filter', from: 0, to: 0, field, values: all, isExcluded }, language);
  const words = t('search_example_words');
  const { type } = VALUE_NAMES;
  return {
    words: [
      { text: words, meaning: t('search_help_words') },
      { text: quoted(words), meaning: t('search_help_phrase') },
      { text: `-${t('search_example_word')}`, meaning: t('search_help_not') },
      { text: written('has', [VALUE_NAMES.has.note[language][0]], true), meaning: t('search_help_not_filter') },
      {
        text: written('type', [type.feedback[language][0], type.competitor[language][0]]),
        meaning: t('search_help_several'),
      },
    ],
    filters: FILTER_FIELDS.filter((field) => field !== 'project' || vocabulary.projects.length > 0).map((field) => ({
      text: written(field, values[field] === undefined ? [] : [values[field]]),
      meaning: t(FIELD_HELP[field]),
    })),
  };
}

type Props = { vocabulary: Vocabulary; onTry(text: string): void };

/** What can be searched, by examples that can be tried. For `later`. */
export default function SearchExamples({ vocabulary, onTry }: Props) {
  const language = searchLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  const { words, filters } = examplesOf(vocabulary);
  const list = (examples: readonly Example[]) => (
    <dl>
      {examples.map(({ text, meaning }) => (
        <div key={text}>
          <dt>
            <button type="button" className="search-example" onClick={() => onTry(text)}>
              {text}
            </button>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {list(words)}
      <h3>{t('search_help_filters')}</h3>
      {list(filters)}
      <p className="faint">
        {t('search_help_languages', `${FIELD_NAMES.tag[language][0]}:`, `${FIELD_NAMES.tag[other][0]}:`)}
      </p>
    </>
  );
}
