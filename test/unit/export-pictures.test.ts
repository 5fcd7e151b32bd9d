import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { altText } from '#lib/export/alt-text.ts';
import { clipboardHtml } from '#lib/export/clipboard.ts';
import { json } from '#lib/export/formats/json.ts';
import { markdown } from '#lib/export/formats/markdown.ts';
import { markdownZip } from '#lib/export/formats/markdown-zip.ts';
import { withDensity } from '#lib/export/png-density.ts';
import { textLayerFile } from '#lib/screenshot/text-layer.ts';
import { nodesOf } from '#test/support/markdown-text.ts';
import { assetWith, clipWith, inputWith } from './export-fixture.ts';

/** One grey pixel. */
const PNG = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'),
);
const LAYER: TextLayer = [
  { text: 'Free for', x: 0, y: 0, width: 60, height: 20 },
  { text: '5 seats] ![x](y) <b> *', x: 0, y: 24, width: 160, height: 20 },
];

function pictureOf(digit: string, changes: Partial<Asset> = {}): Asset {
  const textLayer = textLayerFile(LAYER);
  return { ...assetWith(digit, PNG), ...(textLayer ? { textLayer } : {}), ...changes };
}

function inputOf(...assets: Asset[]) {
  const clip = clipWith({ kind: 'screenshot', quote: '', assetIds: assets.map(({ id }) => id) });
  return inputWith({ clips: [clip], assets });
}

const altsOf = (text: string) =>
  nodesOf(parseMarkdown(text)).flatMap((node) =>
    node.type === 'image' || node.type === 'imageReference' ? [node.alt] : [],
  );
const findings = async (input: ReturnType<typeof inputOf>) =>
  unzipSync(new Uint8Array(await (await markdownZip.run(input)).bytes.arrayBuffer()));

describe('the words in a picture', () => {
  const expected = 'Pricing: Free for 5 seats] ![x](y) <b> *';

  it('are its alt text in Markdown and in the zip, whatever they are', async () => {
    const input = inputOf(pictureOf('a'));
    expect(altsOf(await (await markdown.run(input)).bytes.text())).toEqual([expected]);
    expect(altsOf(new TextDecoder().decode((await findings(input))['findings.md']))).toEqual([expected]);
  });

  it('are those of the picture that is shown, where it was marked up', async () => {
    const [original, edited] = [pictureOf('a'), pictureOf('b', { textLayer: new Blob([JSON.stringify([LAYER[0]])]) })];
    const input = inputOf(original, edited);
    const clips = input.clips.map((clip) => ({
      ...clip,
      assetIds: [original.id],
      markups: [{ assetId: original.id, marks: [], editedId: edited.id }],
    }));
    expect(altsOf(await (await markdown.run({ ...input, clips })).bytes.text())).toEqual(['Pricing: Free for']);
    const { assets } = JSON.parse(await (await json.run({ ...input, clips })).bytes.text());
    expect(assets.map(({ id, textLayer }: Asset & { textLayer: TextLayer }) => [id, textLayer.length])).toEqual([
      [original.id, 2],
      [edited.id, 1],
    ]);
  });

  it('are in JSON as they are, with their places', async () => {
    const input = inputOf(pictureOf('a'), assetWith('b', PNG));
    const { assets } = JSON.parse(await (await json.run(input)).bytes.text());
    expect(assets[0].textLayer).toEqual(LAYER);
    expect('textLayer' in assets[1]).toBe(false);
    expect(new Uint8Array(Buffer.from(assets[0].data, 'base64'))).toEqual(PNG);
  });

  it('may be lost without the picture', async () => {
    const gone = new Blob(['[]']);
    gone.text = async () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    for (const textLayer of [gone, new Blob(['no JSON']), new Blob(['[{}]'])]) {
      const input = inputOf(pictureOf('a', { textLayer }));
      expect(altsOf(await (await markdown.run(input)).bytes.text())).toEqual(['Pricing']);
      expect(JSON.parse(await (await json.run(input)).bytes.text()).assets).toHaveLength(1);
    }
  });
});

describe('altText', () => {
  it('is the title alone where there are no words', () => {
    expect(altText('Pricing', '')).toBe('Pricing');
    expect(altText('Pricing', ' \n\u200e ').startsWith('Pricing')).toBe(true);
  });

  it('is cut between words, and between Chinese letters anywhere', () => {
    const english = altText('T', 'seventeen letters '.repeat(60));
    expect(english).toMatch(/ (?:seventeen|letters)…$/);
    expect(english.length).toBeLessThanOrEqual(505);
    const chinese = altText('T', '每周五都要手工导出周报'.repeat(60));
    expect(chinese.length).toBe('T: '.length + 500 + '…'.length);
    expect(altText('T', 'x'.repeat(600))).toBe(`T: ${'x'.repeat(500)}…`);
  });

  test('is one line of whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (words) => {
        const alt = altText('T', words);
        expect(alt).not.toMatch(/[\n\r]/);
        expect(alt.isWellFormed()).toBe(true);
        expect(alt.length).toBeLessThanOrEqual(504);
      }),
    );
  });
});

describe('the size of a picture', () => {
  const densityIn = (png: Uint8Array | undefined) => {
    const bytes = Buffer.from(png ?? []);
    const at = bytes.indexOf('pHYs');
    return at < 0 ? undefined : [bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at + 8), bytes[at + 12]];
  };

  it('is in the file where two of its pixels make one of the page', async () => {
    const files = await findings(inputOf(pictureOf('a', { scale: 2 })));
    const [png] = Object.entries(files).flatMap(([name, bytes]) => (name.endsWith('.png') ? [bytes] : []));
    // 192 dots per inch.
    expect(densityIn(png)).toEqual([7559, 7559, 1]);
  });

  it('leaves the picture alone otherwise, and the pixels in any case', () => {
    expect(withDensity(PNG, 1)).toBe(PNG);
    const sized = withDensity(PNG, 1.5);
    expect([...sized.subarray(0, 33)]).toEqual([...PNG.subarray(0, 33)]);
    expect([...sized.subarray(33 + 21)]).toEqual([...PNG.subarray(33)]);
    expect(withDensity(sized, 2)).toBe(sized);
  });

  it('has the checksum that the format asks for', () => {
    // Of a pHYs chunk with 2835 pixels per metre, as many programs write it.
    const sized = withDensity(PNG, (2835 * 0.0254) / 96);
    expect([...sized.subarray(33 + 17, 33 + 21)]).toEqual([0x00, 0x9a, 0x9c, 0x18]);
  });

  test('nothing that is no PNG is touched', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const file = new Uint8Array(bytes);
        expect(withDensity(file, 2)).toBe(file);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => withDensity(new Uint8Array([...PNG.subarray(0, 33), ...bytes]), 2)).not.toThrow();
      }),
    );
  });
});

describe('clipboardHtml', () => {
  it('has the pictures in it, at their size on the page and with their words', async () => {
    const html = await clipboardHtml(inputOf(pictureOf('a', { scale: 2, width: 401, height: 200 })));
    expect(html).toContain(
      `<img src="data:image/png;base64,${Buffer.from(PNG).toString('base64')}" alt="Pricing: Free for 5 seats] ![x](y) &lt;b&gt; *" width="201" height="100">`,
    );
  });

  it('names a picture that is lost, or too much for a clipboard', async () => {
    const lost = inputOf(pictureOf('a'));
    expect(await clipboardHtml({ ...lost, loadAsset: async () => undefined })).toContain(
      'Screenshot: <a href="https://acme.example/pricing">Pricing</a>',
    );
    const huge = { ...pictureOf('a'), blob: new Blob([new Uint8Array(33_000_000)]) };
    expect(await clipboardHtml(inputOf(huge))).not.toContain('<img');
  });

  it('is formatted, and nothing in it is taken for HTML or fetched', async () => {
    const clip = clipWith({
      quote: 'q',
      markdown:
        '# Head\n\n- [x] done **bold** *it* ~~del~~\n\n1. `a<b`\n\n| a | b |\n| :- | -: |\n| 1 | <i> |\n\n```js\nx < 1 && "y"\n```\n\n[![alt](https://evil.example/x.png)](https://acme.example/a"b) ![](https://evil.example/y.png)\n\n<script>alert(1)</script>\n\n[js](javascript:alert(1))',
      note: '<img src=x onerror=1>',
    });
    const html = await clipboardHtml(inputWith({ clips: [clip] }));
    expect(html).toContain('>Head</h');
    expect(html).toContain('☑ ');
    expect(html).toContain('<strong>bold</strong> <em>it</em> <del>del</del>');
    expect(html).toContain('<code>a&lt;b</code>');
    expect(html).toContain('<th align="left">a</th>');
    expect(html).toContain('<td align="right">&lt;i&gt;</td>');
    expect(html).toContain('<pre><code>x &lt; 1 &amp;&amp; &quot;y&quot;</code></pre>');
    expect(html).toContain('<a href="https://acme.example/a%22b">alt</a>');
    expect(html).not.toMatch(/<(?:img|script)|javascript:/);
  });
});
