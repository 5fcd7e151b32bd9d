import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { describe, expect, it } from 'vitest';
import { MarkShape } from '#components/editor/mark-shape.tsx';
import { sha256 } from '#lib/core/hash.ts';
import { assetSchema } from '#lib/core/schema/asset.ts';
import type { Mark } from '#lib/core/schema/markup.ts';
import { MARK_COLOURS } from '#lib/screenshot/markup-style.ts';
import { redactedAsset } from '#lib/screenshot/redact.ts';
import { renderMarkup } from '#lib/screenshot/render-markup.ts';
import { sheetOf } from '#lib/screenshot/sheet.ts';
import { readTextLayer } from '#lib/screenshot/text-layer.ts';
import { pixelsOf, screenshotOf } from './pictures.ts';

const [RED, BLUE, GREEN, YELLOW, INK] = MARK_COLOURS;

const MARKS: Mark[] = [
  { type: 'highlight', rect: { x: 20, y: 20, width: 200, height: 30 }, colour: YELLOW },
  { type: 'box', rect: { x: 30, y: 70, width: 120, height: 60 }, colour: RED },
  { type: 'arrow', from: { x: 300, y: 200 }, to: { x: 180, y: 110 }, colour: BLUE },
  { type: 'pin', at: { x: 250, y: 60 }, number: 12, colour: GREEN },
  { type: 'text', at: { x: 200, y: 140 }, text: 'Only 14 days\n免费版只有 14 天', colour: INK },
];

/** A pixel as red, green, blue and opacity. */
function pixel({ data, width }: ImageData, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** The preview of the editor, as pixels on white, `scale` of them for each CSS pixel. */
async function previewOf(marks: readonly Mark[], size: { width: number; height: number }, scale: number) {
  const host = document.createElement('div');
  const sheet = sheetOf({ width: size.width * scale, height: size.height * scale, scale });
  flushSync(() =>
    createRoot(host).render(
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${size.width} ${size.height}`}
        width={size.width * scale}
        height={size.height * scale}
      >
        <title>preview</title>
        <rect width={size.width} height={size.height} fill="#ffffff" />
        {marks.map((mark) => (
          <MarkShape key={JSON.stringify(mark)} shape={mark} sheet={sheet} />
        ))}
      </svg>,
    ),
  );
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(host.innerHTML)}`;
  await image.decode();
  const context = new OffscreenCanvas(size.width * scale, size.height * scale).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, size.width * scale, size.height * scale);
}

describe('renderMarkup', () => {
  it.each([1, 1.25, 2])('draws at scale %s what the editor showed', async (scale) => {
    const size = { width: 400, height: 240 };
    const original = await screenshotOf(size, scale, () => 0xffffff);
    const [rendered, preview] = [
      await pixelsOf((await renderMarkup(original, { marks: MARKS })).blob),
      await previewOf(MARKS, size, scale),
    ];
    expect([rendered.width, rendered.height]).toEqual([preview.width, preview.height]);
    let [different, painted] = [0, 0];
    for (let at = 0; at < rendered.data.length; at += 4) {
      const apart = Math.max(
        ...[0, 1, 2].map((channel) => Math.abs((rendered.data[at + channel] ?? 0) - (preview.data[at + channel] ?? 0))),
      );
      // Text is smoothed in another way than in a page.
      if (apart > 96) different += 1;
      if ([0, 1, 2].some((channel) => (preview.data[at + channel] ?? 0) < 200)) painted += 1;
    }
    expect(painted).toBeGreaterThan(3_000);
    expect(different / painted).toBeLessThan(0.02);
  });

  it('leaves the original alone, and makes a valid picture of the same scale', async () => {
    const original = await screenshotOf({ width: 100, height: 80 }, 2, () => 0x336699);
    const before = await sha256(original.blob);
    const edited = await renderMarkup(original, { marks: MARKS.slice(0, 2) });
    expect(assetSchema.safeParse(edited).success).toBe(true);
    expect(edited).toMatchObject({
      id: await sha256(edited.blob),
      width: 200,
      height: 160,
      scale: 2,
      mime: 'image/png',
    });
    expect(await sha256(original.blob)).toBe(before);
    expect(edited.id).not.toBe(original.id);
    const thumbnail = await pixelsOf(edited.thumbnail);
    expect([thumbnail.width, thumbnail.height]).toEqual([200, 160]);
  });

  it.each([1, 1.25, 1.5, 2])('crops pixel for pixel at scale %s, marks and words in their places', async (scale) => {
    // Every CSS pixel has a colour of its own.
    const original = await screenshotOf({ width: 200, height: 160 }, scale, (x, y) => (x << 16) | (y << 8) | 90, [
      { text: 'kept', x: 60, y: 60, width: 30, height: 10 },
      { text: 'gone', x: 10, y: 10, width: 30, height: 10 },
    ]);
    const crop = { x: 40, y: 40, width: 80, height: 60 };
    const box: Mark = { type: 'highlight', rect: { x: 100, y: 80, width: 100, height: 100 }, colour: '#000000' };
    const edited = await renderMarkup(original, { crop, marks: [box] });
    const pixels = await pixelsOf(edited.blob);
    expect([pixels.width, pixels.height]).toEqual([80 * scale, 60 * scale]);
    const whole = await pixelsOf(original.blob);
    for (const [x, y] of [
      [0, 0],
      [20, 30],
      [59, 39],
    ] as const) {
      const [px, py] = [Math.floor(x * scale), Math.floor(y * scale)];
      expect(pixel(pixels, px, py)).toEqual(pixel(whole, px + 40 * scale, py + 40 * scale));
    }
    const [left, top] = [Math.ceil(61 * scale), Math.ceil(41 * scale)];
    expect(pixel(pixels, left, top)).not.toEqual(pixel(whole, left + 40 * scale, top + 40 * scale));
    expect(await readTextLayer(edited.textLayer)).toEqual([{ text: 'kept', x: 20, y: 20, width: 30, height: 10 }]);
  });

  it('says so where the browser cannot draw the picture, or read it', async () => {
    const original = await screenshotOf({ width: 10, height: 10 }, 1, () => 0xffffff);
    const broken = { ...original, blob: new Blob(['no picture'], { type: 'image/png' }) };
    await expect(renderMarkup(broken, { marks: [] })).rejects.toMatchObject({ code: 'picture_failed' });
    const huge = { ...original, width: 200_000, height: 200_000 };
    await expect(renderMarkup(huge, { marks: [] })).rejects.toMatchObject({ code: 'picture_failed' });
  });
});

describe('redactedAsset', () => {
  it.each([1, 1.1, 1.25, 1.5, 2])('blacks out every pixel it touches at scale %s, and no other', async (scale) => {
    const original = await screenshotOf({ width: 100, height: 80 }, scale, () => 0xe0e0e0);
    const rect = { x: 10.3, y: 12.7, width: 33.3, height: 21.1 };
    const redacted = await redactedAsset(original, [rect]);
    const pixels = await pixelsOf(redacted.blob);
    const [left, top] = [Math.floor(rect.x * scale), Math.floor(rect.y * scale)];
    const right = Math.ceil((rect.x + rect.width) * scale);
    const bottom = Math.ceil((rect.y + rect.height) * scale);
    let wrong = 0;
    for (let y = 0; y < pixels.height; y += 1) {
      for (let x = 0; x < pixels.width; x += 1) {
        const isInside = x >= left && x < right && y >= top && y < bottom;
        const [red, green, blue, opacity] = pixel(pixels, x, y);
        const should = isInside ? 0 : 0xe0;
        if (red !== should || green !== should || blue !== should || opacity !== 255) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
    expect([redacted.width, redacted.height, redacted.scale]).toEqual([original.width, original.height, scale]);
  });

  it('leaves no word under it, in the layer or among the bytes', async () => {
    const original = await screenshotOf({ width: 200, height: 60 }, 1, () => 0xffffff, [
      { text: 'anna@example.com', x: 10, y: 10, width: 120, height: 16 },
      { text: 'public', x: 10, y: 40, width: 60, height: 16 },
    ]);
    const redacted = await redactedAsset(original, [{ x: 100, y: 20, width: 90, height: 10 }]);
    expect((await readTextLayer(redacted.textLayer)).map(({ text }) => text)).toEqual(['public']);
    const all = await redactedAsset(original, [{ x: 0, y: 0, width: 200, height: 60 }]);
    expect(all.textLayer).toBeUndefined();
  });

  it('shows black in the thumbnail too', async () => {
    const original = await screenshotOf({ width: 100, height: 80 }, 1, () => 0xffffff);
    const redacted = await redactedAsset(original, [{ x: 20, y: 20, width: 40, height: 40 }]);
    const thumbnail = await pixelsOf(redacted.thumbnail);
    // Within what a JPEG makes of black.
    expect(Math.max(...pixel(thumbnail, 40, 40).slice(0, 3))).toBeLessThan(16);
  });

  it('reaches to the edges, and no further', async () => {
    const original = await screenshotOf({ width: 50, height: 40 }, 1.25, () => 0xffffff);
    const redacted = await redactedAsset(original, [{ x: -20, y: -20, width: 500, height: 500 }]);
    const { data } = await pixelsOf(redacted.blob);
    expect(data.every((value, index) => value === (index % 4 === 3 ? 255 : 0))).toBe(true);
  });
});
