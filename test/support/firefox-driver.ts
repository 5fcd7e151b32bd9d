import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { findFirefox } from './find-browser.ts';
import type { ChromeScope } from './firefox-chrome-scope.ts';
import { openChromeScope } from './firefox-chrome-scope.ts';
import type { FirefoxPopup } from './firefox-popup.ts';
import { attachFirefoxPopup } from './firefox-popup.ts';

export interface FirefoxOptions {
  /** The built extension: a folder with a `manifest.json`. */
  extensionDir: string;
  /** Default: `browser_specific_settings.gecko.id` of the manifest. */
  addonId?: string;
  /** Default: the browser's (light). */
  colorScheme?: 'light' | 'dark';
  /** The browser's real pixel ratio. Default 1. */
  deviceScaleFactor?: number;
  /** CSS pixels of the whole window. Default 1280 × 900. */
  windowSize?: { width: number; height: number };
  /** A profile to keep, storage of the extension included. Default: a fresh one, deleted at the end. */
  userDataDir?: string;
  /** Default true. Without, a display is needed. */
  headless?: boolean;
  /** Default: `findFirefox()`. */
  executablePath?: string;
  /** Further preferences of `about:config`. */
  preferences?: Record<string, string | number | boolean>;
}

export interface ExtensionFirefox {
  browser: Browser;
  addonId: string;
  /** `moz-extension://<uuid>`, the same at each launch. */
  origin: string;
  /** Code with the browser's own privileges, for what no method here does. */
  chromeScope: ChromeScope;
  /** Open a web page in a new foreground tab and wait until it has loaded. */
  openPage(url: string): Promise<Page>;
  /** Open a page of the extension, e.g. `library.html`. Its `page.url()` lies: ask `location.href` inside. */
  extensionPage(path: string): Promise<Page>;
  /** A page of the extension that runs none of its code: evaluate in it to use `browser.*` and the storage. */
  extensionScope: Page;
  /** Click the toolbar button over `page`: grants `activeTab`. For buttons without a popup. */
  triggerAction(page: Page): Promise<void>;
  /** Click the toolbar button over `page` and return the popup, loaded. */
  clickToolbar(page: Page): Promise<FirefoxPopup>;
  /** The popup that is open, or the next to open. Rejects after `timeout` ms. */
  attachPopup(timeout?: number): Promise<FirefoxPopup>;
  /** Press the keyboard shortcut of a command over `page`: grants `activeTab`. Rejects when it has no shortcut. */
  pressShortcut(command: string, page: Page): Promise<void>;
  /** Right-click `selector` (or the selection in it) and pick the extension's item: grants `activeTab`. */
  clickContextMenu(menuItemId: string, page: Page, selector: string): Promise<void>;
  /** Stop the background script, as Firefox does when it idles. The next event wakes it. */
  stopBackground(): Promise<void>;
  /** SIGKILL the browser; resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const EXTENSION = 'const { extension } = WebExtensionPolicy.getByID(args.addonId);';

async function readAddonId(extensionDir: string): Promise<string> {
  const text = await readFile(join(extensionDir, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no built extension in ${extensionDir}: build it first.`, { cause });
  });
  const manifest = JSON.parse(text) as { browser_specific_settings?: { gecko?: { id?: string } } };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`The manifest in ${extensionDir} has no browser_specific_settings.gecko.id.`);
  return id;
}

/** Storage belongs to the UUID: one that follows from the add-on's id survives a restart. */
function deriveUuid(addonId: string): string {
  const hex = createHash('sha256').update(addonId).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Go to a page of the extension. Firefox swaps processes then, and the promise of the navigation never resolves. */
async function gotoExtensionPage(page: Page, url: string, timeout = 15_000): Promise<void> {
  page.goto(url).catch(() => undefined);
  const deadline = Date.now() + timeout;
  for (;;) {
    // While the processes are swapped, evaluating fails: not an error, but a reason to ask again.
    const arrived = await page
      .evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url)
      .catch(() => false);
    if (arrived) return;
    if (Date.now() > deadline) throw new Error(`${url} did not load within ${timeout} ms.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/**
 * Launch a real Firefox with one temporary add-on, and drive it by the gestures a user has.
 * Rejects when no Firefox is found or the add-on does not install.
 */
export async function launchFirefox(options: FirefoxOptions): Promise<ExtensionFirefox> {
  const { colorScheme, deviceScaleFactor = 1, headless = true } = options;
  const { width, height } = options.windowSize ?? { width: 1280, height: 900 };
  const extensionDir = resolve(options.extensionDir);
  const addonId = options.addonId ?? (await readAddonId(extensionDir));
  const uuid = deriveUuid(addonId);
  const origin = `moz-extension://${uuid}`;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executablePath ?? (await findFirefox()),
    headless,
    enableExtensions: true,
    defaultViewport: null,
    ...(options.userDataDir === undefined ? {} : { userDataDir: options.userDataDir }),
    args: ['--remote-allow-system-access', `--width=${width}`, `--height=${height}`],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      // Its viewer would replace the extension's principal in `extensionScope`.
      'devtools.jsonview.enabled': false,
      'layout.css.devPixelsPerPx': String(deviceScaleFactor),
      ...(colorScheme === undefined
        ? {}
        : {
            'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
            // The popup follows the browser's own theme.
            'ui.systemUsesDarkTheme': colorScheme === 'dark' ? 1 : 0,
          }),
      ...options.preferences,
    },
  });

  try {
    await browser.installExtension(extensionDir);
    const chromeScope = await openChromeScope(browser);
    const extensionScope = (await browser.pages())[0] ?? (await browser.newPage());
    await gotoExtensionPage(extensionScope, `${origin}/manifest.json`);

    const triggerAction = async (page: Page) => {
      await page.bringToFront();
      await chromeScope(
        `${EXTENSION}
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`,
        { addonId },
      );
    };
    const attachPopup = (timeout?: number) => attachFirefoxPopup(chromeScope, extensionScope, timeout);

    return {
      browser,
      addonId,
      origin,
      chromeScope,
      extensionScope,
      async openPage(url) {
        const page = await browser.newPage();
        await page.goto(url);
        return page;
      },
      async extensionPage(path) {
        const page = await browser.newPage();
        await gotoExtensionPage(page, `${origin}/${path.replace(/^\//, '')}`);
        return page;
      },
      triggerAction,
      async clickToolbar(page) {
        await triggerAction(page);
        return attachPopup();
      },
      attachPopup,
      async pressShortcut(command, page) {
        await page.bringToFront();
        await chromeScope(
          `${EXTENSION}
          const commands = (await extension.shortcuts.allCommands()).filter(({ shortcut }) => shortcut);
          const keys = document.querySelectorAll('keyset[id^="ext-keyset-id"] key');
          const key = keys[commands.findIndex(({ name }) => name === args.command)];
          if (key === undefined) throw new Error('no shortcut for ' + args.command);
          key.doCommand();`,
          { addonId, command },
        );
      },
      async clickContextMenu(menuItemId, page, selector) {
        await page.bringToFront();
        await page.click(selector, { button: 'right' });
        await chromeScope(
          `const menu = document.getElementById('contentAreaContextMenu');
          for (let waited = 0; menu.state !== 'open' && waited < 5000; waited += 50) {
            await new Promise((done) => setTimeout(done, 50));
          }
          const item = [...menu.querySelectorAll('menuitem')].find(({ id }) => id.endsWith('-menuitem-_' + args.menuItemId));
          if (item === undefined) {
            menu.hidePopup();
            throw new Error('the context menu has no item ' + args.menuItemId);
          }
          // Items in a submenu can only be activated while it is open.
          const submenu = item.closest('menupopup');
          if (submenu !== menu) {
            submenu.parentElement.openMenu(true);
            for (let waited = 0; submenu.state !== 'open' && waited < 5000; waited += 50) {
              await new Promise((done) => setTimeout(done, 50));
            }
          }
          submenu.activateItem(item);`,
          { menuItemId },
        );
      },
      async stopBackground() {
        await chromeScope(`${EXTENSION} await extension.terminateBackground({ ignoreDevToolsAttached: true });`, {
          addonId,
        });
      },
      async kill() {
        const child = browser.process();
        if (child === null) throw new Error('Firefox was not launched by this driver.');
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        await gone;
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
