import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { CHROME_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionBrowser, launchChromium } from '#test/support/chromium-driver.ts';
import { onboardingPage, overlay, readTable } from '#test/support/gleaner.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

/** One page that says "Free for five seats". */
function tinyPdf(): string {
  const content = 'BT /F1 24 Tf 72 700 Td (Free for five seats) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${pdf}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
}

let folder: string;
let site: SiteServer;
let browser: ExtensionBrowser;
let onboarding: Page;
let library: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gleaner-pdf-'));
  await writeFile(join(folder, 'seats.pdf'), tinyPdf(), 'latin1');
  site = await serveDirectory(folder);
  browser = await launchChromium({ extensionDir: CHROME_BUILD });
  onboarding = await onboardingPage(browser);
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const clips = () => readTable<Clip>(library, 'clips');

/** The one clip that `act` adds, which is whole and safe. */
async function clipMadeBy(act: () => Promise<unknown>): Promise<Clip> {
  const before = new Set((await clips()).map(({ id }) => id));
  const made = async () => (await clips()).filter(({ id }) => !before.has(id));
  await act();
  await expect.poll(made).toHaveLength(1);
  const [clip] = await made();
  expect(clipSchema.safeParse(clip).error).toBeUndefined();
  return clipSchema.parse(clip);
}

/** What the popup says in place of a clip. */
async function refusalOf(popup: Page): Promise<string | null> {
  return popup.locator('[role="alert"], .panel-empty:not([role])').textContent();
}

describe.each([
  ['a page of the browser', () => 'chrome://version/', 'chrome://version/'],
  ['a PDF', () => `${site.url}seats.pdf`, 'seats.pdf'],
])('%s', (_name, urlOf, title) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.openPage(urlOf());
  });
  afterAll(() => page.close());

  it('makes the popup say in one sentence why not, and what to do', async () => {
    const popup = await browser.clickToolbar(page);
    expect(await refusalOf(popup)).toBe(words('error_page_forbidden'));
    await popup.close();
  });

  it('gives up the words that were selected, its address and its title to the context menu', async () => {
    await browser.grantActiveTab(page);
    const clip = await clipMadeBy(() =>
      browser.dispatchContextMenu({ menuItemId: 'selection', selectionText: 'Free for five seats' }, page),
    );
    expect(clip).toMatchObject({ kind: 'selection', quote: 'Free for five seats', triage: 'inbox' });
    expect(clip.source.url).toBe(urlOf());
    expect(clip.source.title).toContain(title);
    const popup = await browser.attachPopup();
    await clipShown(popup);
    await popup.close();
  });

  it('lets itself be pictured', async () => {
    await browser.grantActiveTab(page);
    const clip = await clipMadeBy(() => browser.dispatchCommand('clip-visible', page));
    expect(clip).toMatchObject({ kind: 'screenshot', quote: '' });
    const assets = await readTable<{ id: string; width: number; height: number }>(library, 'assets');
    expect(assets.find(({ id }) => id === clip.assetIds[0])).toMatchObject({ width: 1280, height: 800 });
    const popup = await browser.attachPopup();
    await clipShown(popup);
    await popup.close();
  });
});

describe('a page of the extension itself', () => {
  it('is clipped like any other: the onboarding’s own example, with the real toolbar', async () => {
    const passage = onboarding.locator('blockquote').first();
    await onboarding.bringToFront();
    await passage.scrollIntoViewIfNeeded();
    await passage.selectText();
    const quote = (await passage.locator('p').allTextContents()).join('\n\n');
    const popup = await browser.clickToolbar(onboarding);
    await clipShown(popup);
    const clip = await clipMadeBy(() => chooseType(popup, 'feedback'));
    await popup.close();
    expect(clip.quote).toBe(quote);
    expect(clip).toMatchObject({ type: 'feedback', source: { url: onboarding.url() } });
  });

  it('says why not where it cannot be read', async () => {
    await library.bringToFront();
    const popup = await browser.clickToolbar(library);
    expect(await refusalOf(popup)).toBe(words('error_page_forbidden'));
    await popup.close();
    expect(await overlay(library).count()).toBe(0);
  });
});
