import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './find-browser.ts';
import { freshBuild, ROOT } from './fresh-build.ts';
import { serveDirectory } from './serve-site.ts';
import { playTour } from './tour.ts';

const USAGE = `Usage: npm start [-- --tour]

Builds Gleaner and opens a Chromium with it on the sample pages, until you close the window.
Without a display, on a CI, or with --tour, it plays the tour instead, in a headless Chromium.
`;

function hasDisplay(): boolean {
  if (process.env.CI) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opens a window as a user has it, in a profile of its own, and waits until it is closed. */
async function openWindow(extensionDir: string, executablePath: string): Promise<void> {
  const site = await serveDirectory(join(ROOT, 'test/fixtures/site'));
  const profile = await mkdtemp(join(tmpdir(), 'gleaner-start-'));
  try {
    const browser = spawn(
      executablePath,
      [
        `--user-data-dir=${profile}`,
        `--disable-extensions-except=${extensionDir}`,
        `--load-extension=${extensionDir}`,
        '--no-first-run',
        '--no-default-browser-check',
        // Chromium's sandbox refuses to run as root, as in a container.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        site.url,
      ],
      { stdio: 'ignore' },
    );
    const stop = () => browser.kill();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    console.log(`Chromium is open with Gleaner on the sample pages (${site.url}). Close it to end.`);
    const code = await new Promise<number | null>((done, failed) => {
      browser.once('error', failed);
      browser.once('exit', done);
    });
    if (code) throw new Error(`Chromium (${executablePath}) ended with code ${code}.`);
  } finally {
    await site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @returns the exit code. */
async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: { tour: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const extensionDir = await freshBuild();
    const executablePath = await findChromium();
    if (!values.tour && hasDisplay()) {
      await openWindow(extensionDir, executablePath);
      return 0;
    }
    console.log('Playing the tour: clip, tag, export, in a headless Chromium.');
    const started = performance.now();
    const left = await playTour(extensionDir, executablePath);
    for (const path of left) console.log(path);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`Done in ${seconds} s. The findings are in ${left.find((path) => path.endsWith('findings.md'))}`);
    return 0;
  } catch (error) {
    console.error(`start: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
