import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the builds lie: what users get, and what every test in a browser runs on. */
export const CHROME_BUILD = '.output/chrome-mv3';
export const FIREFOX_BUILD = '.output/firefox-mv3';

/** Vitest says `test` here, and React would come as its development build, which no user gets. */
export const BUILD_ENV = { ...process.env, NODE_ENV: 'production' };

/** Builds the extension for both browsers; Vitest's global set-up. `GLEANER_BUILT=1` takes the builds that are there. */
export default async function buildExtension(): Promise<void> {
  if (process.env.GLEANER_BUILT === '1') return;
  await run('wxt', ['build'], { env: BUILD_ENV });
  await run('wxt', ['build', '-b', 'firefox', '--mv3'], { env: BUILD_ENV });
}
