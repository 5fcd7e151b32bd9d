import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { logLeft, logOf } from '#test/support/database-log.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import type * as Parts from '#test/support/killed-parts.ts';
import { builtForPage } from '#test/support/own-library.ts';
import { randomBy } from '#test/support/random.ts';

/** Given to a page of the extension. */
declare const killed: typeof Parts;

const KILLS = 50;
const WORKS = ['edit', 'purge', 'restore'] as const;

type Work = (typeof WORKS)[number];
type Known = Awaited<ReturnType<typeof killed.known>>;

/** Each clip is as it was, or as it was to become: all the same way where the whole is one step. */
function expectBeforeOrAfter(work: Work, now: Known, before: Known, after: Known): void {
  if (work !== 'purge') {
    const wanted = JSON.stringify(now) === JSON.stringify(after) ? after : before;
    expect(now).toEqual(wanted);
    return;
  }
  for (const [id, known] of Object.entries(before)) {
    if (id in now) expect(now[id]).toBe(known);
    else expect(id in after).toBe(false);
  }
  expect(Object.keys(now).filter((id) => !(id in before))).toEqual([]);
}

it(`is before or after each step, never between, where the browser is killed at ${KILLS} points`, async () => {
  const userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-killed-library-'));
  const script = await builtForPage('killed-parts.ts', 'killed');
  const random = randomBy(20261127);
  let log: string | undefined;
  const open = async () => {
    const browser = await launchGleaner({ userDataDir });
    // A kill in the first second of a browser that started after a kill is one too many for LevelDB: see `renewLog`.
    if (log) await logLeft(userDataDir, log);
    // A page of the extension that writes nothing by itself.
    const page: Page = await browser.extensionPage('onboarding.html');
    await page.evaluate(script);
    return { browser, page };
  };
  try {
    let { browser, page } = await open();
    await page.evaluate(() => killed.prepare());
    // What each comes to when nothing interrupts it, and how long it takes.
    const usual: Partial<Record<Work, { ms: number; after: Known }>> = {};
    for (const work of WORKS) {
      await page.evaluate(() => killed.startOver());
      if (work === 'restore') await page.evaluate(() => killed.disturb());
      const ms = await page.evaluate((one) => killed.run(one), work);
      usual[work] = { ms, after: await page.evaluate(() => killed.known()) };
    }
    let interrupted = 0;
    for (let point = 0; point < KILLS; point += 1) {
      const work = WORKS[point % WORKS.length] ?? 'edit';
      const { ms, after } = usual[work] ?? { ms: 0, after: {} };
      await page.evaluate(() => killed.startOver());
      if (work === 'restore') await page.evaluate(() => killed.disturb());
      const before = await page.evaluate(() => killed.known());
      page.evaluate((one) => killed.run(one), work).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, random() * ms * 1.1));
      await browser.kill();
      log = await logOf(userDataDir);
      ({ browser, page } = await open());
      const now = await page.evaluate(() => killed.known());
      expectBeforeOrAfter(work, now, before, after);
      expect(await page.evaluate(() => killed.faults())).toEqual([]);
      if (JSON.stringify(now) !== JSON.stringify(after)) interrupted += 1;
    }
    // Kills that all came too late would prove nothing.
    expect(interrupted).toBeGreaterThan(KILLS / 5);
    await browser.close();
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}, 1_200_000);
