import { browser } from 'wxt/browser';

/**
 * Runs when the background says `evidence.refresh`, which carries nothing and wants no answer: so this needs neither a
 * schema nor the weight of one. @returns how to stop.
 */
export function onRefresh(run: () => void): () => void {
  const listener = (message: unknown, sender: { id?: string | undefined; tab?: unknown }): void => {
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return;
    const isRefresh = typeof message === 'object' && message !== null && 'type' in message;
    if (isRefresh && message.type === 'evidence.refresh') run();
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime?.onMessage?.removeListener(listener);
}
