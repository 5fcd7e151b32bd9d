import { afterEach, describe, expect, it } from 'vitest';
import { findPassages } from '#lib/capture/evidence/find.ts';
import { placeOfElement, placeOfRange } from '#lib/capture/place.ts';
import { readSnapshot } from '#lib/capture/snapshot.ts';
import { wordsInRanges } from '#lib/capture/words-in-ranges.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Passage } from '#lib/platform/to-evidence.ts';
import { proseOf } from '#test/support/prose.ts';
import { randomBy } from '#test/support/random.ts';
import { idOf } from '#test/support/rows.ts';
import { contentsOf, find } from './page.ts';

const FILLER = '<p>The storm left as it had come. Nobody on the quay had seen the lights of the ferry go out.</p>';
const SENTENCE = 'Team costs $12 per user and month, billed once a year in advance.';
const prose = (seed: number, length: number) => proseOf('English', length, randomBy(seed + 1));
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kept, as one of the pages has something else in its place. */
const { body: page } = document;

afterEach(() => page.replaceChildren());

function show(html: string): void {
  page.innerHTML = html;
}

/** The anchor as it is in a page: that of the tests is in a frame of the runner. */
function inPage(anchor: Anchor | undefined): Anchor {
  const { within, selectors, ...own } = anchor ?? { selectors: [] };
  const inside = within?.slice(1) ?? [];
  return { ...own, selectors, ...(inside.length > 0 ? { within: inside } : {}) };
}

/** The passage that an element has in it, or that it is. */
function passage(element: Element, as: 'range' | 'element' = 'range', more: Partial<Passage> = {}): Passage {
  const anchor = as === 'range' ? placeOfRange(contentsOf(element)) : placeOfElement(element);
  return { clipId: idOf(1), anchor: inPage(anchor), ...more };
}

const reader = {
  wordsIn: (range: Range) => wordsInRanges([range]),
  page: () => readSnapshot(document, location.href),
};
const seen = (one: Passage) => findPassages(document, [one], reader);

describe('what has become of a passage', () => {
  it('is told in the words that a reader sees now, and where those stand', async () => {
    show(`${FILLER}<p id="it">${SENTENCE}</p>${FILLER}`);
    const before = passage(find(document, '#it'));
    expect(await seen(before)).toEqual([{ clipId: idOf(1), state: 'exact' }]);
    find(document, '#it').innerHTML =
      'Team costs <b>$15</b><span style="display:none">now!</span> per user\n and month, billed once a year in advance.';
    const [one] = await seen(before);
    expect(one).toMatchObject({
      state: 'changed',
      quote: 'Team costs $15 per user and month, billed once a year in advance.',
    });
    expect(one?.anchor?.selectors.map(({ type }) => type)).toContain('TextQuoteSelector');
    expect(await findPassages(document, [{ clipId: idOf(1), anchor: inPage(one?.anchor) }])).toMatchObject([
      { state: 'exact' },
    ]);
    find(document, '#it').remove();
    expect(await seen(before)).toEqual([{ clipId: idOf(1), state: 'missing' }]);
  });

  it('is told in shadow trees and frames', async () => {
    show(`${FILLER}<div id="host"></div><iframe srcdoc="${FILLER}<p id=in>${SENTENCE}</p>${FILLER}"></iframe>`);
    const frame = find(document, 'iframe') as HTMLIFrameElement;
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const root = find(document, '#host').attachShadow({ mode: 'open' });
    root.innerHTML = `${FILLER}<p>${SENTENCE}</p>${FILLER}`;
    const framed = frame.contentDocument?.querySelector('#in') as Element;
    const shadowed = root.querySelectorAll('p')[1] as Element;
    for (const element of [framed, shadowed]) {
      const before = passage(element);
      expect(before.anchor.within).toHaveLength(1);
      expect(await seen(before)).toMatchObject([{ state: 'exact' }]);
      element.textContent = SENTENCE.replace('$12', '$15');
      const [one] = await seen(before);
      expect(one).toMatchObject({ state: 'changed', quote: SENTENCE.replace('$12', '$15') });
      expect(one?.anchor?.within?.slice(-1)).toEqual(before.anchor.within);
    }
  });

  it('is looked at again where the page is late: in its document, or in a shadow tree that comes later', async () => {
    const late = `${FILLER}<p class="it">${SENTENCE}</p>${FILLER}`;
    const draw: Record<string, () => Element> = {
      document() {
        find(document, '#app').innerHTML = late;
        return find(document, '.it');
      },
      shadow() {
        const host = document.createElement('div');
        host.id = 'host';
        find(document, '#app').append(host);
        const root = host.attachShadow({ mode: 'open' });
        root.innerHTML = late;
        return root.querySelector('.it') as Element;
      },
    };
    for (const act of Object.values(draw)) {
      show('<div id="app"></div>');
      const before = passage(act());
      show('<div id="app"><p>Loading …</p></div>');
      const finding = seen(before);
      await later(500);
      act();
      expect(await finding).toMatchObject([{ state: 'exact' }]);
    }
  });

  it('is told in the end of a page that never rests', async () => {
    show(`${FILLER}<p id="it">${SENTENCE}</p><p id="storm"></p>`);
    const before = passage(find(document, '#it'));
    find(document, '#it').remove();
    const storm = setInterval(() => {
      for (let drop = 0; drop < 200; drop += 1) find(document, '#storm').append('.');
    }, 10);
    expect(await seen(before)).toMatchObject([{ state: 'missing' }]);
    clearInterval(storm);
  });

  it('is not told of what there is nothing to look for by', async () => {
    show(FILLER);
    const anchor: Anchor = { selectors: [{ type: 'TextPositionSelector', start: 0, end: 20 }] };
    expect(await seen({ clipId: idOf(1), anchor })).toEqual([]);
  });

  it('is told of a page that puts its own things in place of what a document has', async () => {
    show(`${FILLER}<form name="body"></form><img name="readyState"><form name="getSelection"></form>
      <form><input name="firstChild"><input name="parentNode"><p id="it">${SENTENCE}</p></form>${FILLER}`);
    const before = passage(find(document, '#it'));
    expect(await seen(before)).toMatchObject([{ state: 'exact' }]);
    find(document, '#it').textContent = SENTENCE.replace('$12', '$15');
    expect(await seen(before)).toMatchObject([{ state: 'changed', quote: SENTENCE.replace('$12', '$15') }]);
  });

  it('is told of a page of 200,000 nodes', async () => {
    const row = (index: number) => `<i>${index}</i> `;
    show(`${Array.from({ length: 100_000 }, (_, index) => row(index)).join('')}<p id="it">${SENTENCE}</p>${FILLER}`);
    const before = passage(find(document, '#it'));
    find(document, '#it').textContent = SENTENCE.replace('$12', '$15');
    expect(await seen(before)).toMatchObject([{ state: 'changed', quote: SENTENCE.replace('$12', '$15') }]);
  });
});

describe('what has become of an element too long to be quoted', () => {
  const paragraphs = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `<p>${prose(from + index, 400)}</p>`);

  it('is told by all its words: the same, some of them others, or another text in its place', async () => {
    const before = paragraphs(0, 40);
    show(`${FILLER}<div id="long">${before.join('')}</div>`);
    const element = find(document, '#long');
    const words = wordsInRanges([contentsOf(element)]);
    const long = passage(element, 'element', { words });
    expect(long.anchor.selectors.some(({ type }) => type === 'TextQuoteSelector')).toBe(false);
    expect(await seen(long)).toMatchObject([{ state: 'exact' }]);

    element.innerHTML = [...before.slice(0, 30), `<p>${SENTENCE}</p>`].join('\n');
    const [one] = await seen(long);
    expect(one).toMatchObject({ state: 'changed', quote: expect.stringContaining(SENTENCE) });
    expect(one?.anchor?.selectors.map(({ type }) => type)).toContain('CssSelector');

    element.innerHTML = paragraphs(1_000, 40).join('');
    expect(await seen(long)).toMatchObject([{ state: 'missing' }]);
  });
});

describe('what has become of an article', () => {
  const body = [1, 2, 3, 4].map((index) => `<p>${prose(index, 500)}</p>`);
  const write = (paragraphs: string[], comment: string) =>
    show(`<nav><a href="#">Home</a></nav><main><article>${paragraphs.join('')}</article></main>
      <aside class="comments"><p>${comment}</p></aside>`);

  it('is told by what is its text, whatever stands around it', async () => {
    write(body, 'First!');
    const { text, article } = readSnapshot(document, location.href);
    expect(text).toContain(prose(1, 500).slice(0, 40));
    const before = passage(article as Element, 'element', { words: text, isArticle: true });
    write(body, 'Somebody else has said something in the meantime, and at some length.');
    expect(await seen(before)).toMatchObject([{ state: 'exact' }]);
    write([...body.slice(0, 3), `<p>${SENTENCE}</p>`], 'First!');
    expect(await seen(before)).toMatchObject([{ state: 'changed', quote: expect.stringContaining(SENTENCE) }]);
    write(
      [11, 12, 13].map((index) => `<p>${prose(index, 500)}</p>`),
      'First!',
    );
    expect(await seen(before)).toMatchObject([{ state: 'missing' }]);
    // Nobody can tell without the text.
    expect(await findPassages(document, [before])).toEqual([]);
  });
});

describe('what has become of what was typed in a field', () => {
  it('is told by what stands in it, which is not passed on', async () => {
    show(`<input id="field">${FILLER}`);
    const field = find(document, '#field') as HTMLInputElement;
    const before = passage(field, 'element', { words: 'Please add exports' });
    field.value = 'Please add exports to Excel';
    expect(await seen(before)).toEqual([{ clipId: idOf(1), state: 'exact' }]);
    field.value = 'Something private, which has nothing to do with it';
    expect(await seen(before)).toEqual([{ clipId: idOf(1), state: 'missing' }]);
  });
});
