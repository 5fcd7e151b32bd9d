import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page, Request, Worker } from 'playwright';
import { chromium } from 'playwright';
import { ensureChromiumLocale, findChromium } from './find-browser.ts';
import { stopWorker, wakeWorker } from './service-worker-control.ts';

export interface ChromiumOptions {
  /** The built extension: a folder with a `manifest.json`. */
  extensionDir: string;
  /** The browser's own UI language, which `chrome.i18n` follows. Default `en`. */
  locale?: 'en' | 'zh-CN';
  /** Emulated in every page, popups included. Default: the browser's (light). */
  colorScheme?: 'light' | 'dark';
  /** The browser's real pixel ratio, which `captureVisibleTab` follows. Default 1. */
  deviceScaleFactor?: number;
  /** CSS pixels of a tab's contents: the real window is sized to it, nothing is emulated. Default 1280 × 800. */
  viewport?: { width: number; height: number };
  /** A profile to keep. Default: a fresh one, deleted by `close()` and `kill()`. */
  userDataDir?: string;
  /** Default true. Without, a display is needed. */
  headless?: boolean;
  /** Default: `findChromium()`. */
  executablePath?: string;
  /** Further command line switches. */
  args?: readonly string[];
}

/** A request made by the extension's own contexts: worker, popup, pages (not by scripts it injects into web pages). */
export interface ExtensionRequest {
  url: string;
  method: string;
  resourceType: string;
  /** URL of the worker or frame that asked; of the document itself when the request loads one. */
  initiator: string;
}

/** What `chrome.contextMenus.onClicked` reports; `pageUrl` and `editable` are filled in when left out. */
export interface ContextMenuInfo {
  menuItemId: string | number;
  selectionText?: string;
  linkUrl?: string;
  srcUrl?: string;
  mediaType?: 'image' | 'video' | 'audio';
  pageUrl?: string;
  frameUrl?: string;
  frameId?: number;
  editable?: boolean;
}

export interface ExtensionBrowser {
  context: BrowserContext;
  extensionId: string;
  /** `chrome.i18n.getUILanguage()`: stays `en-US` where Chromium lacks the language pack for `locale`. */
  uiLanguage: string;
  /** Process id of the browser itself. */
  processId: number;
  userDataDir: string;
  /**
   * Requests of the extension so far, oldest first, its own packaged files included. The worker's very first start may
   * precede the listening: stop and wake it to see what a start asks for.
   */
  requests: readonly ExtensionRequest[];
  /** Open a web page in a new foreground tab and wait until it has loaded. */
  openPage(url: string): Promise<Page>;
  /** Open a page of the extension, e.g. `library.html`, in a new foreground tab. */
  extensionPage(path: string): Promise<Page>;
  /** Click the toolbar button over `page`: the real gesture, which grants `activeTab`. For buttons without a popup. */
  triggerAction(page: Page): Promise<void>;
  /**
   * Click the toolbar button over `page` and return the popup, loaded. It closes, as for a user, when it loses focus: by
   * `bringToFront()` on a tab or by a new one (so axe needs its legacy mode there, which opens none).
   */
  clickToolbar(page: Page): Promise<Page>;
  /** The popup that is open, or the next to open, e.g. by `action.openPopup()`. Rejects after `timeout` ms. */
  attachPopup(timeout?: number): Promise<Page>;
  /** Grant `activeTab` on `page` until it navigates: click the toolbar button and close the popup. */
  grantActiveTab(page: Page): Promise<void>;
  /** The running service worker, started if need be. Get it anew after a stop: evaluating in a stopped one hangs. */
  worker(): Promise<Worker>;
  /** Stop the service worker; resolves when it stands still. The next event wakes it. */
  stopWorker(): Promise<void>;
  /** Deliver a keyboard command to the extension's own listener. Unlike a real one, it grants no `activeTab`. */
  dispatchCommand(name: string, page: Page): Promise<void>;
  /** Deliver a context-menu click to the extension's own listener. Unlike a real one, it grants no `activeTab`. */
  dispatchContextMenu(info: ContextMenuInfo, page: Page): Promise<void>;
  /** SIGKILL the browser, as a crash or an out-of-memory kill does; resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** The part of `chrome.*` that the functions below use inside the service worker. */
declare const chrome: {
  i18n: { getUILanguage(): string };
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<unknown[]> };
  commands: { onCommand: { dispatch(name: string, tab: unknown): void } };
  contextMenus: { onClicked: { dispatch(info: unknown, tab: unknown): void } };
};

function readPopupPath(manifest: unknown): string | undefined {
  const { action } = manifest as { action?: { default_popup?: string } };
  return action?.default_popup?.replace(/^\//, '');
}

function describeRequest(request: Request): ExtensionRequest {
  const base = { url: request.url(), method: request.method(), resourceType: request.resourceType() };
  const worker = request.serviceWorker();
  if (worker !== null) return { ...base, initiator: worker.url() };
  try {
    if (!request.isNavigationRequest()) return { ...base, initiator: request.frame().url() };
    return { ...base, initiator: request.frame().parentFrame()?.url() ?? request.url() };
  } catch {
    // The first navigation of a new page has no frame yet.
    return { ...base, initiator: request.url() };
  }
}

/** The `tab` target over `page`: pages have their own ids, so it is the active tab that shows the same URL. */
async function findTabTarget(session: CDPSession, page: Page): Promise<string> {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const sameUrl = targetInfos.filter((target) => target.url === page.url());
  const active = sameUrl.filter(({ embedderData }) => (embedderData as { tabActive?: boolean } | undefined)?.tabActive);
  const target = active.length === 1 ? active[0] : sameUrl.length === 1 ? sameUrl[0] : undefined;
  if (target === undefined) throw new Error(`${sameUrl.length} tabs show ${page.url()}: cannot tell which one to use.`);
  return target.targetId;
}

async function resizeContents(context: BrowserContext, width: number, height: number): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setContentsSize', { windowId, width, height });
  // An extension may open a tab of its own as it starts. A tab behind another is not laid out, and draws no frames.
  await page.bringToFront();
  // At 1.25 or 1.5 the browser's own bars end within a pixel, and the contents are up to two CSS pixels larger than asked
  // for.
  const fits = (size: { width: number; height: number }) =>
    Math.abs(innerWidth - size.width) <= 2 && Math.abs(innerHeight - size.height) <= 2;
  await page.waitForFunction(fits, { width, height }, { polling: 50 });
  await session.detach();
}

/**
 * Launch a real Chromium with one unpacked extension, and drive the extension by the gestures a user has. Popups and
 * extension pages are ordinary Playwright pages: locators, screenshots, `emulateMedia` and axe work in them.
 * Rejects when no Chromium is found or the extension does not load.
 */
export async function launchChromium(options: ChromiumOptions): Promise<ExtensionBrowser> {
  const { locale = 'en', deviceScaleFactor = 1, headless = true } = options;
  const { width, height } = options.viewport ?? { width: 1280, height: 800 };
  const manifest = await readFile(join(options.extensionDir, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no built extension in ${options.extensionDir}: build it first.`, { cause });
  });
  const popupPath = readPopupPath(JSON.parse(manifest));
  // Chromium reports, and derives the extension's id from, the path without symbolic links.
  const extensionDir = await realpath(options.extensionDir);
  const executablePath = options.executablePath ?? (await findChromium());
  if (locale !== 'en') await ensureChromiumLocale(executablePath, locale);
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'gleaner-chromium-')));
  const removeProfile = async () => {
    if (options.userDataDir === undefined) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };

  // A popup's target is born as type "other", which Playwright lets go of unless told otherwise. Should a later version
  // drop this switch, a second connection (`--remote-debugging-port`, `connectOverCDP`) sees open popups as pages too.
  process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';
  const language = locale === 'en' ? 'en_US' : locale.replace('-', '_');
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath,
    headless,
    // Emulated metrics would size popups like tabs, and give captureVisibleTab other pixels than the page has.
    viewport: null,
    colorScheme: options.colorScheme ?? null,
    // On Linux the UI language comes from the environment, elsewhere from the switch.
    env: { ...process.env, LANGUAGE: language, LC_ALL: '', LANG: `${language}.UTF-8` },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(headless ? ['--headless=new'] : []),
      `--disable-extensions-except=${extensionDir}`,
      `--load-extension=${extensionDir}`,
      `--lang=${locale === 'en' ? 'en-US' : locale}`,
      `--force-device-scale-factor=${deviceScaleFactor}`,
      // Popups are as tall as the screen lets them; headless browsers think theirs is 800 × 600.
      '--screen-info={1920x1200}',
      `--window-size=${width},${height + 120}`,
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });

  const requests: ExtensionRequest[] = [];
  context.on('request', (request) => {
    const described = describeRequest(request);
    // No other extension is loaded.
    if (described.initiator.startsWith('chrome-extension://')) requests.push(described);
  });

  const close = async () => {
    await context.close();
    await removeProfile();
  };

  try {
    const browser = context.browser();
    if (browser === null) throw new Error('Playwright gives no access to the browser.');
    const session = await browser.newBrowserCDPSession();
    const { extensions } = await session.send('Extensions.getExtensions');
    const extensionId = extensions.find((extension) => extension.path === extensionDir)?.id;
    if (extensionId === undefined) throw new Error(`Chromium did not load the extension in ${extensionDir}.`);
    const origin = `chrome-extension://${extensionId}`;

    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const processId = processInfo.find(({ type }) => type === 'browser')?.id;
    if (processId === undefined) throw new Error('Chromium does not tell its process id.');

    const openPage = async (url: string) => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    };
    const isPopup = (page: Page) => {
      const url = new URL(page.url());
      return popupPath !== undefined && url.href.startsWith(`${origin}/`) && url.pathname === `/${popupPath}`;
    };
    const attachPopup = async (timeout = 10_000) => {
      const popup =
        context.pages().find((page) => isPopup(page)) ??
        (await context.waitForEvent('page', { predicate: isPopup, timeout }));
      await popup.waitForLoadState();
      return popup;
    };
    const triggerAction = async (page: Page) => {
      await page.bringToFront();
      await session.send('Extensions.triggerAction', { id: extensionId, targetId: await findTabTarget(session, page) });
    };
    const clickToolbar = async (page: Page) => {
      for (let attempt = 1; ; attempt += 1) {
        // A second click would only close the popup.
        for (const popup of context.pages().filter(isPopup)) await popup.close();
        try {
          const [popup] = await Promise.all([attachPopup(), triggerAction(page)]);
          return popup;
        } catch (error) {
          // One that the extension opened by itself at this very moment closes as the tab comes to the front.
          if (attempt === 3 || !/closed/.test(String(error))) throw error;
        }
      }
    };
    const worker = async () => {
      await wakeWorker(context, origin);
      const find = () => context.serviceWorkers().find((candidate) => candidate.url().startsWith(`${origin}/`));
      return find() ?? (await context.waitForEvent('serviceworker', { predicate: () => find() !== undefined }));
    };

    await resizeContents(context, width, height);
    const uiLanguage = await (await worker()).evaluate(() => chrome.i18n.getUILanguage());

    return {
      context,
      extensionId,
      uiLanguage,
      processId,
      userDataDir,
      requests,
      openPage,
      extensionPage: (path) => openPage(`${origin}/${path.replace(/^\//, '')}`),
      triggerAction,
      clickToolbar,
      attachPopup,
      async grantActiveTab(page) {
        await (await clickToolbar(page)).close();
      },
      worker,
      stopWorker: () => stopWorker(context, origin),
      async dispatchCommand(name, page) {
        await page.bringToFront();
        await (await worker()).evaluate(async (command) => {
          const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          chrome.commands.onCommand.dispatch(command, tab);
        }, name);
      },
      async dispatchContextMenu(info, page) {
        await page.bringToFront();
        await (await worker()).evaluate(
          async (click) => {
            const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
            chrome.contextMenus.onClicked.dispatch(click, tab);
          },
          { pageUrl: page.url(), editable: false, frameId: 0, ...info },
        );
      },
      async kill() {
        const gone = new Promise((done) => context.once('close', done));
        process.kill(processId, 'SIGKILL');
        await gone;
        await removeProfile();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
