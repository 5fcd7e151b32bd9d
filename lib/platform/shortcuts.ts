import { browser } from 'wxt/browser';
import { type Tab, tabOf } from './tabs.ts';

/** The name of the command that runs a capture kind. The manifest is made from the same. */
export function commandOf(kindId: string): string {
  return `clip-${kindId}`;
}

/** @param run Gets the id of the capture kind, and the tab in front. */
export function onShortcut(run: (kindId: string, tab: Tab) => void): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (tab && command.startsWith('clip-')) run(command.slice('clip-'.length), tabOf(tab));
  });
}

/** The shortcuts as the user has set them, in the browser's notation; '' where there is none. By command name. */
export async function currentShortcuts(): Promise<Map<string, string>> {
  const commands = await browser.commands.getAll();
  return new Map(commands.map(({ name, shortcut }) => [name ?? '', shortcut ?? '']));
}

/** Opens the place where the browser lets its user change shortcuts: in Chromium an ordinary tab, in Firefox not. */
export async function openShortcutSettings(): Promise<void> {
  if (import.meta.env.FIREFOX) {
    // Firefox ≥ 137; typed as Chrome's API, which has no such call.
    await (browser.commands as unknown as { openShortcutSettings(): Promise<void> }).openShortcutSettings();
  } else {
    await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  }
}
