import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as textLayer from '#lib/capture/text-layer/index.ts';

/** The part of the capture script that only pictures of a page need. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, textLayer };
});
