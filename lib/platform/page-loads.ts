import { browser } from 'wxt/browser';

/** Calls `run` each time that a tab has loaded a page, the same one again included. @returns how to stop. */
export function onPageLoad(run: (tabId: number) => void): () => void {
  const onUpdated = (tabId: number, change: { status?: string }) => {
    if (change.status === 'complete') run(tabId);
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => browser.tabs.onUpdated.removeListener(onUpdated);
}
