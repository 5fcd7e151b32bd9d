import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BUILD_ENV, CHROME_BUILD, FIREFOX_BUILD } from './build-extension.ts';

/** For which browser, and how that is asked of WXT. */
const BUILDS = {
  chrome: { folder: CHROME_BUILD, options: [] },
  firefox: { folder: FIREFOX_BUILD, options: ['-b', 'firefox', '--mv3'] },
};

/** The folder that holds `package.json`. */
export const ROOT = dirname(dirname(import.meta.dirname));

/** What a build is made of. */
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'assets', 'wxt.config.ts', 'package.json'];

/** When the newest of the files at and below `path` was written, in ms; 0 where there is none. */
async function newest(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isDirectory()) return info?.mtimeMs ?? 0;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Math.max(0, ...(await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))));
}

async function build(options: readonly string[]): Promise<void> {
  // stdout belongs to whoever asked for the build.
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', ...options], {
    cwd: ROOT,
    env: BUILD_ENV,
    stdio: ['ignore', 2, 2],
  });
  await new Promise<void>((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`The extension could not be built: "wxt build" ended with code ${code}.`));
    });
  });
}

/**
 * The folder of a build that is as new as its sources, built if need be. `GLEANER_BUILT=1` takes the one that
 * is there. Rejects when the sources do not build.
 */
export async function freshBuild(browser: keyof typeof BUILDS = 'chrome'): Promise<string> {
  const { options } = BUILDS[browser];
  const folder = join(ROOT, BUILDS[browser].folder);
  if (process.env.GLEANER_BUILT === '1') return folder;
  const built = await newest(join(folder, 'manifest.json'));
  const changed = Math.max(...(await Promise.all(SOURCES.map((path) => newest(join(ROOT, path))))));
  if (built < changed) await build(options);
  return folder;
}
