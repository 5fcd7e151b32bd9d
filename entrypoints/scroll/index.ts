import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as scroll from '#lib/capture/scroll/index.ts';

/** The part of the capture script that pictures more than what is seen at once. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, scroll };
});
