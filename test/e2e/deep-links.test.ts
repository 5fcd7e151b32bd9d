import { afterAll, beforeAll, expect, it } from 'vitest';
import { deepLink } from '#lib/export/deep-link.ts';
import { CHROME_BUILD, FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionBrowser, launchChromium } from '#test/support/chromium-driver.ts';
import { linkCases } from '#test/support/deep-link-cases.ts';
import { type Clipped, clipCase, followLink, type LinkedPage, serveCases } from '#test/support/deep-link-run.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { builtForPage } from '#test/support/own-library.ts';

let site: Awaited<ReturnType<typeof serveCases>>;
let chromium: ExtensionBrowser;
let firefox: ExtensionFirefox;
let looker: LinkedPage;
const clips: Clipped[] = [];

async function openInChromium(): Promise<LinkedPage> {
  const page = await chromium.context.newPage();
  return {
    goto: (url) => page.goto(url),
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    run: (code) => page.evaluate(code),
    picture: async () => (await page.screenshot()).toString('base64'),
    close: () => page.close(),
  };
}

async function openInFirefox(): Promise<LinkedPage> {
  const page = await firefox.browser.newPage();
  return {
    goto: (url) => page.goto(url),
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    run: (code) => page.evaluate(code),
    picture: () => page.screenshot({ encoding: 'base64' }),
    close: () => page.close(),
  };
}

beforeAll(async () => {
  site = await serveCases(linkCases);
  chromium = await launchChromium({ extensionDir: CHROME_BUILD });
  firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD });
  looker = await openInChromium();
  await looker.goto(`${site.url}0.html`);
  const code = await builtForPage('deep-link-parts.ts', 'deepLinkParts');
  const clipper = await openInChromium();
  for (const index of linkCases.keys()) clips.push(await clipCase(clipper, site.url, index, code));
  await clipper.close();
});
afterAll(async () => {
  await firefox.close();
  await chromium.close();
  await site.close();
});

/** Where the link of a case leads, in words. */
async function ledTo(index: number, open: () => Promise<LinkedPage>): Promise<string> {
  const clipped = clips[index];
  const url = clipped && deepLink(clipped.clip);
  if (!url) throw new Error('there is no link');
  return url.includes(':~:') ? followLink(open, looker, url, clipped, linkCases[index]?.isWider) : 'the page as such';
}

const cases = linkCases.map((each, index) => [each.name, index, each] as const);

it.each(cases)('Chromium marks what was clipped, and nothing else: %s', async (_, index, { isPlain }) => {
  expect(await ledTo(index, openInChromium)).toBe(isPlain ? 'the page as such' : 'there');
});

it.each(cases)(
  'Firefox marks what was clipped, and nothing else: %s',
  async (_, index, { isPlain, isLostInFirefox }) => {
    expect(await ledTo(index, openInFirefox)).toBe(
      isPlain ? 'the page as such' : isLostInFirefox ? 'nowhere' : 'there',
    );
  },
);
