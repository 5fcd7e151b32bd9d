import { afterEach, describe, expect, it } from 'vitest';
import { show } from '#lib/capture/evidence/show.ts';
import { placeOfElement, placeOfRange } from '#lib/capture/place.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { contentsOf, find } from './page.ts';

const SENTENCE = 'Team costs $12 per user and month, billed once a year in advance.';
const GAP = '<div style="height: 3000px"></div>';

/** The anchor as it is in a page: that of the tests is in a frame of the runner. */
function inPage(anchor: Anchor | undefined): Anchor {
  const { within, selectors, ...own } = anchor ?? { selectors: [] };
  const inside = within?.slice(1) ?? [];
  return { ...own, selectors, ...(inside.length > 0 ? { within: inside } : {}) };
}

const placeOf = (element: Element): Anchor => inPage(placeOfRange(contentsOf(element)));

/** What lies over the page: an empty <div> beside its <body>. */
const layer = () => find(document, ':root').querySelector(':scope > div');
const gone = async () => {
  while (layer()) await new Promise((resolve) => setTimeout(resolve, 50));
};

/** Where the middle of something is, as a part of the height of what shows it. */
function middleIn(rect: DOMRect, top: number, height: number): number {
  return (rect.y + rect.height / 2 - top) / height;
}

afterEach(async () => {
  await gone();
  document.body.replaceChildren();
  scrollTo(0, 0);
});

function write(html: string): void {
  document.body.innerHTML = html;
}

describe('showing a passage', () => {
  it('scrolls it into the middle at once, also where the page scrolls smoothly', async () => {
    write(`<style>* { scroll-behavior: smooth }</style>${GAP}<p id="it">${SENTENCE}</p>${GAP}`);
    const it = find(document, '#it');
    const html = document.documentElement.outerHTML;
    expect(await show(document, placeOf(it))).toBe(true);
    expect(middleIn(it.getBoundingClientRect(), 0, innerHeight)).toBeCloseTo(0.5, 1);
    expect(layer()).not.toBeNull();
    await gone();
    expect(document.documentElement.outerHTML).toBe(html);
  });

  it('scrolls all that it is in', async () => {
    write(`${GAP}<div id="outer" style="height: 300px; overflow: auto">${GAP}
      <div id="inner" style="height: 200px; overflow: hidden">${GAP}<p id="it">${SENTENCE}</p>${GAP}</div>${GAP}</div>${GAP}`);
    const it = find(document, '#it');
    expect(await show(document, placeOf(it))).toBe(true);
    for (const selector of ['#inner', '#outer']) {
      const pane = find(document, selector).getBoundingClientRect();
      expect(middleIn(it.getBoundingClientRect(), pane.y, pane.height)).toBeCloseTo(0.5, 1);
    }
    expect(middleIn(it.getBoundingClientRect(), 0, innerHeight)).toBeCloseTo(0.5, 1);
  });

  it('finds its way through frames and shadow trees', async () => {
    write(`${GAP}<div id="host"></div>${GAP}`);
    const root = find(document, '#host').attachShadow({ mode: 'open' });
    root.innerHTML = '<iframe style="height: 250px"></iframe>';
    const frame = root.querySelector('iframe') as HTMLIFrameElement;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = `<!doctype html>${GAP}<p id="it">${SENTENCE}</p>${GAP}`;
    await loaded;
    const it = frame.contentDocument?.querySelector('#it') as Element;
    expect(await show(document, placeOf(it))).toBe(true);
    expect(middleIn(it.getBoundingClientRect(), 0, 250)).toBeCloseTo(0.5, 1);
    const at = it.getBoundingClientRect().y + frame.getBoundingClientRect().y;
    expect(at / innerHeight).toBeCloseTo(0.5, 1);
  });

  it('begins with the beginning of what is larger than the window', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `<p>${index}. ${SENTENCE}</p>`);
    write(`${GAP}<div id="it">${lines.join('')}</div>${GAP}`);
    const it = find(document, '#it');
    expect(await show(document, placeOf(it))).toBe(true);
    const { y } = it.getBoundingClientRect();
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(innerHeight / 3);
  });

  it('points out a picture', async () => {
    write(`${GAP}<img id="it" width="40" height="30" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">${GAP}`);
    const it = find(document, '#it');
    expect(await show(document, inPage(placeOfElement(it)))).toBe(true);
    expect(middleIn(it.getBoundingClientRect(), 0, innerHeight)).toBeCloseTo(0.5, 1);
  });

  it('takes neither focus nor selection', async () => {
    write(
      `<input id="field" value="typed"><p id="other">Another sentence is selected.</p>${GAP}<p id="it">${SENTENCE}</p>`,
    );
    const field = find(document, '#field') as HTMLInputElement;
    field.focus();
    getSelection()?.selectAllChildren(find(document, '#other'));
    field.focus();
    field.setSelectionRange(1, 3);
    await show(document, placeOf(find(document, '#it')));
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([1, 3]);
  });

  it.each([
    ['folded away', `<details><summary>More</summary><p id="it">${SENTENCE}</p></details>`],
    ['not drawn', `<div style="display: none"><p id="it">${SENTENCE}</p></div>`],
    ['invisible', `<p id="it" style="visibility: hidden">${SENTENCE}</p>`],
  ])('says that it is not shown where it is %s, and opens nothing', async (_, html) => {
    write(`${GAP}${html}${GAP}`);
    const before = document.documentElement.outerHTML;
    expect(await show(document, placeOf(find(document, '#it')))).toBe(false);
    expect(document.documentElement.outerHTML).toBe(before);
    expect(scrollY).toBe(0);
  });

  it('says so of what is not there any more', async () => {
    write(`${GAP}<p id="it">${SENTENCE}</p>`);
    const anchor = placeOf(find(document, '#it'));
    find(document, '#it').remove();
    expect(await show(document, anchor)).toBe(false);
    expect(layer()).toBeNull();
  });
});
