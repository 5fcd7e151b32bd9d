import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { LinkCase } from './deep-link-cases.ts';
import type * as parts from './deep-link-parts.ts';
import { captureOf, clipOf } from './rows.ts';
import { serveDirectory } from './serve-site.ts';

/** The part of a page that both drivers have. */
export type LinkedPage = {
  goto(url: string): Promise<unknown>;
  evaluate<T, A>(run: (argument: A) => T, argument: A): Promise<Awaited<T>>;
  /** Code as it stands. */
  run(code: string): Promise<unknown>;
  /** What the window shows, as a PNG in Base64. */
  picture(): Promise<string>;
  close(): Promise<void>;
};

/** A passage as it was clipped, and where in the text of its page it is. */
export type Clipped = { clip: Clip; start: number; end: number };

declare const deepLinkParts: typeof parts;

const FRAME = (lang: string, body: string) =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Page</title>
<style>body { font: 16px/1.5 sans-serif; margin: 20px; width: 900px } ::target-text { background: #f0f; color: #f0f }</style>
<body><div style="height: 1500px"></div>${body}<div style="height: 2000px"></div></body></html>`;

/** Serves each case twice: as it is, and with its marks. */
export async function serveCases(cases: readonly LinkCase[]) {
  const dir = await mkdtemp(join(tmpdir(), 'gleaner-links-'));
  for (const [index, { lang, html }] of cases.entries()) {
    await writeFile(join(dir, `${index}.html`), FRAME(lang, html.replace(/[⟦⟧]/g, '')));
    await writeFile(join(dir, `${index}-marked.html`), FRAME(lang, html));
  }
  const site = await serveDirectory(dir);
  return {
    url: site.url,
    async close() {
      await site.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Clips the passage of a case as the extension does: with the anchor, and with the fragment that follows it. */
export async function clipCase(page: LinkedPage, site: string, index: number, code: string): Promise<Clipped> {
  await page.goto(`${site}${index}-marked.html`);
  await page.run(code);
  const { quote, anchor, fragment, start, end, lang } = await page.evaluate(async () => {
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let [length, start, end] = [0, 0, 0];
    for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
      const from = text.data.indexOf('⟦');
      if (from >= 0) {
        text.deleteData(from, 1);
        range.setStart(text, from);
        start = length + from;
      }
      const to = text.data.indexOf('⟧');
      if (to >= 0) {
        text.deleteData(to, 1);
        range.setEnd(text, to);
        end = length + to;
      }
      length += text.length;
    }
    const reader = { document, url: location.href };
    const { quote, anchor } = await deepLinkParts.readRanges(reader, [range]);
    const fragment = await deepLinkParts.textFragmentOf(range);
    return { quote, anchor, fragment, start, end, lang: document.documentElement.lang };
  }, undefined);
  const conformsTo = 'https://wicg.github.io/scroll-to-text-fragment/';
  const selectors: Anchor['selectors'] = [
    ...(anchor?.selectors ?? []),
    ...(fragment === undefined ? [] : [{ type: 'FragmentSelector', conformsTo, value: fragment } as const]),
  ];
  const capture = captureOf({
    quote,
    source: { url: `${site}${index}.html`, title: 'Page', lang },
    ...(anchor ? { anchor: { ...anchor, selectors } } : {}),
  });
  return { clip: clipOf(index + 1, capture), start, end };
}

/** Opens a link, and says what the browser marked: the passage, nothing, or something else. */
export async function followLink(
  open: () => Promise<LinkedPage>,
  looker: LinkedPage,
  url: string,
  { start, end }: Clipped,
  isWider = false,
): Promise<'there' | 'nowhere' | 'elsewhere'> {
  const page = await open();
  try {
    await page.goto(url);
    const drawn = await page.evaluate(
      async ([from, to]) => {
        await new Promise((done) => setTimeout(done, 150));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const range = document.createRange();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let length = 0;
        let isOpen = false;
        for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
          if (!isOpen && length + text.length > from) {
            range.setStart(text, from - length);
            isOpen = true;
          }
          if (isOpen && length + text.length >= to) {
            range.setEnd(text, to - length);
            break;
          }
          length += text.length;
        }
        const rects = Array.from(range.getClientRects(), ({ x, y, width, height }) => ({ x, y, width, height }));
        return {
          rects: rects.filter(({ width, height }) => width > 2 && height > 2),
          width: innerWidth,
          height: innerHeight,
        };
      },
      [start, end] as const,
    );
    const base64 = await page.picture();
    return await looker.evaluate(
      async ({ base64, rects, width, height, isWider }) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('There is no canvas.');
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        const isMarked = (x: number, y: number): boolean => {
          const at = (Math.round(y) * bitmap.width + Math.round(x)) * 4;
          return data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 255;
        };
        const seen = rects.filter(
          (rect) => rect.y >= 0 && rect.y + rect.height <= height && rect.x >= 0 && rect.x < width,
        );
        const hits = seen.filter(({ x, y, width: wide, height: high }) =>
          [0.1, 0.5, 0.9].some((part) => isMarked(x + wide * part, y + high * 0.5) || isMarked(x + wide * part, y + 1)),
        ).length;
        const top = Math.min(...seen.map(({ y }) => y)) - 6;
        const bottom = Math.max(...seen.map((rect) => rect.y + rect.height)) + 6;
        const isLine = seen.length === 1;
        const left = Math.min(...seen.map(({ x }) => x)) - (isLine ? 160 : 2000);
        const right = Math.max(...seen.map((rect) => rect.x + rect.width)) + (isLine ? 160 : 2000);
        let [any, stray] = [0, 0];
        for (let y = 0; y < bitmap.height; y += 2) {
          for (let x = 0; x < bitmap.width; x += 2) {
            if (!isMarked(x, y)) continue;
            any += 1;
            const isLonger = isWider || seen.length < rects.length;
            if (!isLonger && (y < top || y > bottom || x < left || x > right)) stray += 1;
          }
        }
        if (any === 0) return 'nowhere';
        return hits > 0 && stray === 0 ? 'there' : 'elsewhere';
      },
      { base64, ...drawn, isWider },
    );
  } finally {
    await page.close();
  }
}
