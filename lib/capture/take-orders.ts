import { GleanerError } from '#lib/core/errors.ts';
import { LATE_FILES } from '#lib/platform/capture-order.ts';
import { askBackground } from '#lib/platform/messaging.ts';
import { isAlive } from '#lib/platform/runtime.ts';
import { fileOf, type LoadPart } from './page-parts.ts';
import { servePage } from './serve-page.ts';

/** Parts are put into a page at once with the order to read it, and browsers do not say which comes first. */
const PART_MS = 10_000;
const STEP_MS = 10;

const partIn: LoadPart = async (part) => {
  const late = LATE_FILES.find((file) => file === fileOf(part));
  if (late && !globalThis.gleanerParts?.[part]) await askBackground('page.part', { file: late });
  for (let waited = 0; waited < PART_MS; waited += STEP_MS) {
    const loaded = globalThis.gleanerParts?.[part];
    if (loaded) return loaded;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new GleanerError('page_gone', `the part "${part}" is not in this page`);
};

/** Takes what orders there are for this page, and those that come. */
export function takeOrders(): void {
  // Runs at every gesture. Who is here already, and alive, has taken its orders.
  if (globalThis.gleanerCapture?.isAlive()) return;
  const read = servePage(partIn);
  const takeThem = (): void => {
    const orders = globalThis.gleanerOrders ?? [];
    globalThis.gleanerOrders = [];
    for (const order of orders) read(order);
  };
  globalThis.gleanerCapture = { isAlive, takeOrders: takeThem };
  takeThem();
}
