import { browser } from 'wxt/browser';

/** Whether this script's extension is still there: an update or removal cuts scripts in pages off. */
export function isAlive(): boolean {
  return browser.runtime?.id !== undefined;
}
