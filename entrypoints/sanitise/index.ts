import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as sanitise from '#lib/capture/sanitise.ts';

/** The part of the capture script that is needed for a clip with HTML, once it is safe. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, sanitise };
});
