import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { LoadPart } from '#lib/capture/page-parts.ts';
import { servePage } from '#lib/capture/serve-page.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { isAlive } from '#lib/platform/runtime.ts';

/** Parts are put into a page at once with the order to read it, and browsers do not say which comes first. */
const PART_MS = 10_000;
const STEP_MS = 10;

const partIn: LoadPart = async (part) => {
  for (let waited = 0; waited < PART_MS; waited += STEP_MS) {
    const loaded = globalThis.gleanerParts?.[part];
    if (loaded) return loaded;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new GleanerError('page_gone', `the part "${part}" is not in this page`);
};

/**
 * The script that reads a page, put there on the user's gesture and never before. It is a plain script, not one of
 * WXT's content scripts: those announce themselves with an event and a `postMessage` that the page can see and forge.
 */
export default defineUnlistedScript(() => {
  // Runs at every gesture. Who is here already, and alive, has taken its orders.
  if (globalThis.gleanerCapture?.isAlive()) return;
  const read = servePage(partIn);
  const takeOrders = (): void => {
    const orders = globalThis.gleanerOrders ?? [];
    globalThis.gleanerOrders = [];
    for (const order of orders) read(order);
  };
  globalThis.gleanerCapture = { isAlive, takeOrders };
  takeOrders();
});
