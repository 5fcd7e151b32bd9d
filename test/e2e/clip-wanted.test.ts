import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import type { Wanted } from '#test/support/clip-arguments.ts';
import { clipPage } from '#test/support/clip-pages.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { folded } from '#test/support/markdown-text.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** A page on which little can be pointed at just like that. */
const HARD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hard to pick</title><style>
  body { margin: 0; font: 16px/1.5 sans-serif; }
  #bar { position: fixed; inset: 0 0 auto; height: 90px; background: #ddd; z-index: 9; }
  #cover { position: fixed; inset: 45% 0 0; background: #eee; z-index: 8; }
  #tall { height: 6000px; background: linear-gradient(#fff, #cde); }
  #through { pointer-events: none; }
  #scroller { height: 120px; overflow: auto; }
  #contents { display: contents; }
  .stack { position: relative; height: 60px; } .stack > * { position: absolute; inset: 0; width: 100px; height: 60px; }
</style></head><body>
  <div id="bar">A bar over the top.</div>
  <div id="cover">Something that covers the lower half of everything.</div>
  <main>
    <div id="outer"><div id="middle"><p id="inner">Three boxes of the same size.</p></div></div>
    <section id="through"><p>No pointer finds this.</p></section>
    <div id="contents"><p>No box of its own.</p></div>
    <div id="scroller"><div style="height: 900px">Scroll.</div><p id="deep">Far down in a scroller.</p></div>
    <div class="stack"><img id="under" alt="The first of two in one place" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/%3E">
      <img id="over" alt="The second of two in one place" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"></div>
    <table id="one"><tr><td><table id="nested"><tr><td>In a table in a table</td></tr></table></td></tr></table>
    <p id="hidden" hidden>Not shown.</p>
    <article id="tall"><p>The start of what is taller than the window.</p></article>
  </main>
  <footer id="end"><p>The very last, under the cover.</p></footer>
  <script>
    class Closed extends HTMLElement {
      constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML = '<div><p>Words in a <b>closed</b> root.</p></div>'; }
    }
    customElements.define('x-closed', Closed);
    document.querySelector('#outer').before(new Closed());
  </script>
</body></html>`;

let folder: string;
let site: SiteServer;
let hard: SiteServer;
let browser: ExtensionBrowser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gleaner-wanted-'));
  await writeFile(join(folder, 'hard.html'), HARD);
  site = await serveDirectory('test/fixtures/site');
  hard = await serveDirectory(folder);
  browser = await launchGleaner();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([site?.close(), hard?.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** Clips one page, and reads what was kept of it. */
async function clipped(url: string, wanted: Wanted, frame?: string): Promise<Clip> {
  const { id } = await clipPage(browser, url, { wanted, frame, type: 'competitor', tags: [] });
  const library = await browser.extensionPage('library.html');
  const clip = (await readTable<Clip>(library, 'clips')).find((one) => one.id === id);
  await library.close();
  if (!clip) throw new Error(`There is no clip ${id}.`);
  expect(clip.type).toBe('competitor');
  return clip;
}

describe('clips of a page', () => {
  it('its article', async () => {
    const clip = await clipped(`${site.url}support.html`, { kind: 'article' });
    expect(clip.kind).toBe('article');
    expect(folded(clip.quote)).toContain('Screenshots of charts are not part of an export.');
  });

  it('a table, picked by pointing at it, or taken at once where there is no other', async () => {
    const nested = await clipped(`${site.url}forum.html`, { kind: 'table', css: '#post-8 table' });
    expect(nested).toMatchObject({ kind: 'table', quote: expect.stringMatching(/^Task.*min \/ week/) });
    const single = await clipped(`${site.url}pricing.html`, { kind: 'table', css: '#compare-table' });
    expect(single.markdown).toContain('| Usage | Usage | Usage |');
  });

  it('an element, wherever it is on the page', async () => {
    const clip = await clipped(`${site.url}pricing.html`, { kind: 'element', css: '#testimonial' });
    expect(clip).toMatchObject({
      kind: 'element',
      quote: expect.stringContaining('We moved our weekly review to Acme'),
    });
  });

  it('an image, with its pixels', async () => {
    const clip = await clipped(`${site.url}changelog.html`, { kind: 'image', css: 'figure img' });
    expect(clip).toMatchObject({ kind: 'image', assetIds: [expect.any(String)] });
    expect(clip.quote).toMatch(/^The weekly export screen with four files/);
  });
});

describe('looks in a frame', () => {
  const frames = () => `${site.url}frames.html`;

  it('for its main part, or for what matches in it', async () => {
    const all = await clipped(frames(), { kind: 'selection', css: undefined }, '#frame');
    expect(all.quote).toMatch(/^A letter from a customer/);
    expect(all.quote).not.toContain('top frame');
    const part = await clipped(frames(), { kind: 'selection', css: 'p' }, 'iframe[title="srcdoc"]');
    expect(part.quote).toBe('This sentence is in a frame without an address of its own.');
  });

  it('for an element to pick', async () => {
    const clip = await clipped(frames(), { kind: 'element', css: 'p:has(time)' }, '#frame');
    expect(clip).toMatchObject({ kind: 'element', quote: 'Received 2 August 2026 by post.' });
  });

  it.each([
    ['no frame on the page matches "#none"', '#none', 'p'],
    ['no frame on the page matches "#outer"', '#outer', 'p'],
    ['nothing in the frame "#frame" matches "#outer"', '#frame', '#outer'],
    ['"iframe[" is not a CSS selector', 'iframe[', 'p'],
  ])('says: %s', async (message, frame, css) => {
    await expect(clipped(frames(), { kind: 'selection', css }, frame)).rejects.toThrow(message);
  });

  it('says where a frame is of another site', async () => {
    const [port] = site.url.match(/\d+(?=\/$)/) ?? [];
    await writeFile(
      join(folder, 'foreign.html'),
      `<p>Outside</p><iframe src="http://localhost:${port}/frame-inner.html"></iframe>`,
    );
    const wanted = { kind: 'element', css: 'p' } as const;
    await expect(clipped(`${hard.url}foreign.html`, wanted, 'iframe')).rejects.toThrow('is of another site');
  });
});

describe('finds what is in open shadow roots', () => {
  it.each([
    ['open-quote', 'This sentence is in an open shadow root, and these words are one root further in.'],
    ['nested-quote', 'these words are one root further in.'],
    ['declarative-quote', 'This sentence is in a declarative shadow root.'],
  ])('#%s', async (id, quote) => {
    const picked = await clipped(`${site.url}frames.html?picked=${id}`, { kind: 'element', css: `#${id}` });
    expect(folded(picked.quote)).toBe(quote);
    const selected = await clipped(`${site.url}frames.html?selected=${id}`, { kind: 'selection', css: `#${id}` });
    expect(folded(selected.quote)).toBe(quote);
  });
});

describe('picks what is hard to point at', () => {
  it.each([
    ['the outermost of boxes of one size', '#outer', 'Three boxes of the same size.'],
    ['the one in between', '#middle', 'Three boxes of the same size.'],
    ['what no pointer finds', '#through', 'No pointer finds this.'],
    ['what has no box of its own', '#contents', 'No box of its own.'],
    ['what must be scrolled to in a scroller', '#deep', 'Far down in a scroller.'],
    ['what is taller than the window', '#tall', 'The start of what is taller than the window.'],
    ['what is covered wherever one scrolls', '#end', 'The very last, under the cover.'],
    ['the host of a closed shadow root', 'x-closed', 'Words in a closed root.'],
  ])('%s', async (_name, css, quote) => {
    const clip = await clipped(`${hard.url}hard.html?${encodeURIComponent(css)}`, { kind: 'element', css });
    expect(folded(clip.quote)).toBe(quote);
    if (!css.startsWith('#')) return;
    expect(clip.anchor?.selectors).toContainEqual({ type: 'CssSelector', value: css });
  });

  it.each([
    ['#under', 'The first of two in one place'],
    ['#over', 'The second of two in one place'],
  ])('of images in one place %s', async (css, quote) => {
    const clip = await clipped(`${hard.url}hard.html?${encodeURIComponent(css)}`, { kind: 'image', css });
    expect(clip.quote).toBe(quote);
  });

  it('a table and the one in it', async () => {
    for (const css of ['#one', '#nested']) {
      const clip = await clipped(`${hard.url}hard.html?table=${encodeURIComponent(css)}`, { kind: 'table', css });
      expect(clip.anchor?.selectors).toContainEqual({ type: 'CssSelector', value: css });
    }
  });

  it('or says why it cannot', async () => {
    const pick = (wanted: Wanted) => clipped(`${hard.url}hard.html`, wanted);
    await expect(pick({ kind: 'element', css: '#hidden' })).rejects.toThrow('p#hidden is not shown on the page');
    await expect(pick({ kind: 'table', css: '#outer' })).rejects.toThrow(
      '"#outer" matches div#outer, which is no <table>',
    );
    await expect(pick({ kind: 'image', css: 'main img.none' })).rejects.toThrow('nothing on the page matches');
  });
});
