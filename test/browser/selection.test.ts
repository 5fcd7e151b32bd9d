import { describe, expect, test } from 'vitest';
import { queryWithin } from '#lib/capture/safe-dom.ts';
import { quoteOfRanges, readSelection } from '#lib/capture/selection.ts';
import { cleanText } from '#lib/core/text.ts';
import { bracketed, contentsOf, find, findAll, folded, openPage, samplePages } from './page.ts';

async function quoteOf(html: string): Promise<string> {
  const page = await openPage(html);
  return quoteOfRanges([contentsOf(page.body)]);
}

async function select(html: string): Promise<Document> {
  const page = await openPage(html);
  const range = bracketed(page);
  const selection = Document.prototype.getSelection.call(page);
  selection?.removeAllRanges();
  selection?.addRange(range);
  return page;
}

describe('the selection', () => {
  test('is read with its ranges', async () => {
    const page = await select('<p>one [two <b>three</b> fo]ur</p>');
    const selected = readSelection(page);
    expect(selected?.quote).toBe('two three fo');
    expect(selected?.ranges.map(String)).toEqual(['two three fo']);
  });

  test('that is none, or nothing but space, is undefined', async () => {
    expect(readSelection(await openPage('<p>a</p>'))).toBeUndefined();
    expect(readSelection(await select('<p>a[]b</p>'))).toBeUndefined();
    expect(readSelection(await select('<p>a[ &nbsp;\n ]b</p>'))).toBeUndefined();
    expect(readSelection(await select('<p>a[<span hidden>x</span>]b</p>'))).toBeUndefined();
    expect(readSelection(new DOMParser().parseFromString('<p>a', 'text/html'))).toBeUndefined();
  });

  test('keeps its ranges when the user selects something else', async () => {
    const page = await select('<p>one [two] three</p>');
    const selected = readSelection(page);
    page.getSelection()?.removeAllRanges();
    expect(selected?.ranges.map(String)).toEqual(['two']);
  });

  test('on a page that has replaced what selections are read with', async () => {
    const page = await select('<img name="getSelection"><form><input name="parentNode"><p>a [b] c</p></form>');
    expect(page.getSelection).not.toBeTypeOf('function');
    expect(readSelection(page)?.quote).toBe('b');
  });

  test('leaves the page and itself as they were', async () => {
    const page = await select('<ul><li>a [b<li>c] d</ul>');
    const before = page.documentElement.outerHTML;
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((found) => records.push(...found));
    observer.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
    readSelection(page);
    expect(observer.takeRecords()).toEqual([]);
    observer.disconnect();
    expect(page.documentElement.outerHTML).toBe(before);
    expect(page.getSelection()?.toString()).toBe('b\nc');
  });

  test('all of it in the middle of a pair of surrogates, with no broken half', async () => {
    const page = await openPage('<p>a😀b</p>');
    const range = page.createRange();
    const text = find(page, 'p').firstChild;
    if (!text) throw new Error('no text');
    range.setStart(text, 2);
    range.setEnd(text, 4);
    expect(quoteOfRanges([range]).isWellFormed()).toBe(true);
  });
});

describe('the quote is what the reader saw', () => {
  test.each([
    ['blocks', '<h1>A</h1><p>b</p><div>c</div><div>d</div>', 'A\n\nb\n\nc\nd'],
    ['line breaks', '<p>a<br>b<br><br>c<br></p>', 'a\nb\n\nc'],
    ['folded space', '<p>  a \n b\t<b> c </b>  d  </p>', 'a b c d'],
    ['no-break and ideographic space', '<p>a&nbsp;&nbsp;b　c</p>', 'a\u00a0\u00a0b\u3000c'],
    ['nested inline', '<p><b><i>a</i><u>b</u></b><span>c</span></p>', 'abc'],
    ['code', '<pre>  a\n\n\tb\n</pre>', '  a\n\n\tb'],
    ['kept space', '<div style="white-space:pre-wrap">a  b\nc</div>', 'a  b\nc'],
    ['kept lines', '<div style="white-space:pre-line">a  b \n c</div>', 'a b\nc'],
    ['lists', '<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul>', 'a\n\nb\nc\n\nd'],
    ['tables', '<table><tr><th>A<th>B<tr><td>1<td><p>2</p><tr><td><td>3</table>', 'A\tB\n1\t2\n\t3'],
    ['Chinese broken over lines', '<p>第一行\n    第二行，\n第三行 a\nb</p>', '第一行第二行，第三行 a b'],
    ['Chinese broken between elements', '<p>第一\n<b>行</b>\n<i>x</i></p>', '第一行 x'],
    ['right to left', '<p dir=rtl>שלום <b>עולם</b> abc</p>', 'שלום עולם abc'],
    ['emoji', '<p>👨‍👩‍👧‍👦 🏳️‍🌈 1️⃣<img alt="😀" src="https://a.example/x.png"></p>', '👨‍👩‍👧‍👦 🏳️‍🌈 1️⃣😀'],
    ['words side by side in a flex row', '<div style="display:flex"><span>$</span><span>29</span></div>', '$ 29'],
    ['ruby', '<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>', '漢字(かんじ)'],
    ['controls', '<p>a&#x7;b&#x1B;[31m</p>', 'ab[31m'],
    ['a picture between words', '<b>a</b><img style="display:block" src="https://a.example/x.png" alt="no">b', 'a\nb'],
    ['drawn words', '<svg><title>no</title><text>one</text><text>two</text></svg>', 'one\ntwo'],
  ])('%s', async (_, html, expected) => {
    expect(await quoteOf(html)).toBe(expected);
  });

  test.each([
    ['<b hidden>x</b>'],
    ['<b style="display:none">x</b>'],
    ['<b style="visibility:hidden">x</b>'],
    ['<b style="font-size:0">x</b>'],
    ['<b style="content-visibility:hidden;display:block">x</b>'],
    ['<b style="position:absolute;clip:rect(0,0,0,0)">x</b>'],
    ['<b style="position:absolute;width:1px;height:1px;overflow:hidden">x</b>'],
    ['<b style="position:absolute;clip-path:inset(50%)">x</b>'],
    ['<b style="user-select:none">x</b>'],
    ['<script>x</script><style>x</style><noscript>x</noscript><template>x</template>'],
    ['<select><option>x</select><textarea>x</textarea><input value=x><iframe srcdoc=x></iframe><video>x</video>'],
    ['<details>x<p>x</p></details>'],
  ])('without what is hidden: %s', async (html) => {
    expect(folded(await quoteOf(`a ${html} c`))).toBe('a c');
  });

  test('what is visible within what is hidden', async () => {
    expect(await quoteOf('<p style="visibility:hidden">x <b style="visibility:visible">a</b></p>')).toBe('a');
    expect(await quoteOf('<details><summary>a</summary>x</details>')).toBe('a');
  });

  test('pages that forbid selecting are read when a range is given', async () => {
    expect(await quoteOf('<style>body{user-select:none}</style><p>a</p>')).toBe('a');
  });

  test('ends in hidden parts', async () => {
    const page = await openPage(
      '<p>a <span hidden id=s>b c</span> d</p><p>e <span hidden id=e><i>f</i> g</span> h</p>',
    );
    const range = page.createRange();
    const start = find(page, '#s').firstChild;
    if (!start) throw new Error('no text');
    range.setStart(start, 1);
    range.setEnd(find(page, '#e'), 1);
    expect(quoteOfRanges([range])).toBe('d\n\ne');
  });

  // What scripts write is not there.
  const written = samplePages.filter(([name]) => name !== 'spa.html' && name !== 'stripes-long.html');
  test.each(written)('%s: the words that the browser itself would copy, hidden ones aside', async (_, html) => {
    const page = await openPage(html);
    const elements = findAll(page, 'p, li, td, th, h1, h2, h3, dd, dt, figcaption');
    expect(elements).not.toEqual([]);
    for (const element of elements) {
      // What is said of hidden text above is ours: `innerText` keeps some of it, and writes capitals where styles ask.
      if (queryWithin(element, 'span, small, button, select, textarea, svg, details, [class]').length > 0) continue;
      if (Element.prototype.closest.call(element, 'details:not([open]), [hidden], nav, [role=tooltip]')) continue;
      const { textTransform, userSelect } = getComputedStyle(element);
      if (textTransform !== 'none' || userSelect === 'none' || !('innerText' in element)) continue;
      // `innerText` is the browser's own account of what is shown
      expect(folded(quoteOfRanges([contentsOf(element)]))).toBe(folded(cleanText(String(element.innerText))));
    }
  });
});

test('a page of a million characters is read to its end', async () => {
  const page = await openPage('<main></main>');
  const main = find(page, 'main');
  for (let index = 0; index < 10_000; index += 1) {
    const paragraph = page.createElement('p');
    const bold = page.createElement('b');
    bold.textContent = `Paragraph ${index}`;
    paragraph.append(
      bold,
      ' says the same as all the others, over and over, in words that make it a hundred units long. ',
    );
    main.append(paragraph);
  }
  const lines = quoteOfRanges([contentsOf(main)]).split('\n\n');
  expect(lines).toHaveLength(10_000);
  expect(lines.at(-1)).toMatch(/^Paragraph 9999 says/);
});
