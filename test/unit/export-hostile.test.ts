import { expect, it } from 'vitest';
import { linkify } from '#lib/export/linkify.ts';
import { plainParagraphs } from '#lib/export/plain-text.ts';

const MANY = 60_000;

/** Far more than it takes, and far less than it took where each letter was compared with all that follow. In ms. */
const SOON = 5_000;

function quickly<T>(run: () => T): T {
  const since = performance.now();
  const result = run();
  expect(performance.now() - since).toBeLessThan(SOON);
  return result;
}

it.each([
  ['line breaks', '\n'.repeat(MANY)],
  ['blank lines', `${'\n \t'.repeat(MANY)}\n`],
])('a text of one word, thousands of %s and another one is two paragraphs, at once', (_, blank) => {
  const paragraphs = quickly(() => plainParagraphs(`${blank}a${blank}\n  b\nc${blank}`));
  expect(paragraphs.map(({ children }) => children)).toEqual([
    [{ type: 'text', value: 'a' }],
    [{ type: 'text', value: '  b' }, { type: 'break' }, { type: 'text', value: 'c' }],
  ]);
  expect(quickly(() => plainParagraphs(blank))).toEqual([]);
});

it('an address with thousands of brackets in it ends where the last ones of them do, at once', () => {
  const address = `https://a.example/${')'.repeat(MANY)}a`;
  const nodes = quickly(() => linkify(`See ${address}${').'.repeat(MANY)}`));
  expect(nodes.map(({ type }) => type)).toEqual(['text', 'link', 'text']);
  expect(nodes[1]).toMatchObject({ url: address });
});
