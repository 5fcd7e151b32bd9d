import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type LanguageName, proseOf } from './prose.ts';

/** A text for passages to be taken from. Where lines are broken by hand, a paragraph ends at an empty one. */
export type Source = {
  group: 'prose' | 'articles' | 'documents' | 'a specification';
  language: LanguageName;
  isWrapped: boolean;
  textOf(random: () => number): string;
};

export const GROUPS = ['prose', 'articles', 'documents', 'a specification'] as const;

const ARTICLES = new URL('../fixtures/articles/', import.meta.url);

const SCRIPTS: readonly [LanguageName, RegExp][] = [
  ['Japanese', /[\u3040-\u30ff]/g],
  ['Chinese', /[\u4e00-\u9fff]/g],
  ['Arabic', /[\u0600-\u06ff]/g],
];

function languageOf(text: string): LanguageName {
  return SCRIPTS.find(([, script]) => (text.match(script)?.length ?? 0) > text.length / 10)?.[0] ?? 'English';
}

const articles = readdirSync(ARTICLES)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(new URL(name, ARTICLES), 'utf8'));

const PACKAGES = new URL('../../node_modules/', import.meta.url);
const fileOf = (path: string): string => readFileSync(new URL(path, PACKAGES), 'utf8');

/** The words of a README as its page shows them: no tags, and of links and pictures no addresses. */
const readmeOf = (path: string): string =>
  fileOf(path)
    .replace(/<!--[\s\S]*?-->|<[^>]+>/g, '')
    .replace(/!?\[([^[\]]*)\](?:\([^)\s]*\)|\[[^\]]*\])/g, '$1')
    .replace(/\[([^[\]]*)\](?:\([^)\s]*\)|\[[^\]]*\])/g, '$1')
    .replace(/^\s*\[[^\]]+\]: .*$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');

const documents: [LanguageName, string][] = [
  [
    'English',
    [readmeOf('dompurify/README.md'), readmeOf('fflate/README.md'), readmeOf('@biomejs/biome/README.md')].join('\n'),
  ],
  ['Chinese', readmeOf('@biomejs/biome/README.zh-CN.md')],
  ['Japanese', readmeOf('@biomejs/biome/README.ja.md')],
];

const specification = fileOf('commonmark-spec/spec.txt')
  .slice(9_000)
  // Its examples are all alike.
  .replace(/^`{32} example[\s\S]*?^`{32}$/gm, '');

const LEAST = 6_000;

/** A part of a text, or all of it with prose below, so that there is room for long passages. */
const partOf = (text: string, language: LanguageName, random: () => number): string => {
  const start = Math.floor(random() * Math.max(0, text.length - 20_000));
  const part = text.slice(start, start + 20_000).toWellFormed();
  return part.length < LEAST ? `${part}\n${proseOf(language, LEAST - part.length, random)}` : part;
};

const languages = Object.keys(LANGUAGES) as LanguageName[];

/** Words in random order, of four languages; articles; documents of packages; and a text that repeats itself. */
export const SOURCES: readonly Source[] = [
  ...languages.map(
    (language): Source => ({
      group: 'prose',
      language,
      isWrapped: false,
      textOf: (random) => proseOf(language, LEAST + random() * 20_000, random),
    }),
  ),
  ...languages.map((language): Source => {
    const text = articles.filter((article) => languageOf(article) === language).join('\n');
    return { group: 'articles', language, isWrapped: false, textOf: (random) => partOf(text, language, random) };
  }),
  ...documents.map(
    ([language, text]): Source => ({
      group: 'documents',
      language,
      isWrapped: false,
      textOf: (random) => partOf(text, language, random),
    }),
  ),
  {
    group: 'a specification',
    language: 'English',
    isWrapped: true,
    textOf: (random) => specification.slice(0, 60_000 + Math.floor(random() * 60_000)),
  },
];
