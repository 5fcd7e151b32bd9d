import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import type { ChromeScope } from './firefox-chrome-scope.ts';

/** The toolbar popup of Firefox: no WebDriver context, so it is read from an extension page and clicked from outside. */
export interface FirefoxPopup {
  /** Run `fn(popupWindow, ...args)`; it may use nothing but its parameters. Arguments and result travel as JSON. */
  evaluate<Result, Args extends unknown[]>(
    fn: (popup: Window & typeof globalThis, ...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** Wait until `selector` matches something visible. Rejects after `timeout` ms. */
  waitFor(selector: string, timeout?: number): Promise<void>;
  /** A trusted click at the centre of the first match. */
  click(selector: string): Promise<void>;
  /** Trusted key presses into the focused element, one for each character. */
  type(text: string): Promise<void>;
  /** One trusted press of a named key, e.g. `Enter`, `Escape`, `Tab`. */
  press(key: string): Promise<void>;
  /** Text of the first match, or `null` when there is none. */
  text(selector: string): Promise<string | null>;
  /** Write a PNG of the popup to `path`. */
  screenshot(path: string): Promise<void>;
  closed(): Promise<boolean>;
  close(): Promise<void>;
}

const FIND_POPUP = `
  const popup = [...document.querySelectorAll('browser')]
    .find((found) => found.getAttribute('webextension-view-type') === 'popup');
  if (popup === undefined) throw new Error('no popup is open');`;

async function poll(condition: () => Promise<boolean>, timeout: number, failure: string): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${failure} within ${timeout} ms.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/**
 * Wait for the popup to be open and loaded, and drive it. `extensionScope` is any other page of the extension: popups
 * are visible from there through `extension.getViews`.
 */
export async function attachFirefoxPopup(
  chromeScope: ChromeScope,
  extensionScope: Page,
  timeout = 10_000,
): Promise<FirefoxPopup> {
  const view = "browser.extension.getViews({ type: 'popup' })[0]";
  const run = (expression: string): Promise<unknown> => extensionScope.evaluate(expression);
  const popup: FirefoxPopup = {
    async evaluate(fn, ...args) {
      const json = await run(
        `(async (popup) => { if (!popup) throw new Error('no popup is open');
          return JSON.stringify(await (${fn.toString()})(popup, ...${JSON.stringify(args)})); })(${view})`,
      );
      return typeof json === 'string' ? JSON.parse(json) : undefined;
    },
    waitFor: (selector, limit = 10_000) =>
      poll(
        () =>
          popup.evaluate((window, css) => {
            const box = window.document.querySelector(css)?.getBoundingClientRect();
            return box !== undefined && box.width > 0 && box.height > 0;
          }, selector),
        limit,
        `${selector} did not show in the popup`,
      ),
    async click(selector) {
      await popup.waitFor(selector);
      const centre = await popup.evaluate((window, css) => {
        const element = window.document.querySelector(css);
        element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const box = element?.getBoundingClientRect();
        return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, selector);
      if (centre === null) throw new Error(`${selector} left the popup before it could be clicked.`);
      await chromeScope(
        `${FIND_POPUP}
        const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
        const box = popup.getBoundingClientRect();
        for (const type of ['mousemove', 'mousedown', 'mouseup']) {
          const buttons = type === 'mousedown' ? 1 : 0;
          await event.synthesizeMouseAtPoint(
            box.x + args.x, box.y + args.y, { type, button: 0, clickCount: 1, buttons }, window);
        }`,
        centre,
      );
    },
    type: async (text) => {
      for (const character of text) await popup.press(character);
    },
    press: async (key) => {
      await chromeScope(
        `const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
        if (!processor.beginInputTransactionForTests(window)) throw new Error('keyboard input is not possible');
        const named = [...args.key].length > 1;
        const pressed = new KeyboardEvent('', { key: args.key, code: named ? args.key : '' });
        processor.keydown(pressed);
        processor.keyup(pressed);`,
        { key },
      );
    },
    text: (selector) =>
      popup.evaluate((window, css) => window.document.querySelector(css)?.textContent ?? null, selector),
    async screenshot(path) {
      const base64 = await chromeScope(
        `${FIND_POPUP}
        const { width, height } = popup.getBoundingClientRect();
        const bitmap = await popup.browsingContext.currentWindowGlobal
          .drawSnapshot(new DOMRect(0, 0, width, height), devicePixelRatio, 'white');
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        canvas.getContext('2d').drawImage(bitmap, 0, 0);
        const blob = await canvas.convertToBlob({ type: 'image/png' });
        return new Uint8Array(await blob.arrayBuffer()).toBase64();`,
      );
      await writeFile(path, Buffer.from(String(base64), 'base64'));
    },
    closed: async () => (await run(`${view} === undefined`)) === true,
    async close() {
      if (await popup.closed()) return;
      await chromeScope(`${FIND_POPUP} popup.closest('panel').hidePopup();`);
      await poll(() => popup.closed(), 5_000, 'The popup did not close');
    },
  };
  await poll(
    async () =>
      !(await popup.closed()) &&
      (await popup.evaluate((window) => {
        const { location, document } = window;
        return location.href !== 'about:blank' && document.readyState === 'complete';
      })),
    timeout,
    'No popup opened',
  );
  return popup;
}
