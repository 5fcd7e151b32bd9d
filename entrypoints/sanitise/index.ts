import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { sanitise } from '#lib/capture/sanitise.ts';

/** A part of the capture script that screenshots do without. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, sanitise };
});
