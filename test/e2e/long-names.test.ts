import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { actorOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { fillLibrary, type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';

const LONG = 'permissions and roles for external collaborators in enterprise workspaces with single sign-on';
const COLUMNS = ['Plan', 'Seats', 'History', 'Exports', 'Calls', 'Sign-on', 'Audit log', 'Price'];
const TABLE = [
  `| ${COLUMNS.join(' | ')} |`,
  `|${' --- |'.repeat(COLUMNS.length)}`,
  '| Business | 250 | unlimited | CSV and PDF | 600 a minute | yes | yes | 28 |',
].join('\n');

let browser: ExtensionBrowser;
let library: Page;
let sample: SampleLibrary;
let tags: Tag[];
let actors: Actor[];
let table: Clip;

beforeAll(async () => {
  browser = await launchGleaner();
  sample = sampleLibrary();
  library = await freshLibrary(browser, sample);
  tags = Array.from({ length: 60 }, (_, at) => tagOf(100 + at, at ? `theme ${at}` : LONG));
  const projectId = sample.projects.pricing.id;
  table = clipOf(900, { kind: 'table', quote: 'Plans', markdown: TABLE, projectId, capturedAt: Date.now() + 60_000 });
  actors = Array.from({ length: 20 }, (_, at) => actorOf(300 + at, `Vendor ${String(at).padStart(2, '0')}`));
  const tagged = tags.map(({ id }, at) =>
    clipOf(200 + at, { id: idOf(200 + at), tagIds: [id], projectId, actorId: actors[at % 20]?.id }),
  );
  await fillLibrary(library, {
    tags: Object.fromEntries(tags.map((tag) => [tag.id, tag])),
    actors: Object.fromEntries(actors.map((actor) => [actor.id, actor])),
    clips: Object.fromEntries([...tagged, table].map((clip) => [clip.id, clip])),
  } as never);
  await library.locator(`[data-clip="${table.id}"]`).waitFor();
});
afterAll(() => browser.close());

const side = () => library.getByRole('navigation', { name: 'Library' });

/** Resizes what is inside the window, and waits until the page has it. */
async function resize(width: number): Promise<void> {
  const session = await browser.context.newCDPSession(library);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setContentsSize', { windowId, width, height: 800 });
  await library.waitForFunction((wanted) => Math.abs(innerWidth - wanted) <= 2, width);
  await session.detach();
}

/** Where an element begins and ends, in CSS pixels of the window. */
const placeOf = (name: string | RegExp) =>
  side()
    .getByRole('button', { name })
    .evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return { left, right, top, bottom };
    });

it.each([1280, 900, 600])('makes the sidebar no wider than it is, at %i pixels', async (width) => {
  await resize(width);
  const { scrolled, shown } = await side().evaluate(({ scrollWidth, clientWidth }) => ({
    scrolled: scrollWidth,
    shown: clientWidth,
  }));
  expect(scrolled).toBeLessThanOrEqual(shown);
  if (width > 640) {
    const number = side()
      .getByRole('button', { name: new RegExp(`^${LONG}`) })
      .locator('.n');
    const { right, isShown } = await number.evaluate((element) => ({
      right: element.getBoundingClientRect().right,
      isShown: element.checkVisibility(),
    }));
    expect(isShown).toBe(true);
    expect(right).toBeLessThanOrEqual(shown);
  }
});

it.each([1280, 900, 600])('keeps settings in sight below many tags, at %i pixels', async (width) => {
  await resize(width);
  const { left, right, bottom } = await placeOf('Settings');
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(width + 2);
  expect(bottom).toBeLessThanOrEqual(802);
});

it('shows the competitors with most clips, the others on asking, and always the one that narrows', async () => {
  await resize(1280);
  const vendors = () => side().getByRole('button', { name: /^Vendor/ });
  const more = () => side().getByRole('button', { name: 'Show 10 more' });
  // Two of the sample have fewer clips than the twenty that have three each.
  await more().waitFor();
  expect(await vendors().count()).toBe(12);
  await more().focus();
  await library.keyboard.press('Enter');
  await expect.poll(() => vendors().count()).toBe(20);
  await vendors().last().click();
  await side().getByRole('button', { name: 'Show fewer' }).click();
  await expect.poll(() => vendors().count()).toBe(13);
  expect(await vendors().last().getAttribute('aria-pressed')).toBe('true');
  await vendors().last().click();
  await more().waitFor();
});

it('breaks no name of a view where the sidebar is a bar', async () => {
  await resize(600);
  const { top, bottom } = await placeOf(/^All clips/);
  expect(bottom - top).toBeLessThan(40);
});

it('takes no word of a wide table apart: the table scrolls', async () => {
  await resize(1280);
  await library.locator(`[data-clip="${table.id}"]`).getByRole('button').first().click();
  const shown = library.locator('.detail .prose table');
  await shown.waitFor();
  const names = await shown.locator('th').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = new Range();
      range.selectNodeContents(cell);
      return { text: cell.textContent, lines: new Set([...range.getClientRects()].map(({ top }) => top)).size };
    }),
  );
  expect(names.map(({ text }) => text)).toEqual(COLUMNS);
  expect(names.filter(({ text, lines }) => lines > text.split(/[ -]/).length)).toEqual([]);
  expect(await shown.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
});

it('has what can be done with chosen clips in one line beside an open clip', async () => {
  await resize(1280);
  await library.locator(`[data-clip="${table.id}"]`).getByRole('button').first().click();
  await library.locator('.detail').waitFor();
  await library.keyboard.press('x');
  const bar = library.locator('.list-bar.selecting');
  await bar.waitFor();
  expect(await bar.evaluate(({ clientHeight }) => clientHeight)).toBeLessThan(50);
  for (const name of ['Edit', 'Copy as Markdown', 'Export', 'Move to trash', 'Clear selection']) {
    const button = bar.getByRole('button', { name, exact: true });
    expect(await button.isVisible()).toBe(true);
    expect(await button.getAttribute('title')).toBe(name);
  }
  await library.keyboard.press('x');
});
