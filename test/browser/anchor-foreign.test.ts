import { describe, expect, test } from 'vitest';
import { type AnchorMatch, describeRange, resolveAnchor, resolveAnchors } from '#lib/capture/anchor.ts';
import { type Anchor, anchorSchema, type Selector } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, openPage } from './page.ts';

const NAMED = '<!doctype html><body>';
const PLANS =
  '<h1>Plans of Acme</h1><ul><li>Starter: three seats for nothing<li>Team: twenty seats, nine euros each' +
  '<li>Company: seats without end, ask us</ul><p>All of them with support by mail.</p>';

/** A quote as another tool wrote it: with as much context as it liked, or none. */
const quoteOf = (exact: string, around: { prefix?: string; suffix?: string } = {}): Selector =>
  ({ type: 'TextQuoteSelector', exact, ...around }) as Selector;
const positionOf = (start: number, end: number): Selector => ({ type: 'TextPositionSelector', start, end });

/** The state, and the words that were found. */
const told = ({ state, range }: AnchorMatch) => [state, range?.toString()];

async function foundOn(html: string, ...selectors: Selector[]) {
  const page = await openPage(NAMED + html);
  return told(resolveAnchor({ selectors }, page.body));
}

describe('each selector alone leads back to the passage', () => {
  const CASES: [string, string][] = [
    ['within a text', '<p>one [two] three</p>'],
    ['across elements', '<p>a <b>b [c</b> d</p><p>e] f</p>'],
    ['a whole text, and the last', '<p>one</p><p>[two three]</p>'],
    ['over line breaks', '<p>one<br>[two<br><br>three]<br>four</p>'],
    ['beside comments', '<p>one<!-- a -->[two<!-- b --> three]<!-- c --></p>'],
    ['among scripts', '<p>a [b<script>z</script> c] d</p>'],
    ['in a table', '<table><tr><td>Team<td>[9 €<tr><td>Pro]<td>12 €</table>'],
    ['among emoji', '<p>😀😀 [😀 👩‍👩‍👧] 🇩🇪</p>'],
    ['from right to left', '<p dir=rtl>שלום [עולם <bdi>abc</bdi>] مرحبا</p>'],
    ['in code', '<pre>\n\n  a [b\n\tc]\n</pre>'],
  ];
  describe.each([
    ['the body', (page: Document) => page.body],
    ['an element', (page: Document) => find(page, 'main')],
    ['the document', (page: Document) => page],
  ] as const)('in %s', (_where, rootOf) => {
    test.each(CASES)('%s', async (_what, html) => {
      const page = await openPage(`${NAMED}<header>Above it</header><main>${html}</main>`);
      const range = bracketed(page);
      const { selectors } = anchorSchema.parse(describeRange(range, rootOf(page)));
      const words = range.toString();
      expect(selectors).toHaveLength(3);
      for (const selector of selectors) {
        const match = resolveAnchor({ selectors: [selector] }, rootOf(page));
        expect([selector.type, match.range?.toString()]).toEqual([selector.type, words]);
        // Of words alone nobody says where they were.
        expect(match.state).toBe(selector.type === 'TextQuoteSelector' ? 'moved' : 'exact');
      }
    });
  });

  test('in a tree that is no part of its page', () => {
    const root = document.createElement('div');
    root.innerHTML = '<p>one</p><p>two <b>three</b> four</p>';
    const { selectors } = describeRange(contentsOf(root.children[1] ?? root), root);
    for (const selector of selectors) {
      expect(told(resolveAnchor({ selectors: [selector] }, root))[1], selector.type).toBe('two three four');
    }
  });
});

describe('a place without words', () => {
  const page = () => openPage(`${NAMED}${PLANS}`);

  test.each([
    ['that ends behind the text', positionOf(5, 5_000)],
    ['that begins behind it', positionOf(5_000, 5_010)],
    ['that is empty', positionOf(5, 5)],
    ['that is backwards', positionOf(9, 5)],
  ])('is missing where it is one %s', async (_what, selector) => {
    expect(told(resolveAnchor({ selectors: [selector] }, (await page()).body))).toEqual(['missing', undefined]);
  });

  test('is missing where its selectors are of two passages, or its element has become too short', async () => {
    const { body } = await page();
    const [range, position] = describeRange(contentsOf(find(body.ownerDocument, 'li')), body).selectors;
    if (!range || !position) throw new Error('no selectors');
    expect(told(resolveAnchor({ selectors: [range, position] }, body))[0]).toBe('exact');
    body.prepend('A new first line. ');
    expect(told(resolveAnchor({ selectors: [range, position] }, body))).toEqual(['missing', undefined]);
    find(body.ownerDocument, 'li').textContent = 'Starter';
    expect(told(resolveAnchor({ selectors: [range] }, body))).toEqual(['missing', undefined]);
  });

  test('is not looked for by a path that is read otherwise here, or that leads out of the root', async () => {
    const at = (value: string): Anchor => {
      const point = (start: number) =>
        ({
          type: 'XPathSelector',
          value,
          refinedBy: { type: 'TextPositionSelector', start, end: start },
        }) as const;
      return { selectors: [{ type: 'RangeSelector', startSelector: point(0), endSelector: point(4) }] };
    };
    const { body } = await page();
    expect(told(resolveAnchor(at('/html[1]/body[1]/p[1]'), body))).toEqual(['exact', 'All ']);
    for (const path of ['//p[1]', '/html[1]/body[1]/p[1]/text()[1]', '/html[1]/body[1]/p', '/html[1]']) {
      expect(told(resolveAnchor(at(path), body)), path).toEqual(['missing', undefined]);
    }
  });
});

describe('words of which others say little', () => {
  test.each([
    ['nothing of what stands around them', quoteOf('Company'), ['moved', 'Company']],
    ['only what stands before them', quoteOf('seats', { prefix: 'twenty ' }), ['moved', 'seats']],
    ['only what stands behind them', quoteOf('seats', { suffix: ' for' }), ['moved', 'seats']],
    ['a neighbour that has changed', quoteOf('Company', { suffix: ' plan' }), ['moved', 'Company']],
    ['more than one word, that end in a word', quoteOf('by ma'), ['moved', 'by ma']],
    ['a part of a word, with what goes on behind it', quoteOf('eu', { suffix: 'ros ea' }), ['moved', 'eu']],
    ['one of several', quoteOf('seats'), ['missing', undefined]],
    ['a part of a word', quoteOf('euro'), ['missing', undefined]],
    ['words that are not there', quoteOf('holy grail'), ['missing', undefined]],
    ['few words in other words', quoteOf('twenty seats, ten euros'), ['missing', undefined]],
    [
      'many words in other words',
      quoteOf('Team: twenty seats, eleven euros each'),
      ['changed', 'Team: twenty seats, nine euros each'],
    ],
  ])('%s', async (_what, selector, expected) => {
    expect(await foundOn(PLANS, selector)).toEqual(expected);
  });

  test('and that no context parts are found where their place is', async () => {
    const { body } = await openPage(NAMED + PLANS);
    const text = body.textContent ?? '';
    for (const start of [text.indexOf('seats'), text.lastIndexOf('seats'), text.indexOf('eats')]) {
      const words = text.slice(start, start + 5);
      const match = resolveAnchor({ selectors: [quoteOf(words), positionOf(start, start + 5)] }, body);
      expect(told(match)).toEqual(['exact', words]);
      expect(describeRange(match.range as Range, body).selectors[1]).toEqual(positionOf(start, start + 5));
    }
    const start = text.indexOf('Team');
    const changed = [quoteOf('Team: twelve seats'), positionOf(start, start + 18)];
    expect(told(resolveAnchor({ selectors: changed }, body))).toEqual(['changed', 'Team: twenty seats']);
  });

  test('or all of what is there say so where that is the whole text still', async () => {
    const page = await openPage(`${NAMED}<p>9 € per seat and month</p>`);
    const anchor = describeRange(contentsOf(page.body), page.body);
    find(page, 'p').textContent = '12 € per seat and month';
    expect(told(resolveAnchor(anchor, page.body))).toEqual(['changed', '12 € per seat and month']);
  });

  test.each([
    ['a space for a line break', '<p>Nine euros<br>per seat</p>', 'Nine euros per seat', 'Nine eurosper seat'],
    ['a line for a rule', '<div>Nine euros<hr>per seat</div>', 'Nine euros\nper seat', 'Nine eurosper seat'],
    ['a tab between cells', '<table><tr><td>Nine<td>euros</table>', 'Nine\teuros', 'Nineeuros'],
    ['two lines between paragraphs', '<p>Nine</p><p>euros</p>', 'Nine\n\neuros', 'Nineeuros'],
  ])('as a reader sees them, with %s', async (_what, html, exact, words) => {
    expect(await foundOn(html, quoteOf(exact))).toEqual(['moved', words]);
  });
});

describe('what cannot be read', () => {
  test('is passed over, and stops nothing else', async () => {
    const page = await openPage(NAMED + PLANS);
    const team = quoteOf('Team: twenty seats');
    const other = (selector: object): Anchor => ({ selectors: [selector as Selector, team] });
    const anchors: Anchor[] = [
      { selectors: [{ type: 'CssSelector', value: 'p[' }] },
      { selectors: [team], within: ['p['] },
      other({ type: 'CssSelector', value: 'p[' }),
      other({ type: 'RangeSelector', startContainer: '/ul', startOffset: 1, endContainer: '/ul', endOffset: 5 }),
      other({ type: 'MediaTimeSelector', start: 0, end: 20 }),
    ];
    const states = (await resolveAnchors(anchors, page.body)).map(({ state }) => state);
    expect(states).toEqual(['missing', 'missing', 'moved', 'moved', 'moved']);
  });

  test('an element is sought in the root alone', async () => {
    const page = await openPage(`${NAMED}<p>one</p><main><p>two</p></main><aside><p>three</p></aside>`);
    const anchor: Anchor = { selectors: [{ type: 'CssSelector', value: 'p' }] };
    expect(told(resolveAnchor(anchor, find(page, 'main')))).toEqual(['exact', 'two']);
    expect(told(resolveAnchor(anchor, page.body))).toEqual(['missing', undefined]);
  });
});
