import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '#lib/core/errors.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import zh from '#public/_locales/zh_CN/messages.json' with { type: 'json' };

const keys = Object.keys(en) as (keyof typeof en)[];
const pairs = keys.map((key) => [key, en[key].message, zh[key]?.message ?? ''] as const);

/** Names that are the same in both languages. */
const SAME = new Set<string>(['export_json_label']);

/** Sentences end in a full stop, a question mark, a bracket or a quotation mark; labels never end in a full stop. */
const SENTENCE_END = { en: /[.?!](?:[”)])?$/, zh: /[。？！](?:[”）])?$/ };

const placeholders = (message: string) => (message.match(/\$\d/g) ?? []).sort();

async function source(): Promise<string> {
  const parts: string[] = [await readFile('wxt.config.ts', 'utf8')];
  for await (const path of glob(['components/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx,html}', 'lib/**/*.{ts,tsx}'])) {
    parts.push(await readFile(path, 'utf8'));
  }
  return parts.join('\n');
}

describe('the strings', () => {
  it('are the same ones in both languages, sorted alike', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  it('are all used', async () => {
    const text = await source();
    const ofErrors = ERROR_CODES.map((code) => `error_${code}`);
    const isUsed = (key: string) =>
      ofErrors.includes(key) || new RegExp(`['"\`]${key}['"\`]|__MSG_${key}__`).test(text);
    const unused = keys.filter((key) => !isUsed(key));
    expect(unused).toEqual([]);
  });

  it('are all there where the manifest or a page names them', async () => {
    const named = [...(await source()).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((key) => !Object.hasOwn(en, key ?? ''))).toEqual([]);
  });

  it.each(pairs)('%s is said in Chinese', (key, english, chinese) => {
    expect(english).not.toMatch(/\p{Script=Han}/u);
    const hasWords = /\p{L}/u.test(english.replaceAll(/\$\d/g, ''));
    if (key === 'language_tag') expect([english, chinese]).toEqual(['en', 'zh-CN']);
    else if (SAME.has(key)) expect(chinese).toBe(english);
    else if (hasWords) expect(chinese).toMatch(/\p{Script=Han}/u);
  });

  it.each(pairs)('%s has the same placeholders in both', (_key, english, chinese) => {
    expect(placeholders(chinese)).toEqual(placeholders(english));
    expect(new Set(placeholders(english)).size).toBe(placeholders(english).length);
  });

  it.each(pairs)('%s is plain text, trimmed and well set', (_key, english, chinese) => {
    for (const message of [english, chinese]) {
      expect(message).not.toMatch(/[<>]|&\w+;|^\s|\s$|\s\s|\.\.\.|["']$/);
    }
    // Chinese has its own punctuation; "findings.md" and "1–4" are no sentences.
    expect(chinese).not.toMatch(/\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}|\p{Script=Han}\.|"/u);
  });

  it.each(pairs)('%s ends alike in both', (key, english, chinese) => {
    // In Chinese, unlike in English, a title of two clauses needs no stop.
    if (SENTENCE_END.en.test(english) && !key.endsWith('_title')) expect(chinese).toMatch(SENTENCE_END.zh);
    if (SENTENCE_END.zh.test(chinese)) expect(english).toMatch(SENTENCE_END.en);
    expect(chinese.endsWith('…')).toBe(english.endsWith('…'));
  });

  it.each(pairs.filter(([key]) => key.startsWith('error_')))('%s is a whole sentence', (_key, english, chinese) => {
    expect(english).toMatch(SENTENCE_END.en);
    expect(chinese).toMatch(SENTENCE_END.zh);
  });
});
