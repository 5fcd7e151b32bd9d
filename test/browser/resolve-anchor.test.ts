import { beforeEach, describe, expect, test } from 'vitest';
import { type AnchorMatch, describeRange, resolveAnchor, resolveAnchors } from '#lib/capture/anchor.ts';
import { placeOfElement, placeOfRange } from '#lib/capture/place.ts';
import { type Anchor, anchorSchema } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, openPage } from './page.ts';

/** What a passage comes to after the page has changed: its state, and the words in the range that it is found at. */
function found({ state, range, quote }: AnchorMatch) {
  return { state, words: range?.toString(), ...(quote === undefined ? {} : { quote }) };
}

async function clipped(html: string): Promise<Anchor> {
  const page = await openPage(`<!doctype html><body>${html}`);
  return anchorSchema.parse(describeRange(bracketed(page), page.body));
}

async function afterwards(html: string, anchor: Anchor): Promise<AnchorMatch> {
  const page = await openPage(`<!doctype html><body>${html}`);
  return resolveAnchor(anchor, page.body);
}

/** An anchor as the page itself would have it, which here is in frames of the test. */
function fromHere(anchor: Anchor | undefined): Anchor {
  if (!anchor) throw new Error('no anchor');
  const within = anchor.within?.slice(FRAMES) ?? [];
  const { within: _frames, ...rest } = anchor;
  return within.length > 0 ? { ...rest, within } : rest;
}
const FRAMES = 2;

describe('a passage is found again', () => {
  test.each([
    ['on the same page', '<p>one [two] three</p>', '<p>one two three</p>', 'exact', 'two'],
    ['across elements', '<p>a <b>b [c</b> d</p><p>e] f</p>', '<p>a <b>b c</b> d</p><p>e f</p>', 'exact', 'c de'],
    ['over line breaks', '<p>one<br>[two<br>three] four</p>', '<p>one<br>two<br>three four</p>', 'exact', 'twothree'],
    [
      'in a table',
      '<table><tr><td>a<td>[9 €]<tr><td>b<td>9 €</table>',
      '<table><tr><td>a<td>9 €<tr><td>b<td>9 €</table>',
      'exact',
      '9 €',
    ],
    [
      'below new paragraphs',
      '<p>one [two words] three</p>',
      '<p>new</p><p>newer</p><p>one two words three</p>',
      'moved',
      'two words',
    ],
    [
      'in other markup',
      '<p>one [two words] three</p>',
      '<article><div>one <em>two</em> <b>words</b> three</div></article>',
      'exact',
      'two words',
    ],
    [
      'on other lines',
      '<p>one [two words] three</p>',
      '<p>\n  one\n  two\n  words\n  three\n</p>',
      'moved',
      'two\n  words',
    ],
    ['in Chinese', '<p>第一段，[第二]段。</p><p>第二段</p>', '<p>第一段，第二段。</p><p>第二段</p>', 'exact', '第二'],
    [
      'in Arabic',
      '<p dir=rtl>السعر [تسعة يورو] شهريا</p>',
      '<p>جديد</p><p dir=rtl>السعر تسعة يورو شهريا</p>',
      'moved',
      'تسعة يورو',
    ],
    ['beside emoji', '<p>😀😀[😀 yes] 😀</p>', '<p>😀😀😀 yes 😀</p>', 'exact', '😀 yes'],
    [
      'among scripts',
      '<p>a <script>x</script>[b c] d</p>',
      '<script>y</script><p>a <script>zz</script>b c d</p>',
      'exact',
      'b c',
    ],
  ])('%s', async (_what, before, after, state, words) => {
    expect(found(await afterwards(after, await clipped(before)))).toEqual({ state, words });
  });

  test('where its words have changed, and says what they are now', async () => {
    const anchor = await clipped('<p>The team plan costs</p><p>[9 € per seat and month], billed yearly</p>');
    const match = await afterwards(
      '<p>The team plan costs</p><p><b>12 €</b> per seat and month, billed yearly</p>',
      anchor,
    );
    expect(found(match)).toEqual({
      state: 'changed',
      words: '12 € per seat and month',
      quote: '12 € per seat and month',
    });
    expect(match.score).toBeGreaterThan(0.7);
  });

  test('in the row that it was in, among rows that say the same; and nowhere, if that may be another', async () => {
    const row = (name: string, words = 'Works for me') => `<tr><td>${name} says<td>${words}`;
    const [ann, bob, cem] = ['Annabel, an analyst', 'Bob from accounting', 'Cem in customer support'] as const;
    const anchor = await clipped(`<table>${row(ann)}${row(bob, '[Works for me]')}${row(cem)}</table>`);
    const more = await afterwards(`<table>${row('Dee')}${row(ann)}${row(bob)}${row(cem)}</table>`, anchor);
    expect(more.range?.startContainer.parentElement?.closest('tr')?.textContent).toBe(`${bob} saysWorks for me`);
    const gone = { state: 'missing', words: undefined };
    expect(found(await afterwards(`<table>${row(ann)}${row(cem)}</table>`, anchor))).toEqual(gone);
    expect(found(await afterwards(`<table>${row(bob)}${row(ann)}${row(cem)}</table>`, anchor))).toEqual(gone);
  });
});

describe('a passage that is gone is missing', () => {
  test.each([
    ['from an empty page', '<p>one [two] three</p>', ''],
    ['where a word only contains it', '<p>Plans: [free], team</p>', '<p>Plans: freedom, team</p>'],
    [
      'where others say something like it',
      '<p>[The export takes nine seconds on my machine.]</p><p>And more.</p>',
      '<p>Something else altogether is said in this place.</p><p>And more.</p>',
    ],
  ])('%s', async (_what, before, after) => {
    expect(found(await afterwards(after, await clipped(before)))).toEqual({ state: 'missing', words: undefined });
  });
});

describe('in other trees', () => {
  let page: Document;
  beforeEach(async () => {
    page = await openPage('<!doctype html><body><p>outside</p><div id=host></div><iframe id=frame></iframe>');
  });

  test('a passage in a shadow tree', () => {
    const root = find(page, '#host').attachShadow({ mode: 'open' });
    const p = page.createElement('p');
    p.textContent = 'inside of a shadow';
    root.append(p);
    const anchor = fromHere(placeOfRange(contentsOf(p)));
    expect(anchor.within).toEqual(['#host']);
    p.before('Something new. ');
    expect(found(resolveAnchor(anchor, page.body))).toEqual({ state: 'exact', words: 'inside of a shadow' });
    find(page, '#host').remove();
    expect(found(resolveAnchor(anchor, page.body)).state).toBe('missing');
  });

  test('a passage in a frame', () => {
    const inner = (find(page, '#frame') as HTMLIFrameElement).contentDocument;
    if (!inner) throw new Error('no frame');
    inner.body.textContent = 'inside of a frame';
    const anchor = fromHere(placeOfRange(contentsOf(inner.body)));
    expect(anchor.within).toEqual(['#frame']);
    const match = resolveAnchor(anchor, page.body);
    expect(found(match)).toEqual({ state: 'exact', words: 'inside of a frame' });
    expect(match.range?.startContainer.ownerDocument).toBe(inner);
  });
});

test('an element without words is where its selector leads, if that is one place', async () => {
  const page = await openPage('<!doctype html><body><img id=a><img id=b>');
  const anchor = fromHere(placeOfElement(find(page, '#a')));
  expect(resolveAnchor(anchor, page.body)).toMatchObject({ state: 'exact', score: 0.5 });
  find(page, '#b').id = 'a';
  expect(resolveAnchor(anchor, page.body).state).toBe('missing');
});

test('all passages of a page are found, while the page has its turns', async () => {
  const sentences = Array.from(
    { length: 2_000 },
    (_, index) => `Sentence ${index} says ${(index * 7_919) % 1_000} things.`,
  );
  const page = await openPage(`<!doctype html><body>${sentences.map((text) => `<p>${text}</p>`).join('')}`);
  const anchors = [...page.querySelectorAll('p')]
    .filter((_, index) => index % 20 === 0)
    .map((p) => describeRange(contentsOf(p), page.body));
  page.querySelector('p')?.remove();
  const matches = await resolveAnchors(anchors, page.body);
  const [first, ...rest] = matches.map(({ state }) => state);
  expect(first).toBe('missing');
  expect(new Set(rest)).toEqual(new Set(['moved']));
  for (const [index, { range }] of matches.entries())
    if (index > 0) expect(range?.toString()).toBe(sentences[index * 20]);
  const stopped = new AbortController();
  stopped.abort(new Error('stopped'));
  await expect(
    resolveAnchors(
      anchors.map((one) => ({ ...one, times: undefined })),
      page.body,
      stopped.signal,
    ).then(() => 'done', String),
  ).resolves.toMatch(/done|stopped/);
});

test('one of several rows that are all alike is the same one of them below new text and in other boxes', async () => {
  const rows = '<tr><td>Team plan</td><td>9 € for each seat and month</td></tr>'.repeat(4);
  const page = await openPage(`<!doctype html><body><table>${rows}</table>`);
  const cell = (inside: Document) => inside.querySelectorAll('tr')[2]?.lastElementChild ?? inside.body;
  const anchor = anchorSchema.parse(describeRange(contentsOf(cell(page)), page.body));
  expect(anchor).toMatchObject({ times: 4, nth: 3 });
  const later = await openPage(
    `<!doctype html><body><p>What is new here?</p><section><table>${rows}</table></section>`,
  );
  const match = resolveAnchor(anchor, later.body);
  expect(match.state).toBe('moved');
  expect(cell(later).contains(match.range?.startContainer ?? null)).toBe(true);
});

test('a page whose elements are called like the properties of nodes changes nothing', async () => {
  const html = '<form><input name=parentNode><input name=childNodes><p>one [two words] three</p></form>';
  const anchor = await clipped(html);
  expect(found(await afterwards(html.replace(/[[\]]/g, ''), anchor))).toEqual({ state: 'exact', words: 'two words' });
});
