import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Project } from '#lib/core/schema/project.ts';
import { putRows } from '#test/support/backup-gestures.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { clipOf } from '#test/support/rows.ts';

type Alarm = { name: string; scheduledTime: number };

/** The part of `chrome.*` that the tests use in pages of the extension and inside the service worker. */
declare const chrome: {
  alarms: {
    getAll(): Promise<Alarm[]>;
    create(name: string, when: { when: number }): Promise<void>;
    clearAll(): Promise<boolean>;
    onAlarm: { dispatch(alarm: { name: string }): void };
  };
};

const NAME = 'scheduled-backup';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WHOLE = /^gleaner-auto-\d{4}-\d\d-\d\d-\d{4}\.zip$/;
/** The background does what it was started for first. */
const SETTLED = { timeout: 15_000 };

let browser: ExtensionBrowser;
/** A page of the extension that is not the library: it makes no backups. */
let other: Page;

beforeAll(async () => {
  browser = await launchGleaner();
  const library = await browser.extensionPage('library.html');
  const projectId = await vi.waitUntil(async () => (await readTable<Project>(library, 'projects'))[0]?.id, 20_000);
  const clips = Array.from({ length: 5 }, (_, index) => clipOf(index + 1, { projectId, quote: `Quote ${index + 1}` }));
  await putRows(library, 'clips', clips);
  other = await browser.extensionPage('popup.html');
  await library.close();
});
afterAll(() => browser.close());

/** Begins a schedule with a folder of the origin's own, which needs no permission: one of no dialog can be had here. */
async function schedule(lastAt?: number): Promise<void> {
  await other.evaluate(async (at) => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('Backups', { recursive: true }).catch(() => undefined);
    const folder = await root.getDirectoryHandle('Backups', { create: true });
    const value = { isReminding: true, schedule: { folder, every: 'day', keep: 3, ...(at ? { lastAt: at } : {}) } };
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('gleaner');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('local', 'readwrite');
        transaction.objectStore('local').put({ key: 'backup', value });
        transaction.onerror = () => reject(transaction.error);
        transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, lastAt);
}

const files = () =>
  other.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    return Array.fromAsync((await root.getDirectoryHandle('Backups')).keys());
  });
const whole = async () => (await files()).filter((name) => WHOLE.test(name));

/** In how many minutes the alarm goes off; undefined where none is set. Does not wake the worker. */
const minutesTo = (name: string): Promise<number | undefined> =>
  other.evaluate(async (wanted) => {
    const alarm = (await chrome.alarms.getAll()).find((one) => one.name === wanted);
    return alarm && Math.round((alarm.scheduledTime - Date.now()) / 60_000);
  }, name);

/** Starts the worker anew, as any event does. */
async function restart(): Promise<void> {
  await browser.stopWorker();
  await browser.worker();
}

/** The background has written one, has noted that, and waits for the next day. */
const isDone = () => expect.poll(() => minutesTo(NAME), SETTLED).toBe(DAY / MINUTE);

async function ring(): Promise<void> {
  await (await browser.worker()).evaluate((name) => chrome.alarms.onAlarm.dispatch({ name }), NAME);
}

/** Keeps the library busy until called again: nobody can read its clips. */
async function holdClips(): Promise<() => Promise<void>> {
  await other.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('clips', 'readwrite');
          transaction.oncomplete = () => opening.result.close();
          const state = globalThis as { isHeld?: boolean };
          state.isHeld = true;
          const goOn = () => {
            if (state.isHeld) transaction.objectStore('clips').count().onsuccess = goOn;
          };
          transaction.objectStore('clips').count().onsuccess = () => {
            resolve();
            goOn();
          };
        };
      }),
  );
  return () =>
    other.evaluate(() => {
      (globalThis as { isHeld?: boolean }).isHeld = false;
    });
}

describe('a backup that is due while no library is open', () => {
  beforeEach(async () => {
    await other.evaluate(() => chrome.alarms.clearAll());
  });

  it('is written by the background, and the next one is waited for', async () => {
    await schedule();
    await restart();
    await expect.poll(() => minutesTo(NAME), SETTLED).toBe(5);
    await ring();
    await expect.poll(whole, SETTLED).toHaveLength(1);
    await isDone();
    // It has nothing to do now, and leaves the file alone.
    await other.evaluate(() => chrome.alarms.clearAll());
    await ring();
    await isDone();
    expect(await files()).toHaveLength(1);
  });

  it('wakes the background when it is due, and not before', async () => {
    await schedule(Date.now() - DAY + 90 * MINUTE);
    await restart();
    await expect.poll(() => minutesTo(NAME), SETTLED).toBe(90);
    expect(await files()).toEqual([]);
  });

  it('leaves no file of its name where the background is stopped half-way, and is tried again', async () => {
    await schedule();
    const release = await holdClips();
    await ring();
    await expect.poll(files, SETTLED).toContainEqual(expect.stringMatching(/\.zip\.part$/));
    await browser.stopWorker();
    expect(await minutesTo(NAME)).toBeGreaterThan(50);
    await release();
    expect(await whole()).toEqual([]);
    await ring();
    await expect.poll(files, SETTLED).toEqual([expect.stringMatching(WHOLE)]);
    await isDone();
  });

  it('is left to a page that is at it', async () => {
    await schedule();
    await restart();
    await expect.poll(() => minutesTo(NAME), SETTLED).toBe(5);
    await other.evaluate(
      (lock) =>
        new Promise<void>((held) => {
          void navigator.locks.request(lock, () => {
            held();
            return new Promise<void>((release) => Object.assign(globalThis, { release }));
          });
        }),
      NAME,
    );
    await other.evaluate(() => chrome.alarms.clearAll());
    await ring();
    await expect.poll(() => minutesTo(NAME), SETTLED).toBe(5);
    expect(await files()).toEqual([]);
    await other.evaluate(() => (globalThis as unknown as { release(): void }).release());
    await ring();
    await expect.poll(whole, SETTLED).toHaveLength(1);
    await isDone();
  });

  it('waits for the library where the browser wants to ask the user', async () => {
    await schedule();
    await restart();
    await expect.poll(() => minutesTo(NAME), SETTLED).toBe(5);
    await (await browser.worker()).evaluate((name) => {
      FileSystemHandle.prototype.queryPermission = async () => 'prompt';
      chrome.alarms.onAlarm.dispatch({ name });
    }, NAME);
    await expect.poll(() => minutesTo(NAME), SETTLED).toBeUndefined();
    expect(await files()).toEqual([]);
  });
});

it('rests once nothing is left to do, also where an alarm woke it', async () => {
  await schedule(Date.now());
  await browser.stopWorker();
  await other.evaluate(() => chrome.alarms.create('tidy-pictures', { when: Date.now() + 500 }));
  await expect.poll(() => minutesTo('tidy-pictures'), SETTLED).toBeUndefined();
  // By then it would have set the alarm again.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(await minutesTo('tidy-pictures')).toBeUndefined();
});
