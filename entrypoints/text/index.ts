import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { takeOrders } from '#lib/capture/take-orders.ts';
import * as text from '#lib/capture/text.ts';

/**
 * The capture script with the part that screenshots and pickers do without. Both in one, because they have so much in
 * common that two would be a tenth more.
 */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, text };
  takeOrders();
});
