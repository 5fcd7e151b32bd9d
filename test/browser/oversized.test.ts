import { beforeAll, expect, test } from 'vitest';
import { isOversized, MAX_NODES, plainTextOf } from '#lib/capture/oversized.ts';
import { readElement, readRanges } from '#lib/capture/text-reading.ts';
import { LIMITS } from '#lib/core/text.ts';
import { find, openPage } from './page.ts';

/** Of paragraphs, each of which is two elements and two texts. */
const SECTIONS = 250;
const PARAGRAPHS = 1_000;
const WORDS = ' says as much as all others';

let page: Document;
let main: Element;

function reader() {
  const view = page.defaultView;
  if (!view) throw new Error('the page has no window');
  const load = (): never => {
    throw new Error('no part is loaded here');
  };
  return { document: page, view, url: 'https://acme.example/', t: (key: string) => key, target: {}, load };
}

function sectionAt(index: number): Element {
  const section = main.children[index];
  if (!section) throw new Error(`there is no section ${index}`);
  return section;
}

/** From one paragraph of a section up to another. */
function paragraphs(section: number, from: number, to: number): Range {
  const range = page.createRange();
  range.setStart(sectionAt(section), from);
  range.setEnd(sectionAt(section), to);
  return range;
}

/** The selection of whole sections. */
function sections(from: number, to: number): Range {
  const range = page.createRange();
  range.setStart(main, from);
  range.setEnd(main, to);
  const selection = page.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return range;
}

// A million nodes, and some 100 MB of memory. Browsers lay out only what is in view of it.
beforeAll(async () => {
  page = await openPage(
    '<style>section { content-visibility: auto; contain-intrinsic-height: 9000px }</style><main></main>',
  );
  main = find(page, 'main');
  const section = page.createElement('section');
  section.innerHTML = `<p><b>Nr.</b>${WORDS}</p>`.repeat(PARAGRAPHS);
  main.append(...Array.from({ length: SECTIONS }, () => section.cloneNode(true)));
});

test('a small part of a page of a million nodes is read as of any other', async () => {
  expect(page.querySelectorAll('p').length * 4).toBe(1_000_000);
  const { quote, markdown, renderHtml, isPlain, anchor } = await readRanges(reader(), [paragraphs(200, 500, 502)]);
  expect(quote).toBe(`Nr.${WORDS}\n\nNr.${WORDS}`);
  expect(markdown).toBe(`**Nr.**${WORDS}\n\n**Nr.**${WORDS}`);
  expect(renderHtml?.()).toContain('<b>Nr.</b>');
  expect(isPlain).toBeUndefined();
  expect(anchor?.selectors.length).toBeGreaterThan(1);
});

test('more than can be converted while somebody waits is kept as its words', async () => {
  const range = sections(0, 40);
  expect(isOversized([range])).toBe(true);
  const { quote, markdown, renderHtml, isPlain } = await readRanges(reader(), [range]);
  expect(isPlain).toBe(true);
  expect(markdown).toBe('');
  expect(renderHtml).toBeUndefined();
  expect(quote.startsWith(`Nr.${WORDS}`)).toBe(true);
  expect(quote.length).toBeLessThanOrEqual(LIMITS.quote);
  // Words that stood apart do so still.
  expect(quote.split(/\n+/)).toHaveLength(40_000);
});

test('words that are not selected are told apart by the elements that they are in', async () => {
  const other = page.createElement('div');
  other.innerHTML = '<p>a <b>b</b>\n c</p><script>x</script><ul><li>d<li hidden>y<li>e</ul><pre>f\n  g</pre>h<br>i';
  main.after(other);
  page.getSelection()?.removeAllRanges();
  const range = page.createRange();
  range.selectNode(other);
  expect(plainTextOf([range]).split(/\n+/)).toEqual(['a b c', 'd', 'e', 'f', '  g', 'h', 'i']);
  range.setStart(find(page, 'div b').firstChild ?? other, 0);
  range.setEnd(find(page, 'div li').firstChild ?? other, 1);
  expect(plainTextOf([range, range])).toBe('b c\n\nd\n\nb c\n\nd');
  other.remove();
});

test('more than a clip holds is refused, whichever way it is taken', async () => {
  await expect(readElement(reader(), main)).rejects.toMatchObject({ code: 'too_large' });
  await expect(readRanges(reader(), [sections(0, 70)])).rejects.toMatchObject({ code: 'too_large' });
});

test('nodes outside of a range do not count, and the bound is the bound', () => {
  const whole = Math.floor(MAX_NODES / (4 * PARAGRAPHS));
  expect(isOversized([paragraphs(249, 990, 999)])).toBe(false);
  expect(isOversized([sections(100, 100 + whole - 1)])).toBe(false);
  expect(isOversized([sections(100, 100 + whole + 2)])).toBe(true);
  // Parts that are read together count together.
  expect(isOversized([sections(0, whole - 1), sections(100, 103)])).toBe(true);
});
