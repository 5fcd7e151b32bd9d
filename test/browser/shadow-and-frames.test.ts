import { describe, expect, test } from 'vitest';
import { elementsOf } from '#lib/capture/elements.ts';
import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentsIn } from '#lib/capture/frames.ts';
import { rangesToMarkdown } from '#lib/capture/markdown.ts';
import { placeOfElement, placeOfRange, rangeAround } from '#lib/capture/place.ts';
import { isFocusInForeignFrame, quoteOfRanges, readSelection } from '#lib/capture/selection.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { contentsOf, find, findAll, openPage } from './page.ts';

const BASE = 'https://acme.example/';

/** A page whose `<template shadowrootmode>` have become shadow roots, nested ones too. */
async function openWithShadows(html: string): Promise<Document> {
  const page = await openPage('<!doctype html><body>');
  page.body.setHTMLUnsafe(html);
  return page;
}

function shadowOf(host: Element): ShadowRoot {
  if (!host.shadowRoot) throw new Error('no shadow root');
  return host.shadowRoot;
}

function inShadow(root: ShadowRoot, selector: string): Element {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

function textIn(node: Node): Text {
  const text = node.firstChild;
  if (!text || text.nodeType !== Node.TEXT_NODE) throw new Error('no text');
  return text as Text;
}

function selectRange(page: Document, from: Node, start: number, to: Node, end: number): Range {
  const range = page.createRange();
  range.setStart(from, start);
  range.setEnd(to, end);
  const selection = page.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return range;
}

/** The document in a frame that has loaded `html` by way of `fill`. */
async function frameIn(page: Document, fill: (frame: HTMLIFrameElement) => void): Promise<Document> {
  const frame = page.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  fill(frame);
  page.body.append(frame);
  await loaded;
  if (!frame.contentDocument) throw new Error('no document');
  return frame.contentDocument;
}

/** The frames and hosts in `page` that an anchor leads through: the page itself is in frames of the test runner. */
function withinOf(page: Document, anchor: Anchor | undefined): string[] | undefined {
  return anchor?.within?.slice(placeOfElement(page.body)?.within?.length ?? 0);
}

/** What an anchor leads to, as the text that its quote stands in. */
function resolve(page: Document, anchor: Anchor): { text: string; elements: Element[] } {
  const { selectors } = anchor;
  let root: Document | ShadowRoot = page;
  for (const selector of withinOf(page, anchor) ?? []) {
    const hosts: Element[] = [...root.querySelectorAll(selector)];
    expect(hosts).toHaveLength(1);
    const [host] = hosts;
    const inside: Document | ShadowRoot | null | undefined =
      host?.localName === 'iframe' ? (host as HTMLIFrameElement).contentDocument : host?.shadowRoot;
    if (!inside) throw new Error(`${selector} leads nowhere`);
    root = inside;
  }
  const quoted = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const css = selectors.find((selector) => selector.type === 'CssSelector');
  const text = ('body' in root ? root.body : root).textContent ?? '';
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  if (quoted && position) expect(text.slice(position.start, position.end)).toBe(quoted.exact);
  return { text: quoted?.exact ?? '', elements: css ? [...root.querySelectorAll(css.value)] : [] };
}

describe('the flat tree', () => {
  const SLOTTED =
    '<x-host id=host><template shadowrootmode=open><i>0</i><slot name=b></slot><slot></slot><u>5</u></template>' +
    '<em>3</em><b slot=b>1</b><s slot=nowhere>x</s><b slot=b>2</b><em>4</em></x-host><p id=after>6</p>';

  function drawn(page: Document): string {
    const flat = new FlatTree();
    let text = '';
    for (let at: Node | undefined = page.body; at; at = flat.firstChild(at) ?? flat.following(at)) {
      if (at.nodeType === Node.TEXT_NODE) text += (at as Text).data;
    }
    return text;
  }

  test('is walked in the order in which it is drawn', async () => {
    expect(drawn(await openWithShadows(SLOTTED))).toBe('0123456');
  });

  test('has the default content of a slot that nothing is given to', async () => {
    const page = await openWithShadows(
      '<x-host><template shadowrootmode=open>a<slot name=no>b</slot></template>c</x-host>',
    );
    expect(drawn(page)).toBe('ab');
  });

  test('goes through slots that are handed on', async () => {
    const page = await openWithShadows(
      '<x-a><template shadowrootmode=open>1<x-b><template shadowrootmode=open>2<slot></slot>4</template>' +
        '<slot></slot></x-b>5</template>3</x-a>6',
    );
    expect(drawn(page)).toBe('123456');
  });

  test('leads up from what is slotted, by the slot and the host', async () => {
    const page = await openWithShadows(SLOTTED);
    const flat = new FlatTree();
    const host = find(page, '#host');
    const names = flat.ancestors(find(page, 'b')).map(({ localName }) => localName);
    expect(names).toEqual(['slot', 'x-host', 'body', 'html']);
    expect(flat.ancestors(inShadow(shadowOf(host), 'i')).map(({ localName }) => localName)).toEqual([
      'x-host',
      'body',
      'html',
    ]);
    expect(flat.contains(host, inShadow(shadowOf(host), 'u'))).toBe(true);
    expect(flat.contains(inShadow(shadowOf(host), 'slot'), find(page, 'b'))).toBe(true);
    expect(flat.contains(inShadow(shadowOf(host), 'i'), find(page, 'b'))).toBe(false);
  });

  test('passes over an end that is not drawn', async () => {
    const page = await openWithShadows(SLOTTED);
    const flat = new FlatTree();
    expect(flat.nodeAt(textIn(find(page, 's')), 0)).toBe(find(page, '#after'));
    expect(flat.nodeAt(find(page, '#host'), 0)).toBe(inShadow(shadowOf(find(page, '#host')), 'i'));
  });

  test('ends, also where hosts have names that hide their own', async () => {
    const page = await openWithShadows(
      '<form><input name=parentNode><input name=firstChild><x-a><template shadowrootmode=open>a</template></x-a></form>b',
    );
    expect(drawn(page)).toBe('ab');
  });
});

describe('a passage that runs into a shadow tree', () => {
  test('has what is drawn there in its place', async () => {
    const page = await openWithShadows(
      '<p id=a>before</p><x-host><template shadowrootmode=open><p>one <slot></slot> three</p></template>two</x-host>' +
        '<p id=b>after</p>',
    );
    const range = selectRange(page, textIn(find(page, '#a')), 0, textIn(find(page, '#b')), 5);
    expect(readSelection(page)?.quote).toBe('before\n\none two three\n\nafter');
    expect(rangesToMarkdown([range], BASE)).toBe('before\n\none two three\n\nafter');
  });

  test('has nothing of what its host does not draw', async () => {
    const page = await openWithShadows(
      '<p id=a>before</p><x-host><template shadowrootmode=open><p>drawn</p></template><p>undrawn</p></x-host><p id=b>after</p>',
    );
    const range = selectRange(page, textIn(find(page, '#a')), 0, textIn(find(page, '#b')), 5);
    expect(quoteOfRanges([range])).toBe('before\n\ndrawn\n\nafter');
  });

  test('keeps lists and tables that are put together over the border', async () => {
    const page = await openWithShadows(
      '<ul id=list><li>one</li><li><x-host><template shadowrootmode=open><b>two</b> of <slot></slot></template>' +
        '<a href="/x">three</a></x-host></li></ul>',
    );
    expect(rangesToMarkdown([contentsOf(find(page, '#list'))], BASE)).toBe(
      '- one\n- **two** of [three](https://acme.example/x)',
    );
  });
});

describe('a selection', () => {
  test('in a shadow tree is read', async () => {
    const page = await openWithShadows(
      '<p>light</p><x-host id=h><template shadowrootmode=open><p id=in>deep <b>words</b> here</p></template></x-host>',
    );
    const root = shadowOf(find(page, '#h'));
    const text = textIn(inShadow(root, '#in'));
    page.getSelection()?.setBaseAndExtent(text, 0, textIn(inShadow(root, 'b')), 5);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('deep words');
    const anchor = selected?.ranges[0] && placeOfRange(selected.ranges[0]);
    expect(withinOf(page, anchor)).toEqual(['#h']);
    expect(anchor && resolve(page, anchor).text).toBe('deep words');
  });

  test('two shadow trees deep is no more than its own words', async () => {
    const page = await openWithShadows(
      '<x-a id=a><template shadowrootmode=open>outer <x-b id=b><template shadowrootmode=open>' +
        '<p>inner most words</p></template></x-b> end</template></x-a>',
    );
    const inner = shadowOf(inShadow(shadowOf(find(page, '#a')), '#b'));
    const text = textIn(inShadow(inner, 'p'));
    page.getSelection()?.setBaseAndExtent(text, 6, text, 10);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('most');
    const anchor = selected?.ranges[0] && placeOfRange(selected.ranges[0]);
    expect(withinOf(page, anchor)).toEqual(['#a', '#b']);
    expect(anchor && resolve(page, anchor).text).toBe('most');
  });

  test('of a host as a whole is all of it', async () => {
    const page = await openWithShadows(
      '<p>a</p><div id=box><x-a><template shadowrootmode=open><p>one</p><p>two</p></template></x-a></div>',
    );
    const box = find(page, '#box');
    selectRange(page, box, 0, box, 1);
    expect(readSelection(page)?.quote).toBe('one\n\ntwo');
  });

  test('of several ranges is all of them, and never a host that none of them is in', async () => {
    const page = await openPage('<p id=a>one two</p><p id=b>three four</p>');
    // Browsers other than Firefox let a user select one range only; what is read takes any number.
    const first = page.createRange();
    first.selectNodeContents(find(page, '#a'));
    const second = page.createRange();
    second.setStart(textIn(find(page, '#b')), 6);
    second.setEnd(textIn(find(page, '#b')), 10);
    expect(quoteOfRanges([first, second])).toBe('one two\n\nfour');
    expect(rangesToMarkdown([first, second], BASE)).toBe('one two\n\nfour');
  });

  test.each<[string, (frame: HTMLIFrameElement) => void]>([
    ['with words of its own', (frame) => frame.setAttribute('srcdoc', '<p id=p>in a frame</p>')],
    ['that is blank and filled by a script', () => {}],
  ])('in a frame %s is read', async (_, fill) => {
    const page = await openPage('<p>outside</p>');
    const inside = await frameIn(page, fill);
    if (!inside.querySelector('#p')) inside.body.innerHTML = '<p id=p>in a frame</p>';
    const text = textIn(find(inside, '#p'));
    selectRange(inside, text, 3, text, 10);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('a frame');
    const anchor = selected?.ranges[0] && placeOfRange(selected.ranges[0]);
    expect(withinOf(page, anchor)).toHaveLength(1);
    expect(anchor && resolve(page, anchor).text).toBe('a frame');
  });

  test('in a frame in a frame is read, and anchored through both', async () => {
    const page = await openPage('<h1>outside</h1>');
    const outer = await frameIn(page, (frame) => frame.setAttribute('srcdoc', '<p>between</p>'));
    const inner = await frameIn(outer, (frame) => frame.setAttribute('srcdoc', '<ul><li>a<li id=li>b c</ul>'));
    const item = find(inner, '#li');
    const text = textIn(item);
    selectRange(inner, text, 0, text, 3);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('b c');
    expect(rangesToMarkdown(selected?.ranges ?? [], BASE)).toBe('- b c');
    const anchor = placeOfElement(item);
    expect(withinOf(page, anchor)).toHaveLength(2);
    if (!anchor) throw new Error('no anchor');
    expect(resolve(page, anchor)).toEqual({ text: 'b c', elements: [item] });
  });

  test('in a frame in a shadow tree is anchored through both', async () => {
    const page = await openWithShadows('<x-a id=a><template shadowrootmode=open><div></div></template></x-a>');
    const root = shadowOf(find(page, '#a'));
    const frame = page.createElement('iframe');
    const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
    frame.srcdoc = '<p>far inside</p>';
    root.append(frame);
    await loaded;
    const inside = frame.contentDocument;
    if (!inside) throw new Error('no document');
    const text = textIn(find(inside, 'p'));
    selectRange(inside, text, 0, text, 3);
    frame.focus();
    expect(readSelection(page)?.quote).toBe('far');
    const anchor = placeOfElement(find(inside, 'p'));
    expect(withinOf(page, anchor)).toHaveLength(2);
    expect(anchor && resolve(page, anchor).elements).toEqual([find(inside, 'p')]);
  });

  test('is not needed to find what may be picked: in frames and shadow trees, in each other', async () => {
    const page = await openWithShadows(
      '<img><x-a id=a><template shadowrootmode=open><img><div></div></template></x-a>',
    );
    const frame = page.createElement('iframe');
    const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
    frame.srcdoc = '<x-b><template shadowrootmode=open><img></template></x-b>';
    shadowOf(find(page, '#a')).append(frame);
    await loaded;
    expect(elementsOf(page, 'img')).toHaveLength(3);
  });

  test('where the focus is goes before one elsewhere', async () => {
    const page = await openPage('<p id=a>outside</p>');
    const inside = await frameIn(page, (frame) => frame.setAttribute('srcdoc', '<p id=p>inside</p>'));
    selectRange(page, textIn(find(page, '#a')), 0, textIn(find(page, '#a')), 7);
    selectRange(inside, textIn(find(inside, '#p')), 0, textIn(find(inside, '#p')), 6);
    (find(page, 'iframe') as HTMLIFrameElement).focus();
    expect(readSelection(page)?.quote).toBe('inside');
  });

  test('in a frame of another site is told from none', async () => {
    const page = await openPage('<p>outside</p>');
    const frame = page.createElement('iframe');
    frame.setAttribute('sandbox', '');
    frame.srcdoc = '<p>inside</p>';
    const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
    page.body.append(frame);
    await loaded;
    expect(isFocusInForeignFrame(page)).toBe(false);
    frame.focus();
    expect(readSelection(page)).toBeUndefined();
    expect(isFocusInForeignFrame(page)).toBe(true);
  });

  test('after the page has gone on without loading is that of the new content', async () => {
    const page = await openPage('<main><p>old words</p></main>');
    const main = find(page, 'main');
    selectRange(page, textIn(find(page, 'p')), 0, textIn(find(page, 'p')), 3);
    expect(readSelection(page)?.quote).toBe('old');
    main.innerHTML = '<p>new words</p>';
    expect(readSelection(page)).toBeUndefined();
    selectRange(page, textIn(find(page, 'p')), 0, textIn(find(page, 'p')), 3);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('new');
    const anchor = selected?.ranges[0] && placeOfRange(selected.ranges[0]);
    expect(anchor && resolve(page, anchor).text).toBe('new');
  });

  test.each([
    ['right to left', 'direction: rtl', 'שלום עולם 12 abc', 5, 12],
    ['from top to bottom', 'writing-mode: vertical-rl', '縦書きの文章です', 2, 6],
  ])('of words that run %s is in the order of reading', async (_, style, words, start, end) => {
    const page = await openPage(`<div style="${style}"><p>${words}</p></div>`);
    const text = textIn(find(page, 'p'));
    selectRange(page, text, start, text, end);
    expect(readSelection(page)?.quote).toBe(words.slice(start, end));
  });
});

describe('text that is typed', () => {
  async function typed(html: string, start: number, end: number): Promise<Document> {
    const page = await openPage(html);
    const field = find(page, 'input, textarea') as HTMLInputElement | HTMLTextAreaElement;
    field.focus();
    field.setSelectionRange(start, end);
    return page;
  }

  test.each([
    ['<textarea>one two\nthree</textarea>', 4, 13, 'two\nthree'],
    ['<input value="one two">', 0, 3, 'one'],
    ['<form><input name=value><textarea name=selectionStart>one two</textarea></form>', 0, 0, undefined],
    ['<input type=password value="secret">', 0, 6, undefined],
    ['<input type=PassWord value="secret">', 0, 6, undefined],
  ])('is read where it is selected: %s', async (html, start, end, expected) => {
    const page = await typed(html, start, end);
    expect(readSelection(page)?.quote).toBe(expected);
  });

  test('that was a password a moment ago is read no more than one', async () => {
    const page = await typed('<input type=text autocomplete="current-password" value="secret">', 0, 6);
    expect(readSelection(page)).toBeUndefined();
  });

  test('in what is editable is part of the page', async () => {
    const page = await openPage('<div contenteditable><p>one <b>two</b></p><p>three</p></div>');
    const range = page.createRange();
    range.setStart(textIn(find(page, 'b')), 0);
    range.setEnd(textIn(findAll(page, 'p')[1] as Element), 5);
    page.getSelection()?.addRange(range);
    const selected = readSelection(page);
    expect(selected?.quote).toBe('two\n\nthree');
    expect(selected?.field).toBeUndefined();
    expect(rangesToMarkdown(selected?.ranges ?? [], BASE)).toBe('**two**\n\nthree');
  });
});

describe('places', () => {
  test('of elements that look alike are told apart, each by a selector of its own', async () => {
    const page = await openPage(
      '<ul><li>a<li>a<li id=x>a</ul><div><ul><li>a<li>a</ul></div><table><tr><td>a<td>a</table><img><svg><g/><g/></svg>',
    );
    for (const element of findAll(page, 'body *')) {
      const anchor = placeOfElement(element);
      const css = anchor?.selectors.find((selector) => selector.type === 'CssSelector');
      expect(css && findAll(page, css.value), element.outerHTML).toEqual([element]);
    }
  });

  test('that nothing leads to are none', async () => {
    const page = await openPage('<p>a</p>');
    const loose = page.createElement('p');
    loose.append('words');
    expect(placeOfElement(loose)).toBeUndefined();
    // A page may take away what was picked before it is read: the words were seen.
    expect(quoteOfRanges([rangeAround(loose)])).toBe('words');
  });

  test('are those of documents one by one, and no frame is looked into twice', async () => {
    const page = await openPage('<p>a</p>');
    const inside = await frameIn(page, (frame) => frame.setAttribute('srcdoc', '<p>b</p>'));
    expect(documentsIn(page)).toEqual([page, inside]);
  });
});
