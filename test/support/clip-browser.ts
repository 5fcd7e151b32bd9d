import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { findChromium } from './find-browser.ts';
import { freshBuild } from './fresh-build.ts';
import { launchGleaner, onboardingPage } from './gleaner.ts';

/** How often a browser is handed out before a new one takes its place: its memory grows with every popup. */
const USES = 100;

/**
 * A browser for as long as it takes: one that died, or has worked for long, is replaced by another, which has the clips
 * of the one before.
 */
export interface LastingBrowser {
  /** The one that runs, started if need be. Rejects where there is no browser, or none starts. */
  get(): Promise<ExtensionBrowser>;
  close(): Promise<void>;
}

export async function lastingBrowser(): Promise<LastingBrowser> {
  const extensionDir = await freshBuild();
  const userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-clip-'));
  let running: ExtensionBrowser | undefined;
  let isFirst = true;
  let uses = 0;
  return {
    async get() {
      uses += 1;
      if (running && uses > USES) await running.close();
      if (running) return running;
      uses = 1;
      const browser = await launchGleaner({ extensionDir, userDataDir, executablePath: await findChromium() });
      running = browser;
      browser.context.once('close', () => {
        running = undefined;
      });
      // Only a new profile has it.
      if (isFirst) await (await onboardingPage(browser)).close();
      isFirst = false;
      return browser;
    },
    async close() {
      await running?.close();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
