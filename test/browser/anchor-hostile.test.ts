import { describe, expect, test } from 'vitest';
import { describeRange, resolveAnchor, resolveAnchors } from '#lib/capture/anchor.ts';
import { bareNow } from '#lib/capture/anchoring/bare.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, openPage } from './page.ts';

const NAMED = '<!doctype html><body>';

async function clipped(html: string): Promise<Anchor> {
  const page = await openPage(NAMED + html);
  return describeRange(bracketed(page), page.body);
}

async function foundOn(html: string, anchor: Anchor) {
  const page = await openPage(NAMED + html);
  const { state, range } = resolveAnchor(anchor, page.body);
  return { state, words: range?.toString() };
}

const HEAD = '<p>What the vendor says of its own support, word for word: </p>';
const TAIL = '<p>That was on the page for all customers of the business plan.</p>';
const PASSAGE = 'We answer every ticket within one hour, on every day of the year.';
const GONE = { state: 'missing', words: undefined };

describe('a page cannot make a clip attach to what it does not say', () => {
  test('by the neighbours of a passage around other words', async () => {
    const anchor = await clipped(`${HEAD}<p>[${PASSAGE}]</p>${TAIL}`);
    const other = '<p>Nobody has ever had a reply from them, and the phone is dead.</p>';
    expect(await foundOn(`${HEAD}${other}${TAIL}`, anchor)).toEqual(GONE);
    // Where the passage stands as well, without them, it is that which is found.
    const both = `${HEAD}${other}${TAIL}<h2>Our promise</h2><p>${PASSAGE}</p>`;
    expect(await foundOn(both, anchor)).toEqual({ state: 'moved', words: PASSAGE });
  });

  test('by a look-alike that stands where the passage stood', async () => {
    const anchor = await clipped(`${HEAD}<p>[${PASSAGE}]</p>${TAIL}`);
    const like = PASSAGE.replace('within one hour', 'within one month');
    const match = await foundOn(`${HEAD}<p>${like}</p>${TAIL}`, anchor);
    expect(match).toEqual({ state: 'changed', words: like });
    // Beside the words themselves it has no chance.
    const both = `<p>${like}</p>${HEAD}<p>${PASSAGE}</p>${TAIL}`;
    expect(await foundOn(both, anchor)).toEqual({ state: 'moved', words: PASSAGE });
  });

  test.each([
    ['characters of no width within words', PASSAGE.replace(/\B/g, '\u200b'), 'exact'],
    ['marks of direction and tags', PASSAGE.replace(/ /g, ' \u202e\u{e0041}\u202c'), 'exact'],
    ['letters of another script', PASSAGE.replaceAll('e', 'е'), 'changed'],
  ])('by %s', async (_what, words, state) => {
    const anchor = await clipped(`${HEAD}<p>[${PASSAGE}]</p>${TAIL}`);
    const match = await foundOn(`${HEAD}<p>${words}</p>${TAIL}`, anchor);
    expect(match.state).toBe(state);
    expect(bareNow(match.words ?? '').text).toBe(bareNow(words).text);
  });

  test('by copies of it, with its neighbours and without', async () => {
    const block = (words: string) => `<section>${HEAD}<p>${words}</p>${TAIL}</section>`;
    const anchor = await clipped(`<h1>Support</h1>${block(`[${PASSAGE}]`)}`);
    const page = await openPage(`${NAMED}<h1>Support</h1>${block(PASSAGE)}${block(PASSAGE).repeat(20)}`);
    const match = resolveAnchor(anchor, page.body);
    expect(match.state).toBe('exact');
    expect(match.range?.startContainer.parentElement?.closest('section')).toBe(find(page, 'section'));
    // Moved among its equals, it may be any of them.
    const moved = await foundOn(
      `<section>A long new introduction.</section><h1>Support</h1>${block(PASSAGE).repeat(20)}`,
      anchor,
    );
    expect(moved).toEqual(GONE);
  });

  test('by numbers of rows that say the same', async () => {
    const row = (name: string, words: string) => `<tr><td>${name}<td>${words}`;
    const anchor = await clipped(`<table>${row('Ann', 'Yes')}${row('Bob', '[Yes]')}${row('Cem', 'Yes')}</table>`);
    const many = Array.from({ length: 500 }, (_, index) => row(`User ${index}`, 'Yes')).join('');
    expect(await foundOn(`<table>${many}</table>`, anchor)).toEqual(GONE);
  });
});

/** Chosen so that what takes the square of a page's size does not end within a test. Hidden: laying it out is not what is tried. */
const MANY = 10_000;

describe('a page cannot make the search endless', () => {
  test.each([
    ['a passage that stands in it ten thousand times', () => `<div hidden>${PASSAGE} </div>`.repeat(MANY), PASSAGE],
    ['one text of five million units', () => `<pre hidden>${'lorem ipsum '.repeat(416_000)}</pre>`, PASSAGE],
    [
      'nothing but one letter',
      () => `<pre hidden>${'a'.repeat(1_500_000)}</pre>`,
      `${'a'.repeat(1_000)}b${'a'.repeat(999)}`,
    ],
    [
      'one word over and over',
      () => `<pre hidden>${'ab '.repeat(400_000)}</pre>`,
      `${'ab '.repeat(500)}c ${'ab '.repeat(500)}`,
    ],
    ['accents without end', () => `<pre hidden>a${'\u0301'.repeat(1_000_000)}</pre>`, `resume\u0301 ${PASSAGE}`],
    ['passages that are nearly it', () => `<div hidden>${PASSAGE.replace('hour', 'day')} </div>`.repeat(MANY), PASSAGE],
  ])('%s', async (_what, htmlOf, words) => {
    const anchor = await clipped(`${HEAD}<p>[${words}]</p>${TAIL}`);
    const page = await openPage(NAMED + htmlOf());
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    });
    const [match] = await resolveAnchors([anchor], page.body);
    clearInterval(timer);
    expect(match?.state).toBe('missing');
    // The page had its turns meanwhile.
    expect(turns).toBeGreaterThan(0);
  });

  test('200,000 texts of one letter', async () => {
    const page = await openPage(`${NAMED}<p hidden></p><p hidden></p>`);
    const [first, last] = [find(page, 'p'), find(page, 'p:last-child')];
    const letters = PASSAGE.repeat(Math.ceil(200_000 / PASSAGE.length));
    for (const letter of letters) first.append(page.createTextNode(letter));
    last.append('And here is what was taken from among all of them, once.');
    const anchor = describeRange(contentsOf(last), page.body);
    first.prepend('new ');
    const [match] = await resolveAnchors([anchor], page.body);
    expect([match?.state, match?.range?.toString()]).toEqual(['exact', last.textContent]);
  });

  test('a page that takes itself apart while it is read', async () => {
    const page = await openPage(`${NAMED}<main hidden></main>`);
    const main = find(page, 'main');
    const show = () => {
      main.replaceChildren(
        ...Array.from({ length: 5_000 }, (_, index) =>
          Object.assign(page.createElement('p'), { textContent: `Paragraph ${index} of a page that never rests.` }),
        ),
      );
    };
    show();
    const anchors = [4_000, 4_900].map((index) =>
      describeRange(contentsOf(find(page, `p:nth-child(${index})`)), page.body),
    );
    const timer = setInterval(show);
    const matches = await resolveAnchors(anchors, page.body);
    clearInterval(timer);
    // What it found may be gone again; it is never another.
    for (const [index, match] of matches.entries()) {
      expect([undefined, `Paragraph ${[3_999, 4_899][index]} of a page that never rests.`]).toContain(
        match.range?.toString(),
      );
    }
  });
});
