import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { type LastingBrowser, lastingBrowser } from '#test/support/clip-browser.ts';
import { clipPage, exportClips, trashLeftover } from '#test/support/clip-pages.ts';

const HOW = { wanted: { kind: 'selection', css: undefined }, frame: undefined, type: 'note', tags: [] } as const;

let browsers: LastingBrowser;
let server: Server;
let origin: string;
/** What happens before a path is answered; each page asks for a script that is called like it. */
const before: Record<string, () => Promise<unknown>> = {
  '/crash.js': async () => {
    const page = (await browsers.get()).context.pages().at(-1);
    const session = await page?.context().newCDPSession(page);
    // The tab is gone before it can answer.
    void session?.send('Page.crash').catch(() => undefined);
  },
  '/kill': async () => process.kill((await browsers.get()).processId, 'SIGKILL'),
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    await before[request.url ?? '']?.();
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<main>The page ${request.url}</main><script src=".${request.url}.js"></script>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browsers = await lastingBrowser();
});
afterAll(async () => {
  await browsers?.close();
  server?.closeAllConnections();
  server?.close();
});

const clip = async (path: string) => clipPage(await browsers.get(), `${origin}${path}`, { ...HOW, tags: [] });

async function exported(): Promise<string[]> {
  const { bytes } = await exportClips(await browsers.get(), 'json');
  const { clips }: { clips: Clip[] } = JSON.parse(bytes.toString());
  return clips.map(({ quote }) => quote);
}

it('goes on in another tab after a crash, and in another browser with all that was clipped in the one before', async () => {
  await clip('/one');
  await expect(clip('/crash')).rejects.toThrow('its tab crashed');
  await clip('/two');
  const first = await browsers.get();
  await expect(clip('/kill')).rejects.toThrow('the browser ended while the page was open');
  await clip('/three');
  expect((await browsers.get()).processId).not.toBe(first.processId);
  expect(await exported()).toEqual(['The page /one', 'The page /two', 'The page /three']);
});

it('puts away what was saved of a page that failed later', async () => {
  const { id } = await clip('/good');
  const { id: leftover } = await clip('/leftover');
  const browser = await browsers.get();
  expect(await trashLeftover(browser, leftover)).toBe(leftover);
  expect(await exported()).toContain('The page /leftover');
  expect(await trashLeftover(browser, id)).toBe(leftover);
  const quotes = await exported();
  expect(quotes).toContain('The page /good');
  expect(quotes).not.toContain('The page /leftover');
});
