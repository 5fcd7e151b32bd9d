import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { takeOrders } from '#lib/capture/take-orders.ts';

/**
 * The script that reads a page, put there on the user's gesture and never before. It is a plain script, not one of
 * WXT's content scripts: those announce themselves with an event and a `postMessage` that the page can see and forge.
 */
export default defineUnlistedScript(takeOrders);
