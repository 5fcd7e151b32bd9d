import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { GleanerError } from '#lib/core/errors.ts';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import { annotations } from '#lib/export/formats/annotations.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { json } from '#lib/export/formats/json.ts';
import { markdown } from '#lib/export/formats/markdown.ts';
import { markdownZip } from '#lib/export/formats/markdown-zip.ts';
import { tablesCsv } from '#lib/export/formats/tables-csv.ts';
import { nodesOf, urlsOf } from '#test/support/markdown-text.ts';
import { actorWith, assetWith, clipWith, idOf, inputWith, PROJECT, t, tagWith } from './export-fixture.ts';

const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 255]);
const assets = [assetWith('a', PNG), assetWith('b', new Uint8Array(100_000).fill(7))];
const [first, second] = assets.map(({ id }) => id);
const lost = 'c'.repeat(64);

const clips = [
  clipWith({
    id: idOf(11),
    type: 'competitor',
    actorId: idOf(30),
    quote: 'Pro is $12\n\nper seat',
    tagIds: [idOf(20)],
    importance: 2,
    sentiment: -1,
    method: 'desk',
    note: 'Cheaper than us.\nAsk sales.',
    source: {
      url: 'https://acme.example/pricing#plans',
      title: 'Pricing | *Acme*',
      author: 'J. Doe',
      site: 'Acme',
      publishedAt: '2026-04',
      modifiedAt: '2026-05-01T20:00:00Z',
      description: 'Plans and prices',
    },
  }),
  clipWith({
    id: idOf(12),
    type: 'feedback',
    quote: '导出总是失败',
    tagIds: [idOf(20)],
    capturedAt: Date.UTC(2026, 4, 4),
  }),
  clipWith({
    id: idOf(13),
    kind: 'screenshot',
    type: 'competitor',
    actorId: idOf(30),
    quote: '',
    assetIds: [first ?? '', second ?? ''],
    source: { url: 'https://acme.example/新', title: '定价 & 100% "Pro" (a/b)?#x' },
    capturedAt: Date.UTC(2026, 4, 5),
  }),
  clipWith({
    id: idOf(14),
    kind: 'screenshot',
    quote: '',
    assetIds: [lost, first ?? ''],
    capturedAt: Date.UTC(2026, 4, 6),
  }),
];
const input = inputWith({ clips, tags: [tagWith(20, 'pricing')], actors: [actorWith(30, 'Acme')], assets });

const table = clipWith({ id: idOf(15), markdown: `| ${'heading '.repeat(20)} |\n| - |\n| cell |` });
const whole = { ...input, clips: [...clips, table] };
/** The same rows in another order, each with its properties in another order. */
const shuffled = {
  ...whole,
  clips: whole.clips
    .toReversed()
    .map((clip) => ({ ...Object.fromEntries(Object.entries(clip).toReversed()), ...clip })),
};

/** Tables are tested apart: without one there is no file. */
const ofAllClips = exportFormats.filter((format) => format !== tablesCsv);

describe('every format', () => {
  it.each(exportFormats)('$id: the same data makes the same bytes', async (format) => {
    const [one, other] = await Promise.all([format.run(whole), format.run(shuffled)]);
    expect(Buffer.from(await one.bytes.arrayBuffer()).equals(Buffer.from(await other.bytes.arrayBuffer()))).toBe(true);
    expect(one.name).toBe(other.name);
    expect(one.bytes.size).toBeGreaterThan(100);
  });

  it.each(exportFormats)('$id: has a name and a description of its own', ({ label, description }) => {
    expect(t(label)).not.toBe('');
    expect(t(description)).not.toBe('');
    expect(new Set(exportFormats.map(({ id }) => id)).size).toBe(exportFormats.length);
  });

  it.each(exportFormats)('$id: stops when it is cancelled', async (format) => {
    await expect(format.run(input, AbortSignal.abort())).rejects.toEqual(new GleanerError('cancelled'));
  });

  it.each(ofAllClips)('$id: succeeds with nothing to export', async (format) => {
    const { name, bytes } = await format.run(inputWith({}));
    expect(name).toMatch(/^Findings\.(?:md|zip|json|jsonld)$/);
    expect(bytes.size).toBeGreaterThan(0);
  });

  // Annotations are words alone.
  it.each(ofAllClips.filter((format) => format !== annotations))(
    '$id: says that a lost picture is lost, and fails on a library that fails',
    async (format) => {
      const unreadable = assetWith('d', PNG);
      unreadable.blob.arrayBuffer = async () => {
        throw new DOMException('gone', 'NotReadableError');
      };
      const one = clipWith({ kind: 'screenshot', quote: '', assetIds: [unreadable.id] });
      const { bytes } = await format.run(inputWith({ clips: [one], assets: [unreadable] }));
      const said = Buffer.from(await bytes.arrayBuffer()).toString();
      expect(said).toContain(format.id === 'json' ? '"assets": []' : 'The picture is missing from the library.');
      const broken = inputWith({
        clips: [one],
        loadAsset: () => Promise.reject(new GleanerError('store_unavailable')),
      });
      await expect(format.run(broken)).rejects.toEqual(new GleanerError('store_unavailable'));
    },
  );
});

describe('markdown', () => {
  it('reads well, with the bytes of the pictures at its end', async () => {
    const { name, mime, bytes } = await markdown.run(input);
    expect({ name, mime }).toEqual({ name: 'Pricing study.md', mime: 'text/markdown' });
    expect((await bytes.text()).replace(/[A-Za-z0-9+/=]{1000,}$/m, '…')).toMatchInlineSnapshot(`
      "# Pricing study

      Clips: 4 · Sources: 2 · 2026-05-03 – 2026-05-06

      ## Feedback

      ### pricing

      > 导出总是失败

      — [Pricing](https://acme.example/pricing#:~:text=%E5%AF%BC%E5%87%BA%E6%80%BB%E6%98%AF%E5%A4%B1%E8%B4%A5) · acme.example · clipped 2026-05-04 · Tags: pricing

      ## Competitor

      ### Acme

      > Pro is $12
      >
      > per seat

      — [Pricing | \\*Acme\\*](https://acme.example/pricing#plans:~:text=Pro%20is%20%2412,per%20seat) · Acme · J. Doe · published 2026-04 · updated 2026-05-01 · clipped 2026-05-03 · Tags: pricing · Sentiment: Negative · Importance: Important · Method: Desk research

      Note: Cheaper than us.\\
      Ask sales.

      ![定价 & 100% "Pro" (a/b)?#x][screenshot-1]

      ![定价 & 100% "Pro" (a/b)?#x][screenshot-2]

      — [定价 & 100% "Pro" (a/b)?#x](https://acme.example/%E6%96%B0) · acme.example · clipped 2026-05-05

      ## Untyped

      (The picture is missing from the library.)

      ![Pricing][screenshot-1]

      — [Pricing](https://acme.example/pricing) · acme.example · clipped 2026-05-06

      [screenshot-1]: data:image/png;base64,iVBORw0KGgoA/w==
      [screenshot-2]: data:image/png;base64,…
      "
    `);
  });

  it('holds each picture once, byte for byte', async () => {
    const tree = parseMarkdown(await (await markdown.run(input)).bytes.text());
    const definitions = nodesOf(tree).flatMap((node) => (node.type === 'definition' ? [node] : []));
    expect(definitions.map(({ identifier }) => identifier)).toEqual(['screenshot-1', 'screenshot-2']);
    expect(definitions.map(({ url }) => Buffer.from(url.split(',')[1] ?? '', 'base64'))).toEqual([
      Buffer.from(PNG),
      Buffer.alloc(100_000, 7),
    ]);
    expect(nodesOf(tree).filter(({ type }) => type === 'imageReference')).toHaveLength(3);
  });
});

describe('markdown-zip', () => {
  it('has the document and its pictures, stored as they are under names that its links lead to', async () => {
    const { name, bytes } = await markdownZip.run(input);
    const raw = new Uint8Array(await bytes.arrayBuffer());
    const files = unzipSync(raw);
    expect(name).toBe('Pricing study.zip');
    expect(Object.keys(files)).toEqual([
      'assets/定价-100-Pro-a-b-x.png',
      'assets/定价-100-Pro-a-b-x-2.png',
      'findings.md',
    ]);
    expect(files['assets/定价-100-Pro-a-b-x.png']).toEqual(PNG);
    expect(raw.length).toBeGreaterThan(100_000);
    const images = nodesOf(parseMarkdown(new TextDecoder().decode(files['findings.md']))).flatMap((node) =>
      node.type === 'image' ? decodeURI(node.url) : [],
    );
    expect(images.map((url) => url in files)).toEqual([true, true, true]);
  });

  it('never writes outside of its folder, whatever a page is called', async () => {
    const titles = ['../../evil', 'C:\\evil', 'CON', '..', 'a\u202Egnp.exe', 'A', 'a', '\u0301', '名'.repeat(200)];
    const pictures = titles.map((_, index) => assetWith(index.toString(16), new Uint8Array([index])));
    const many = titles.map((title, index) =>
      clipWith({
        id: idOf(index + 1),
        assetIds: [pictures[index]?.id ?? ''],
        source: { url: 'https://a.example/', title },
      }),
    );
    const { bytes } = await markdownZip.run(inputWith({ clips: many, assets: pictures }));
    const names = Object.keys(unzipSync(new Uint8Array(await bytes.arrayBuffer())));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length + 1);
    for (const name of names) expect(name).toMatch(/^(?:findings\.md|assets\/[^./\\:][^/\\:\u202E]*\.png)$/);
  });

  it('does not depend on the time or the time zone of the machine', async () => {
    const before = process.env.TZ;
    const run = async (zone: string) => {
      process.env.TZ = zone;
      return Buffer.from(await (await markdownZip.run(input)).bytes.arrayBuffer());
    };
    const [a, b] = [await run('Asia/Shanghai'), await run('America/New_York')];
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(a.equals(b)).toBe(true);
  });
});

describe('json', () => {
  it('holds every row as it is, and the bytes of the pictures', async () => {
    const data = JSON.parse(await (await json.run(input)).bytes.text());
    expect(Object.keys(data)).toEqual([
      'format',
      'version',
      'projects',
      'clips',
      'tags',
      'actors',
      'observations',
      'events',
      'drafts',
      'assets',
    ]);
    expect({ format: data.format, version: data.version }).toEqual({ format: 'gleaner', version: 1 });
    expect(data.clips).toEqual(clips);
    expect(data.clips.every((clip: unknown) => clipSchema.safeParse(clip).success)).toBe(true);
    expect(data.projects).toEqual([PROJECT]);
    expect(
      data.assets.map(({ id, data }: Record<string, string>) => [id, Buffer.from(data ?? '', 'base64').length]),
    ).toEqual([
      [first, 10],
      [second, 100_000],
    ]);
  });
});

describe('clipboardMarkdown', () => {
  it('names screenshots and never holds their bytes', () => {
    const text = clipboardMarkdown(input);
    expect(text).not.toContain('data:');
    expect(text).toContain('Screenshot: [Pricing](https://acme.example/pricing)');
    expect(urlsOf(parseMarkdown(text)).every((url) => url.startsWith('https://acme.example/'))).toBe(true);
  });

  it('makes a chapter of each project', () => {
    const two = inputWith({
      clips: [clipWith({ id: idOf(1) }), clipWith({ id: idOf(2), projectId: idOf(9) })],
      projects: [PROJECT, { ...PROJECT, id: idOf(9), name: 'Export study' }],
    });
    const headings = parseMarkdown(clipboardMarkdown(two)).children.filter(({ type }) => type === 'heading');
    expect(headings.map((node) => (node.type === 'heading' ? node.depth : 0))).toEqual([1, 2, 3, 2, 3]);
  });

  it('has the words of the user and the page in Chinese too, and never through the translation', () => {
    const note = '$1 $& 很贵';
    const text = clipboardMarkdown(inputWith({ clips: [clipWith({ note, quote: '$1' })] }));
    expect(text).toContain('Note: $1 $& 很贵');
  });
});
