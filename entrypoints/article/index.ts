import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as article from '#lib/capture/article/index.ts';

/** The part of the capture script that only articles need. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, article };
});
