import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { servePage } from '#lib/capture/serve-page.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { isAlive } from '#lib/platform/runtime.ts';

/**
 * The script that reads a page, put there on the user's gesture and never before. It is a plain script, not one of
 * WXT's content scripts: those announce themselves with an event and a `postMessage` that the page can see and forge.
 */
export default defineUnlistedScript(() => {
  // Runs at every gesture. Who is here already, and alive, has taken its orders.
  if (globalThis.gleanerCapture?.isAlive()) return;
  const read = servePage(async (part) => {
    const loaded = globalThis.gleanerParts?.[part];
    if (!loaded) throw new GleanerError('page_gone', `${part} is not in this page`);
    return loaded;
  });
  const takeOrders = (): void => {
    const orders = globalThis.gleanerOrders ?? [];
    globalThis.gleanerOrders = [];
    for (const order of orders) read(order);
  };
  globalThis.gleanerCapture = { isAlive, takeOrders };
  takeOrders();
});
