import { afterEach, expect, test } from 'vitest';
import { textFragmentOf } from '#lib/capture/text-fragment/index.ts';
import { fragmentSelector } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, openPage } from './page.ts';

/** The fragment of what stands between `[` and `]`, decoded: its terms as they stand in the directive. */
async function fragmentOf(html: string, lang = 'en'): Promise<string | undefined> {
  document.documentElement.lang = lang;
  document.body.innerHTML = html;
  return read(bracketed(document));
}

async function read(range: AbstractRange): Promise<string | undefined> {
  const value = await textFragmentOf(range);
  if (value === undefined) return undefined;
  const conformsTo = 'https://wicg.github.io/scroll-to-text-fragment/';
  expect(fragmentSelector.safeParse({ type: 'FragmentSelector', conformsTo, value }).error).toBeUndefined();
  return value.slice(':~:text='.length).split(',').map(decodeURIComponent).join(' | ');
}

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.lang = 'en';
});

const LONG =
  'Our team exports hundreds of comments every month, and the export keeps failing with no word of why it did so, which costs us days.';

test.each([
  ['the words as such, where they stand once', '<p>It [exports to CSV] for all.</p>', 'exports to CSV'],
  ['whole words', '<p>It ex[ports to C]SV for all.</p>', 'exports to CSV'],
  ['words across marks in a line', '<p>It <b>ex[ports</b> to <i>C]SV</i> for all.</p>', 'exports to CSV'],
  ['a long line by its ends', `<p>[${LONG}]</p>`, 'Our team exports hundreds | so, which costs us days.'],
  ['a line after the other by its ends', '<p>x [one two</p><ul><li>three</li><li>four] y</li></ul>', 'one two | four'],
  ['lines that are broken by their ends', '<p>[one two<br>three four]<br>five</p>', 'one two | three four'],
  ['no space around', '<p>a <b>[ b </b>c ] d</p>', 'b c'],
  [
    'no word that ends with a vowel sign, which Firefox would not find',
    '<p>لكن [التصدير يفشل كثيراً] دون</p>',
    'التصدير يفشل',
  ],
  ['no soft hyphens', '<p>a [won\u00addrous] day</p>', 'wondrous'],
])('takes %s', async (_, html, expected) => {
  expect(await fragmentOf(html)).toBe(expected);
});

const PLANS = '<h2>Team</h2><p>Free</p><h2>Business</h2><p>[Free]</p><h2>Enterprise</h2><p>Free</p>';
const ROWS = (marked: number) =>
  `<ul>${Array.from({ length: 30 }, (__, row) => `<li>Row ${row}: ${row === marked ? '[yes]' : 'yes'}</li>`).join('')}</ul>`;

test.each([
  ['the words before it, of another block', PLANS, 'Business- | Free'],
  ['the words before it, of its line', ROWS(17), 'Row 17:- | yes'],
  ['the words after it', '<p>[Free] for all</p><p>Free for one</p>', 'Free | -for all'],
  ['words in a text field', '<input value="Free for all"><p>now [free for all]</p>', 'now- | free for all'],
  ['words typed into a text area', '<p>now [free]</p><textarea>Free for all</textarea>', 'now- | free'],
  ['no words in a longer word', '<p>freedom</p><p>[Free]</p><p>Freelancers</p>', 'Free'],
  ['no words that are not seen', '<p hidden>Free</p><p style="visibility: hidden">Free</p><p>[Free]</p>', 'Free'],
  ['words that a browser takes for the same', '<p>résumé</p><p>my [RESUME] here</p>', 'my- | RESUME'],
  [
    'words that come to be seen when they are found',
    '<details><summary>x</summary>Free</details><h2>Team</h2><p>[Free]</p>',
    'Team- | Free',
  ],
  [
    'the words around both ends',
    `<p>${LONG} A</p><p>[${LONG}] B</p>`,
    'costs us days. A- | Our team exports hundreds | so, which costs us days.',
  ],
])('tells it from others by %s', async (_, html, expected) => {
  expect(await fragmentOf(html)).toBe(expected);
});

test('cuts Chinese between words', async () => {
  expect(await fragmentOf('<p>免费版只保留十四天的历[史记录，导]出需要团队版。</p>', 'zh-CN')).toBe('历史记录，导出');
});

test('begins before the passage where nothing else tells it from others', async () => {
  const plans = (marked: string) =>
    `<h2>Team</h2><p>monthly</p><p>Free</p><p>Buy</p><h2>Business</h2><p>monthly</p><p>${marked}</p><p>Buy</p>`;
  expect(await fragmentOf(plans('[Free]'))).toBe('Business | Free');
});

test('leads nowhere rather than to another passage', async () => {
  const twins = (marked: string, other: string) =>
    `<main>${`<p>Same</p>${other}<p>Same</p>`}${marked}<p>Same</p></main>`;
  // The first of its kind is where a browser ends up all the same.
  expect(await fragmentOf(`<p>[Free]</p>${'<p>Free</p>'.repeat(300)}`)).toBe('Free');
  expect(await fragmentOf(`${'<p>Free</p>'.repeat(300)}<p>[Free]</p>${'<p>Free</p>'.repeat(300)}`)).toBeUndefined();
  expect(await fragmentOf(twins('<p>[Free]</p>', '<p>Free</p>'))).toBeUndefined();
});

test('leads nowhere in frames, in shadow trees, and where there are no words', async () => {
  const framed = await openPage('<p>some [words] here</p>');
  expect(await read(bracketed(framed))).toBeUndefined();
  document.body.innerHTML = '<div></div><p>[ ]</p><p>[<img alt="x">]</p>';
  const root = find(document, 'div').attachShadow({ mode: 'open' });
  root.innerHTML = '<p>some words</p>';
  const [inside] = root.childNodes;
  if (!inside) throw new Error('nothing is in the shadow tree');
  expect(await read(contentsOf(inside))).toBeUndefined();
  expect(await read(bracketed(document))).toBeUndefined();
  expect(await read(bracketed(document))).toBeUndefined();
});

test('reads hostile pages', async () => {
  expect(await fragmentOf('<form><input name="childNodes"><input name="parentNode"><p>Fr[ee]</p></form>')).toBe('Free');
  const odd = await fragmentOf('<p>[a-b,c&amp;d#e%f (g)*]</p>');
  expect(odd).toBe('a-b,c&d#e%f (g)*');
});

test('finds its way on a page of 1.3 million characters, and leaves it as it was', async () => {
  const paragraphs = Array.from({ length: 9_000 }, (_, at) => `<p><b>Nr. ${at}</b> ${LONG}</p>`);
  document.body.innerHTML = paragraphs.join('');
  const before = document.body.innerHTML;
  const paragraph = document.querySelectorAll('p')[8_000];
  if (!paragraph) throw new Error('there is no such paragraph');
  expect(await read(contentsOf(paragraph))).toBe('Nr. 8000 Our team exports | so, which costs us days.');
  expect(document.body.innerHTML).toBe(before);
});
