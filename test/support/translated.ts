import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';

const LATIN_WORD = /[A-Za-z]{2,}/g;

/** Everything that a page says: visible text, names, hints and its title; a string for each element. */
export async function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = [document.title];
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      if (!element.checkVisibility()) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '');
    }
    return said.map((text) => text.trim()).filter(Boolean);
  });
}

/**
 * What a page in Chinese says in another alphabet, other than the words that the Chinese messages themselves have (names
 * and formats: Gleaner, Markdown) and `expected` (names of keys and of what the test put there).
 */
export async function untranslated(page: Page, expected: readonly string[]): Promise<string[]> {
  const messages = JSON.parse(await readFile('public/_locales/zh_CN/messages.json', 'utf8')) as Record<
    string,
    { message: string }
  >;
  const known = new Set([
    ...expected,
    ...Object.values(messages).flatMap(({ message }) => message.match(LATIN_WORD) ?? []),
  ]);
  return (await wordsOf(page)).filter((text) => (text.match(LATIN_WORD) ?? []).some((word) => !known.has(word)));
}
