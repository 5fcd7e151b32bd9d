import { browser } from 'wxt/browser';

/** Runs when the browser has started, or the extension has been installed, updated or switched on. */
export function onStartup(run: () => void): void {
  browser.runtime.onStartup.addListener(run);
  browser.runtime.onInstalled.addListener(run);
}

/** Runs once, when the user has just installed the extension. */
export function onFirstInstall(run: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') run();
  });
}
