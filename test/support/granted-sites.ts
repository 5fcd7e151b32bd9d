import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { launchGleaner } from './gleaner.ts';

/** The part of `chrome.*` that is used in pages of the extension. */
declare const chrome: {
  permissions: {
    request(sites: { origins: string[] }): Promise<boolean>;
    remove(sites: { origins: string[] }): Promise<boolean>;
  };
};

declare global {
  /** What the browser says to what was asked of it last, in a page of the extension. */
  var asked: Promise<boolean> | undefined;
}

/** Where the tests' own sites are served. */
export const LOOPBACK = 'http://127.0.0.1/*';

/** The browser's own notes on an extension, as far as they are changed here. */
type Notes = {
  extensions: { settings: Record<string, { granted_permissions: Hosts; runtime_granted_permissions?: object }> };
};
type Hosts = { explicit_host: string[] };

/**
 * A browser whose user has granted these sites before, and given them back: a browser asks nothing when they are requested
 * again, which no test could answer. Nothing is granted yet, and what then grants and takes is the browser itself.
 */
export async function launchWithKnownSites(sites: readonly string[] = [LOOPBACK]): Promise<ExtensionBrowser> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-granted-'));
  const remove = () => rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  const first = await launchGleaner({ userDataDir });
  await first.close();
  const path = join(userDataDir, 'Default', 'Preferences');
  const notes: Notes = JSON.parse(await readFile(path, 'utf8'));
  const own = notes.extensions.settings[first.extensionId];
  if (!own) throw new Error('The browser has noted nothing of the extension.');
  own.granted_permissions.explicit_host = [...sites];
  own.runtime_granted_permissions = { api: [], explicit_host: sites, manifest_permissions: [], scriptable_host: [] };
  await writeFile(path, JSON.stringify(notes));
  const browser = await launchGleaner({ userDataDir });
  const close = async () => {
    await browser.close();
    await remove();
  };
  return { ...browser, close };
}

/** Grants a site as a user does, by a click in a page of the extension; or gives it back. */
async function ask(page: Page, act: 'request' | 'remove', site: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate(
    ([what, origin]) => {
      const onClick = (event: Event) => {
        event.stopPropagation();
        globalThis.asked = chrome.permissions[what as 'request' | 'remove']({ origins: [origin ?? ''] });
      };
      addEventListener('click', onClick, { capture: true, once: true });
    },
    [act, site],
  );
  await page.mouse.click(2, 2);
  if (!(await page.evaluate(() => globalThis.asked))) throw new Error(`The browser refused to ${act} ${site}.`);
}

export const grant = (page: Page, site = LOOPBACK): Promise<void> => ask(page, 'request', site);
export const revoke = (page: Page, site = LOOPBACK): Promise<void> => ask(page, 'remove', site);

/** What is painted in a page, by the name of the highlight: the words of its top document and open shadow trees. */
export function painted(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const words = ({ startContainer, startOffset, endContainer, endOffset }: AbstractRange) => {
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range.toString().replace(/\s+/g, ' ').trim();
    };
    return Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(words)]));
  });
}
