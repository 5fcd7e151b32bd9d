import { describe, expect, test } from 'vitest';
import { describeRange, resolveAnchor } from '#lib/capture/anchor.ts';
import { placeOfRange } from '#lib/capture/place.ts';
import { type Anchor, anchorSchema } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, findAll, openPage } from './page.ts';

/** As an anchor comes back from where it was kept. */
const kept = (anchor: Anchor): Anchor => anchorSchema.parse(JSON.parse(JSON.stringify(anchor)));

function wordsOf(range: Range, root: Node): string {
  const quote = describeRange(range, root).selectors.find(({ type }) => type === 'TextQuoteSelector');
  return quote?.type === 'TextQuoteSelector' ? quote.exact : '';
}

const NAMED = '<!doctype html><body>';

/** What becomes of the passage in brackets: on the page as it was, and on what the page has become. */
async function stateOn(before: string, after: string) {
  const page = await openPage(NAMED + before);
  const range = bracketed(page);
  const anchor = kept(describeRange(range, page.body));
  const words = wordsOf(range, page.body);
  const same = resolveAnchor(anchor, page.body);
  expect([same.state, same.range && wordsOf(same.range, page.body)], 'on the page as it was').toEqual(['exact', words]);
  const later = await openPage(NAMED + after);
  const match = resolveAnchor(anchor, later.body);
  return { state: match.state, words: match.range && wordsOf(match.range, later.body) };
}

const cut = (text: string): string => text.replace(/[[\]]/g, '');
const FAMILY = '👩\u200d👩\u200d👧';

describe('the same words are found in them', () => {
  test.each([
    ['characters of two units', '<p>𠮷野家 [𠮷田 𝒳] 野家</p>', 'new ', 'moved', '𠮷田 𝒳'],
    [
      'letters with accents of their own',
      '<p>un [cafe\u0301 cre\u0300me] ici</p>',
      'new ',
      'moved',
      'cafe\u0301 cre\u0300me',
    ],
    ['pictures of several characters', `<p>we are [${FAMILY} four] here</p>`, 'new ', 'moved', `${FAMILY} four`],
    ['pictures in colour', '<p>we [❤\ufe0f it ❤\ufe0f] here</p>', 'new ', 'moved', '❤\ufe0f it ❤\ufe0f'],
    ['flags and skin', '<p>from [🇩🇪 to 👍🏽] so</p>', 'new ', 'moved', '🇩🇪 to 👍🏽'],
    [
      'marks of direction',
      '<p dir=rtl>سعر \u202b[تسعة \u2066EUR\u2069 يورو]\u202c شهريا</p>',
      'جديد ',
      'moved',
      'تسعة \u2066EUR\u2069 يورو',
    ],
    ['vowels of Arabic', '<p>هذا [كِتَابٌ جديد] هنا</p>', 'جديد ', 'moved', 'كِتَابٌ جديد'],
    ['Devanagari', '<p>यह [हिन्दी में है] यहाँ</p>', 'नया ', 'moved', 'हिन्दी में है'],
    ['Thai, which has no spaces', '<p>นี่คือ[ภาษาไทย]ที่สวยงาม</p>', 'ใหม่', 'moved', 'ภาษาไทย'],
    ['Korean', '<p>이것은 [한국어 문장]입니다</p>', '오늘은 새로운 ', 'moved', '한국어 문장'],
    ['full-width letters', '<p>新しい[ＡＰＩ １２３]です</p>', '今日から', 'moved', 'ＡＰＩ １２３'],
    ['white space that is kept', '<pre>  a\n\n  [b\n    c]\n</pre>', 'what is new\n', 'moved', 'b\n    c'],
    ['other white space', '<p>at [9\u00a0€\u202fa\u3000seat] now</p>', 'new ', 'moved', '9\u00a0€\u202fa\u3000seat'],
    [
      'soft hyphens',
      '<p>the [Donau\u00addampf\u00adschiff] sails</p>',
      'new ',
      'moved',
      'Donau\u00addampf\u00adschiff',
    ],
    ['white space at its ends', '<p>one[ two words ]three</p>', 'new ', 'moved', ' two words '],
  ])('%s', async (_what, before, first, state, words) => {
    const after = cut(before).replace(/^(<\w+[^>]*>)/, `$1${first}`);
    expect(await stateOn(before, after)).toEqual({ state, words });
  });
});

describe('markup is no part of a passage', () => {
  test.each([
    ['line breaks', '<p>one<br>[two<br>three] four</p>', '<p>one<br>two<br><br>three four</p>', 'exact'],
    [
      'line breaks become paragraphs',
      '<p>one<br>[two<br>three] four</p>',
      '<p>one</p><p>two</p>\n<p>three four</p>',
      'exact',
    ],
    [
      'paragraphs that have no space between',
      '<h2>Our [Plans</h2><p>Free for] ever</p>',
      '<h2>Our Plans</h2>\n\n  <p>Free for ever</p>',
      'exact',
    ],
    [
      'paragraphs that had space between',
      '<h2>Our [Plans</h2>\n<p>Free for] ever</p>',
      '<h2>Our Plans</h2><p>Free for ever</p>',
      'exact',
    ],
    [
      'nested elements',
      '<p>a <b>b <i>[c <u>d</u></i> e</b> f] g</p>',
      '<p>a b c <a href="#">d e</a> <code>f</code> g</p>',
      'exact',
    ],
    [
      'a table',
      '<table><tr><td>Team<td>[9 €<td>12 seats]</table>',
      '<div>Team</div><div>9 €</div><div>12 seats</div>',
      'exact',
    ],
    [
      'a list',
      '<ul><li>first thing<li>[second<li>third] thing</ul>',
      '<p>first thing</p><p>second</p><p>third thing</p>',
      'exact',
    ],
    [
      'comments',
      '<p>one <!-- a -->[two<!-- b --> three]<!-- c --> four</p>',
      '<p>one two <!-- x -->three four</p>',
      'exact',
    ],
    [
      'scripts, styles and what is for other browsers',
      '<p>one [two<script>x</script> three<style>y{}</style> four] five</p>',
      '<p>one two<template>t</template> three<noscript>n</noscript> four five</p>',
      'exact',
    ],
    [
      'elements around it',
      '<p>one [two three] four</p>',
      '<main><section><div>\n<p>one <mark>two three</mark> four</p></div></section></main>',
      'exact',
    ],
    ['ruby', '<p>これは[漢字の話]です</p>', '<p>これは<b>漢字</b>の話です</p>', 'exact'],
  ])('%s', async (_what, before, after, state) => {
    const { words, ...rest } = await stateOn(before, after);
    expect({ ...rest, words: words?.replace(/\s/g, '') }).toEqual({
      state,
      words: (before.replace(/<(script|style)>.*?<\/\1>|<[^>]*>/g, '').match(/\[([^\]]*)\]/)?.[1] ?? '').replace(
        /\s/g,
        '',
      ),
    });
  });

  test.each([
    [
      'composed',
      '<p>le [cafe\u0301 cre\u0300me du jour] ici</p>',
      '<p>le café crème du jour ici</p>',
      'exact',
      'café crème du jour',
    ],
    [
      'decomposed',
      '<p>le [café crème du jour] ici</p>',
      '<p>le cafe\u0301 cre\u0300me du jour ici</p>',
      'exact',
      'cafe\u0301 cre\u0300me du jour',
    ],
    [
      'Hangul decomposed',
      '<p>이것은 [한국어 문장] 입니다</p>',
      `<p>이것은 ${'한국어 문장'.normalize('NFD')} 입니다</p>`,
      'exact',
      '한국어 문장'.normalize('NFD'),
    ],
    [
      'in capitals',
      '<p>The team plan costs [nine euros per seat] and month</p>',
      '<p>The team plan costs NINE EUROS PER SEAT and month</p>',
      'changed',
      'NINE EUROS PER SEAT',
    ],
    [
      'in another width',
      '<p>開発者向けの[API連携 123件まで]が使えます</p>',
      '<p>開発者向けの<b>ＡＰＩ連携 １２３件まで</b>が使えます</p>',
      'changed',
      'ＡＰＩ連携 １２３件まで',
    ],
    [
      'in letters that look alike',
      '<p>Please sign in to [paypal account settings] with your password</p>',
      '<p>Please sign in to pаypаl account settings with your password</p>',
      'changed',
      'pаypаl account settings',
    ],
    [
      'with an accent more',
      '<p>Read the [resume] before you call them today</p>',
      '<p>Listen to the resume\u0301 first, then ask</p>',
      'missing',
      undefined,
    ],
  ])('%s', async (_what, before, after, state, words) => {
    expect(await stateOn(before, after)).toEqual({ state, words });
  });
});

describe('ends of ranges', () => {
  const HTML = '<p>first</p><p>second <b>bold</b></p><p></p><img><p>third</p>';
  const expectFound = async (html: string, rangeOf: (page: Document) => Range, words: string) => {
    const page = await openPage(NAMED + html);
    const anchor = kept(describeRange(rangeOf(page), page.body));
    for (const element of findAll(page, 'p')) element.after(page.createComment('new'));
    const match = resolveAnchor(anchor, page.body);
    expect([match.state, match.range && wordsOf(match.range, page.body)]).toEqual(['exact', words]);
  };
  const between = (from: Node | null, start: number, to: Node | null, end: number): Range => {
    if (!from || !to) throw new Error('no node');
    const range = new Range();
    range.setStart(from, start);
    range.setEnd(to, end);
    return range;
  };

  test('at the start of the document', () =>
    expectFound(HTML, (page) => between(page.body, 0, find(page, 'p').firstChild, 5), 'first'));
  test('at its end', () => expectFound(HTML, (page) => between(find(page, 'img'), 0, page.body, 5), 'third'));
  test('over all of it', () => expectFound(HTML, (page) => contentsOf(page.body), 'firstsecond boldthird'));
  test('on the borders of elements', () =>
    expectFound(HTML, (page) => between(find(page, 'p').firstChild, 5, find(page, 'b'), 1), 'second bold'));
  test('after all of a text, before the next element', () =>
    expectFound(HTML, (page) => between(page.body, 1, find(page, 'b').firstChild, 4), 'second bold'));

  test('of a text that is split over many nodes', () =>
    expectFound(
      '<p></p>',
      (page) => {
        const p = find(page, 'p');
        for (const letter of 'a passage in many parts') p.append(page.createTextNode(letter), page.createTextNode(''));
        return between(p, 4, p, 46);
      },
      'passage in many parts',
    ));

  test('that are the same: nothing is quoted, so nothing is found', async () => {
    const page = await openPage(NAMED + HTML);
    const text = find(page, 'p').firstChild;
    const anchor = kept(describeRange(between(text, 2, text, 2), page.body));
    expect(resolveAnchor(anchor, page.body).state).toBe('missing');
    expect(kept(describeRange(between(page.body, 0, page.body, 0), page.body)).selectors.length).toBeGreaterThan(0);
  });

  test('between a letter and its accent', () =>
    expectFound(
      '<p>un cafe\u0301 ici</p>',
      (page) => between(find(page, 'p').firstChild, 3, find(page, 'p').firstChild, 7),
      'cafe',
    ));
  test('around nothing but what nobody sees', () =>
    expectFound(
      '<p>a\u200bb</p>',
      (page) => between(find(page, 'p').firstChild, 1, find(page, 'p').firstChild, 2),
      '\u200b',
    ));
  test('around nothing but white space', () =>
    expectFound(
      '<p>one \n two</p>',
      (page) => between(find(page, 'p').firstChild, 3, find(page, 'p').firstChild, 6),
      ' \n ',
    ));

  const REPLY = '<p>A reply of the vendor to them</p>';
  test.each([
    ['at the end of a page', `<p>Yes, of course</p>${REPLY}<p>[Yes, of course]</p>`, 2],
    ['at the start of a page', `<p>[Yes, of course]</p>${REPLY}<p>Yes, of course</p>`, 0],
    ['behind another', `${REPLY}<p>Yes, of course they do</p><p>[Yes, of course they do]</p><p>No, never</p>`, 2],
    ['before another', `<p>No</p><p>[Yes, of course they do]</p><p>Yes, of course they do</p>${REPLY}`, 1],
  ])('of one of several, %s where others come in between', async (_what, html, index) => {
    const page = await openPage(NAMED + html);
    const anchor = kept(describeRange(bracketed(page), page.body));
    const own = findAll(page, 'p')[index];
    const isFirst = index === 0;
    const more = Object.assign(page.createElement('p'), { textContent: 'Something that is new here.' });
    if (isFirst) page.body.append(more);
    else page.body.prepend(more);
    // No place helps: what was described was another tree.
    const { selectors, ...counted } = anchor;
    const quote = selectors.filter(({ type }) => type === 'TextQuoteSelector');
    const match = resolveAnchor({ selectors: quote, ...counted }, page.body);
    expect([match.state, match.range?.startContainer.parentElement]).toEqual(['moved', own]);
  });

  test('of words that have changed are where their neighbours begin', async () => {
    const page = await openPage(`${NAMED}<p>At the lake, summer prize, for all who stay</p>`);
    const around = { prefix: 'At the lake, ', suffix: ', for all who stay' };
    const quote = { type: 'TextQuoteSelector', exact: 'summer rates', ...around } as const;
    const match = resolveAnchor({ selectors: [quote] }, page.body);
    expect([match.state, match.quote]).toEqual(['changed', 'summer prize']);
  });

  test('of a selection that was made backwards', () =>
    expectFound(
      HTML,
      (page) => {
        const [second, first] = [find(page, 'b').firstChild, find(page, 'p').firstChild];
        if (!first || !second) throw new Error('no text');
        const selection = page.defaultView?.getSelection();
        selection?.setBaseAndExtent(second, 2, first, 3);
        expect(selection?.direction ?? 'backward').toBe('backward');
        return selection?.getRangeAt(0) ?? between(first, 3, second, 2);
      },
      'stsecond bo',
    ));
});

describe('trees', () => {
  test.each([
    [
      'SVG',
      '<svg xmlns="http://www.w3.org/2000/svg"><g><text>one two</text><text>three four</text></g></svg>',
      'image/svg+xml',
    ],
    [
      'XML, with sections of CDATA',
      '<doc><a>one <![CDATA[two]]></a><b><![CDATA[three ]]>four</b></doc>',
      'application/xml',
    ],
  ] as const)('a document without a body: %s', (_what, source, type) => {
    const page = new DOMParser().parseFromString(source, type);
    const root = page.documentElement;
    const texts: Node[] = [];
    const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const range = new Range();
    range.setStart(texts[0] ?? root, 4);
    range.setEnd(texts.at(-1) ?? root, texts.at(-1)?.nodeValue?.length ?? 0);
    const anchor = kept(describeRange(range, root));
    expect(anchor.selectors[0]).toMatchObject({ startSelector: { value: expect.stringMatching(/^\/\*\[1\]/) } });
    root.append(page.createElementNS(root.namespaceURI, 'new'));
    const match = resolveAnchor(anchor, root);
    expect([match.state, match.range && wordsOf(match.range, root)]).toEqual(['exact', 'twothree four']);
  });

  test('shadow trees in shadow trees, with slots', async () => {
    const page = await openPage(`${NAMED}<div id=outer><p>given to a slot, it stays outside</p></div>`);
    const outer = find(page, '#outer').attachShadow({ mode: 'open' });
    outer.innerHTML = '<slot></slot><section id=inner></section>';
    const inner = outer.querySelector('#inner')?.attachShadow({ mode: 'open' });
    if (!inner) throw new Error('no shadow');
    inner.innerHTML = '<p>before it</p><p>two trees down it stands</p>';
    const passage = inner.querySelector('p:last-child');
    const slotted = page.querySelector('p');
    if (!passage || !slotted) throw new Error('no passage');
    const [deep, shallow] = [placeOfRange(contentsOf(passage)), placeOfRange(contentsOf(slotted))];
    if (!deep || !shallow) throw new Error('no anchor');
    inner.prepend('new ');
    outer.prepend('new ');
    const fromHere = (anchor: Anchor): Anchor => ({ ...kept(anchor), within: anchor.within?.slice(2) ?? [] });
    expect(fromHere(deep).within).toEqual(['#outer', '#inner']);
    const found = resolveAnchor(fromHere(deep), page.body);
    expect([found.state, found.range?.toString()]).toEqual(['exact', 'two trees down it stands']);
    const outside = resolveAnchor(fromHere(shallow), page.body);
    expect([outside.state, outside.range?.toString()]).toEqual(['exact', 'given to a slot, it stays outside']);
    // Another host that the selector fits: which one was meant?
    find(page, '#outer').after(Object.assign(page.createElement('div'), { id: 'outer' }));
    expect(resolveAnchor(fromHere(deep), page.body).state).toBe('missing');
  });
});
