import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as text from '#lib/capture/text.ts';

/** The part of the capture script that screenshots and pickers do without. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, text };
});
