import { chromium, type Page } from 'playwright';
import { createViteServer } from 'vitest/node';
import { findChromium } from '#test/support/find-browser.ts';

/**
 * Opens an empty page of a real Chromium that can import the sources of this repository by path, and nothing else.
 * @param include Packages that those import, as Vite wants to be told of them beforehand.
 */
export async function inSourcePage<T>(include: readonly string[], work: (page: Page) => Promise<T>): Promise<T> {
  const server = await createViteServer({
    configFile: false,
    root: process.cwd(),
    appType: 'custom',
    logLevel: 'error',
    server: { hmr: false, watch: null },
    optimizeDeps: { include: [...include] },
  });
  await server.listen(0);
  const origin = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.route('**/*', (route) => {
      const url = route.request().url();
      if (url === `${origin}bench`) return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' });
      return url.startsWith(origin) ? route.continue() : route.abort();
    });
    await page.goto(`${origin}bench`);
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
