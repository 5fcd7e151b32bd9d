import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as pickers from '#lib/capture/pickers.ts';

/** The part of the capture script that lets the user point at something. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, pickers };
});
