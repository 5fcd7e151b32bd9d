import { describe, expect, it } from 'vitest';
import { GleanerError } from '#lib/core/errors.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { cleanText } from '#lib/core/text.ts';
import { annotations } from '#lib/export/formats/annotations.ts';
import { readAnnotations } from '#lib/import/read-annotations.ts';
import { annotationCollection } from './annotation-model.ts';
import { actorWith, clipWith, idOf, inputWith, naughtyStrings, tagWith } from './export-fixture.ts';

const fragment = {
  type: 'FragmentSelector',
  conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
  value: ':~:text=Business-,Free',
} as const;
const point = {
  type: 'XPathSelector',
  value: '/html/body/p',
  refinedBy: { type: 'TextPositionSelector', start: 0, end: 0 },
} as const;
const anchor = {
  selectors: [
    { type: 'RangeSelector', startSelector: point, endSelector: point },
    { type: 'TextPositionSelector', start: 3, end: 19 },
    { type: 'TextQuoteSelector', exact: 'Free for 5 seats', prefix: 'Team ', suffix: '\n' },
    fragment,
  ],
  times: 3,
} satisfies Parameters<typeof clipWith>[0]['anchor'];

const clips = [
  clipWith({
    id: idOf(11),
    updatedAt: 1_750_000_000_123,
    type: 'competitor',
    actorId: idOf(30),
    tagIds: [idOf(21), idOf(20)],
    importance: 2,
    sentiment: -1,
    method: 'desk',
    occurredAt: Date.UTC(2020, 1, 2),
    note: 'Cheaper than us.\nAsk sales.',
    html: '<p>Free</p>',
    markdown: '**Free** for 5 seats',
    anchor,
    source: {
      url: 'https://acme.example/pricing#plans',
      title: 'Pricing',
      author: 'J. Doe',
      favicon: 'https://acme.example/i.png',
      lang: 'en',
    },
  }),
  clipWith({
    id: idOf(12),
    quote: '导出总是失败',
    anchor: { ...anchor, within: ['#frame'] },
    triage: 'inbox',
    isPlain: true,
  }),
  clipWith({ id: idOf(13), kind: 'link', quote: 'A page', tagIds: [idOf(20)] }),
  clipWith({ id: idOf(14), kind: 'screenshot', quote: '', source: { url: 'file:///tmp/a.html', title: '' } }),
  clipWith({
    id: idOf(15),
    alsoAt: [
      { clipId: idOf(40), source: { url: 'https://b.example/', title: 'B' }, anchor, capturedAt: 1_700_000_000_000 },
      { clipId: idOf(41), source: { url: 'https://c.example/', title: 'C' }, capturedAt: 1_700_000_000_000 },
    ],
  }),
  ...naughtyStrings
    .filter((text) => cleanText(text).trim() !== '')
    .map((text, index) => clipWith({ id: idOf(100 + index), quote: cleanText(text), note: `${cleanText(text)} ` })),
];
const tags = [tagWith(20, 'pricing'), tagWith(21, '导出')];
const input = inputWith({ clips, tags, actors: [actorWith(30, 'Acme')] });

async function written(changes: Parameters<typeof inputWith>[0] = input): Promise<string> {
  return (await annotations.run(inputWith(changes))).bytes.text();
}
const read = (text: string) => readAnnotations(new Blob([text]), (html) => html);

describe('annotations that are written', () => {
  it('are what the model says that they must be', async () => {
    const collection = JSON.parse(await written());
    expect(annotationCollection.safeParse(collection).error?.issues).toBeUndefined();
    expect(collection.first.items).toHaveLength(clips.length);
    expect(annotationCollection.safeParse(JSON.parse(await written({}))).error).toBeUndefined();
  });

  it('say the passage, the note and the tags where every reader looks for them', async () => {
    const [first, framed, link, picture] = JSON.parse(await written()).first.items;
    expect(first).toMatchObject({
      id: `urn:uuid:${idOf(11)}`,
      created: '2025-06-15T15:06:40.000Z',
      modified: '2025-06-15T15:06:40.123Z',
      motivation: 'commenting',
      body: [
        { purpose: 'commenting', value: 'Cheaper than us.\nAsk sales.' },
        { purpose: 'tagging', value: '导出' },
        { purpose: 'tagging', value: 'pricing' },
        { purpose: 'classifying', value: 'competitor' },
        { purpose: 'identifying', value: 'Acme' },
      ],
      target: {
        source: 'https://acme.example/pricing#plans',
        selector: anchor.selectors,
        state: { type: 'TimeState', sourceDate: '2026-05-03T12:00:00.000Z' },
      },
    });
    // Elsewhere in the page, they would lead astray.
    expect(framed.target.selector).toEqual([anchor.selectors[2]]);
    expect([framed.motivation, link.motivation, picture.motivation]).toEqual([
      'highlighting',
      'tagging',
      'bookmarking',
    ]);
    expect(framed).not.toHaveProperty('body');
    expect(link.target.selector).toEqual([{ type: 'TextQuoteSelector', exact: 'A page' }]);
    expect(picture.target).not.toHaveProperty('selector');
  });

  it('are about all places of clips that were merged', async () => {
    const { items } = JSON.parse(await written()).first;
    const { target } = items.find(({ id }: { id: string }) => id === `urn:uuid:${idOf(15)}`);
    expect(target.map(({ source }: { source: string }) => source)).toEqual([
      clips.find(({ id }) => id === idOf(15))?.source.url,
      'https://b.example/',
      'https://c.example/',
    ]);
    expect(target[1].selector).toEqual(anchor.selectors);
    expect(target[2]).not.toHaveProperty('selector');
  });

  it('leave the trash and pictures where they are', async () => {
    const text = await written({
      clips: [clipWith({ deletedAt: 5, quote: 'gone' }), clipWith({ id: idOf(2), assetIds: ['a'.repeat(64)] })],
    });
    expect(text).not.toMatch(/gone|aaaa/);
    expect(JSON.parse(text).total).toBe(1);
  });
});

describe('annotations of our own', () => {
  it('give the clips that they were made of', async () => {
    const { clips: back, passed, unknownSelectors } = await read(await written());
    expect([...passed]).toEqual([]);
    expect(unknownSelectors).toBe(0);
    const names = new Map(tags.map(({ id, name }) => [id, name]));
    for (const [index, { clip, tags: own, actor }] of back.entries()) {
      const { projectId, tagIds, actorId, ...expected } = clips[index] ?? clipWith({});
      expect(clip).toEqual(expected);
      expect(own).toEqual(tagIds.map((id) => names.get(id)));
      expect(actor).toEqual(actorId && { kind: 'competitor', name: 'Acme' });
    }
    expect(back).toHaveLength(clips.length);
  });

  it('are passed over where they were damaged, one by one', async () => {
    const collection = JSON.parse(await written({ clips: clips.slice(0, 3) }));
    collection.first.items[0]['gleaner:clip'].kind = 'virus';
    collection.first.items[1]['gleaner:clip'].source.favicon = 'javascript:alert(1)';
    // There is no such day, and nothing could show it.
    collection.first.items[2]['gleaner:clip'].capturedAt = Number.MAX_SAFE_INTEGER;
    const { clips: back, passed } = await read(JSON.stringify(collection));
    expect([...passed]).toEqual([['damaged', 3]]);
    expect(back).toEqual([]);
  });

  it('have their HTML made safe', async () => {
    const text = await written({ clips: [clipWith({ html: '<script>1</script>' })] });
    const { clips: back } = await readAnnotations(new Blob([text]), () => 'safe');
    expect(back[0]?.clip.html).toBe('safe');
  });
});

const note = (value: string) => ({ type: 'TextualBody', value, purpose: 'commenting' });
const page = 'https://example.org/post';
const passage = { type: 'TextQuoteSelector', exact: 'the words', prefix: 'x'.repeat(99), suffix: ' after' };

/** In the forms that the model has examples of. */
const forms: [string, unknown, object][] = [
  [
    'a target by its address',
    { type: 'Annotation', body: note('n'), target: page },
    { quote: '', note: 'n', kind: 'link' },
  ],
  ['several targets', { type: 'Annotation', bodyValue: 'n', target: ['urn:isbn:1', page] }, { note: 'n' }],
  ['a resource by its id', { type: 'Annotation', bodyValue: 'n', target: { id: page, type: 'Text' } }, { note: 'n' }],
  [
    'a selector',
    { type: 'Annotation', target: { source: page, selector: passage } },
    { quote: 'the words', kind: 'selection', isPlain: true, triage: 'inbox' },
  ],
  [
    'a choice of selectors',
    {
      type: ['Annotation'],
      target: { source: { id: page }, selector: [{ type: 'Choice', items: [{ type: 'SvgSelector' }, passage] }] },
    },
    { quote: 'the words' },
  ],
  [
    'bodies of HTML',
    { type: 'Annotation', body: { ...note('<p>a &amp; <b>b</b></p>'), format: 'text/html' }, target: page },
    { note: 'a & b' },
  ],
  [
    'a list of bodies',
    {
      type: 'Annotation',
      body: [note('one'), 'https://x.example/', { type: 'List', items: [note('two')] }],
      target: page,
    },
    { note: 'one\n\ntwo' },
  ],
  [
    'a row of a service',
    {
      id: 'abc',
      uri: page,
      text: 'n',
      tags: ['t'],
      created: '2024-01-02T03:04:05.678901+00:00',
      target: [{ source: page, selector: [passage] }],
    },
    { quote: 'the words', note: 'n', createdAt: 1_704_164_645_678 },
  ],
];

describe('annotations of others', () => {
  it.each(forms)('are read with %s', async (_, annotation, expected) => {
    for (const document of [
      annotation,
      [annotation],
      { type: 'AnnotationPage', items: [annotation] },
      { '@graph': [annotation] },
    ]) {
      const {
        clips: [first],
      } = await read(JSON.stringify(document));
      expect(first?.clip).toMatchObject({ source: { url: page, site: 'example.org' }, assetIds: [], ...expected });
      expect(clipSchema.safeParse({ ...first?.clip, projectId: idOf(1), tagIds: [] }).error).toBeUndefined();
    }
  });

  it('are read over all pages that a collection holds', async () => {
    const items = (text: string) => [{ type: 'Annotation', bodyValue: text, target: page }];
    const first = {
      type: 'AnnotationPage',
      items: items('1'),
      next: { type: 'AnnotationPage', items: items('2'), next: 'https://x.example/3' },
    };
    const { clips: back } = await read(JSON.stringify({ type: 'AnnotationCollection', total: 9, first }));
    expect(back.map(({ clip }) => clip.note)).toEqual(['1', '2']);
  });

  it('say what is not understood, and what becomes no clip', async () => {
    const {
      clips: back,
      passed,
      unknownSelectors,
    } = await read(
      JSON.stringify([
        {
          type: 'Annotation',
          target: {
            source: page,
            selector: [passage, { type: 'RangeSelector', startContainer: '/p[1]' }, 'x', passage],
          },
        },
        { type: 'Annotation', target: 'javascript:alert(1)', bodyValue: 'n' },
        { type: 'Annotation', target: page },
        7,
        { type: 'Annotation', target: page, bodyValue: 'x'.repeat(200_000) },
      ]),
    );
    expect(back).toHaveLength(1);
    expect(unknownSelectors).toBe(3);
    expect(Object.fromEntries(passed)).toEqual({ no_page: 1, no_words: 1, not_annotation: 1, damaged: 1 });
  });

  it('are read in no time, however their HTML is written, and their selectors nest', async () => {
    const of = (more: object) => ({
      type: 'Annotation',
      target: { source: 'https://a.example/', selector: { type: 'TextQuoteSelector', exact: 'words' } },
      ...more,
    });
    const html = (value: string) => of({ body: { type: 'TextualBody', format: 'text/html', value } });
    const deep = `${'{"type":"Choice","items":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const file = JSON.stringify([
      html('<'.repeat(90_000)),
      html('<br'.repeat(30_000)),
      html('a<br>b <b title="x">c</b> &lt;'),
      of({ target: { source: 'https://a.example/', selector: 'deep' }, bodyValue: 'a note' }),
    ]).replace('"deep"', deep);
    const since = performance.now();
    const { clips, passed } = await readAnnotations(new Blob([file]), (text) => text);
    expect(performance.now() - since).toBeLessThan(3_000);
    expect(passed.size).toBe(0);
    expect(clips.map(({ clip: { note } }) => note?.slice(0, 9))).toEqual([
      '<<<<<<<<<',
      '<br<br<br',
      'a\nb c <',
      'a note',
    ]);
  });

  it('mean nothing to JavaScript', async () => {
    const text = `[{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "type": "Annotation",
      "target": {"source": "${page}", "__proto__": {"title": "x"}}, "bodyValue": "n\\u0000\\u202e", "tags": ["__proto__", "", "a\\nb"]}]`;
    const { clips: back } = await read(text);
    expect(back[0]).toMatchObject({ clip: { source: { title: '' } }, tags: ['__proto__', 'a b'] });
    expect(back[0]?.clip.note).not.toContain('\0');
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('files that are none', () => {
  it.each([
    ['', 'import_unreadable'],
    ['{"type": "Annotation"', 'import_unreadable'],
    ['\u0000\u0001', 'import_unreadable'],
    [`${'['.repeat(2_000_000)}`, 'import_unreadable'],
    ['7', 'import_empty'],
    ['[]', 'import_empty'],
    ['{}', 'import_empty'],
    ['[1, 2]', 'import_empty'],
    ['{"format": "gleaner", "clips": []}', 'import_empty'],
    ['{"type": "AnnotationCollection", "first": "https://x.example/1"}', 'import_empty'],
    [JSON.stringify(Array(100_001).fill({})), 'import_too_large'],
  ])('are refused with a reason: %.40s', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it('are refused where they are no text, or too large, before they are read', async () => {
    await expect(readAnnotations(new Blob([new Uint8Array([0xff, 0xfe, 0])]), String)).rejects.toMatchObject({
      code: 'import_unreadable',
    });
    const large = { size: 50_000_001, arrayBuffer: () => Promise.reject(new Error('read')) } as unknown as Blob;
    await expect(readAnnotations(large, String)).rejects.toEqual(
      new GleanerError('import_too_large', '50000001 bytes'),
    );
  });

  it('say where they end', async () => {
    const whole = await written({ clips: clips.slice(0, 2) });
    for (const end of [1, 100, Math.floor(whole.length / 2), whole.length - 4]) {
      const error = await read(whole.slice(0, end)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'import_unreadable', message: expect.stringMatching(/position|end|JSON/) });
    }
  });
});
