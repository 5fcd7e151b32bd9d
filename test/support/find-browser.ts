import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright';

// Branded Chrome is left out on purpose: since version 137 it ignores `--load-extension`.
const CHROMIUM_COMMANDS = ['chromium', 'chromium-browser', 'ungoogled-chromium'];
const FIREFOX_COMMANDS = ['firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-nightly'];
const MAC_CHROMIUM = ['/Applications/Chromium.app/Contents/MacOS/Chromium'];
const MAC_FIREFOX = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu ships `/usr/bin/chromium-browser` as a stub that only asks to install a snap: run it to know. */
function answersVersion(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

function fromPath(commands: string[], further: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...further];
  return candidates.find((path) => isExecutable(path) && answersVersion(path));
}

function fromEnvironment(name: string): string | undefined {
  const path = process.env[name];
  if (path === undefined || path === '') return undefined;
  if (!isExecutable(path))
    throw new Error(`${name} is "${path}", which is not an executable file. Correct or unset it.`);
  return path;
}

/** Run an installer with its output on stderr; resolves to whether it succeeded. */
async function run(command: string, args: string[]): Promise<boolean> {
  tell(`> ${command} ${args.join(' ')}`);
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', (error) => {
      tell(String(error));
      done(false);
    });
    child.once('exit', (code) => done(code === 0));
  });
}

async function aptInstall(packages: string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || fromPath(['apt-get'], []) === undefined) return false;
  return (await run('apt-get', ['update'])) && (await run('apt-get', ['install', '-y', ...packages]));
}

/** Playwright's own Chromium, if downloaded and if the system has the libraries that it needs. */
function playwrightChromium(): string | undefined {
  const path = chromium.executablePath();
  return path !== '' && isExecutable(path) && answersVersion(path) ? path : undefined;
}

/**
 * Path of a Chromium that loads unpacked extensions: `CHROMIUM_PATH`, Playwright's, then the system's; when there is
 * none, install Playwright's or (root on Debian and kin) the distribution's, telling stderr what runs.
 * Throws an Error that says what to do when all of that fails.
 */
export async function findChromium(): Promise<string> {
  const find = () =>
    fromEnvironment('CHROMIUM_PATH') ?? playwrightChromium() ?? fromPath(CHROMIUM_COMMANDS, MAC_CHROMIUM);
  const found = find();
  if (found !== undefined) return found;
  tell('No Chromium found (CHROMIUM_PATH, Playwright, PATH): installing one.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
  if (find() === undefined) {
    tell("Playwright's Chromium could not be installed, or does not start here: trying the system's package.");
    await aptInstall(['chromium', 'chromium-l10n']);
  }
  const installed = find();
  if (installed !== undefined) return installed;
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium (not Google Chrome: since version 137 it ' +
      'ignores --load-extension), for example with "npx playwright install --with-deps chromium" or ' +
      '"apt-get install chromium", or set CHROMIUM_PATH to its executable.',
  );
}

/**
 * Path of a Firefox that takes temporary add-ons: `FIREFOX_PATH`, then the system's; when there is none, install
 * Debian's ESR (as root), telling stderr what runs. Throws an Error that says what to do when that fails.
 */
export async function findFirefox(): Promise<string> {
  // Not Playwright's Firefox: it is patched, and has no WebDriver BiDi for add-ons.
  const find = () => fromEnvironment('FIREFOX_PATH') ?? fromPath(FIREFOX_COMMANDS, MAC_FIREFOX);
  const found = find();
  if (found !== undefined) return found;
  tell('No Firefox found (FIREFOX_PATH, PATH): installing one.');
  await aptInstall(['firefox-esr']);
  const installed = find();
  if (installed !== undefined) return installed;
  throw new Error(
    'No Firefox was found and none could be installed. Install Firefox, for example with "apt-get install firefox-esr" ' +
      'or from mozilla.org, or set FIREFOX_PATH to its executable.',
  );
}

/**
 * Make sure that Chromium can run its UI in `locale`. Debian keeps all languages but English in `chromium-l10n`, and
 * without the pack `chrome.i18n.getUILanguage()` stays `en-US` (messages are still chosen by the requested locale).
 * Installs it as root; resolves to whether the pack is there, and tells stderr what to do if not.
 */
export async function ensureChromiumLocale(executablePath: string, locale: string): Promise<boolean> {
  const folders = [dirname(realpathSync(executablePath)), '/usr/lib/chromium', '/usr/lib64/chromium-browser'];
  const paks = folders
    .map((folder) => join(folder, 'locales'))
    .filter((folder) => existsSync(join(folder, 'en-US.pak')));
  const folder = paks[0];
  // macOS keeps languages in its framework, and always all of them.
  if (folder === undefined || existsSync(join(folder, `${locale}.pak`))) return true;
  if (folder.startsWith('/usr/lib/chromium/')) {
    tell(`Chromium has no ${locale} language pack: installing chromium-l10n.`);
    if (await aptInstall(['chromium-l10n'])) return existsSync(join(folder, `${locale}.pak`));
  }
  tell(`Chromium has no ${locale} language pack in ${folder}: on Debian, install chromium-l10n.`);
  return false;
}
