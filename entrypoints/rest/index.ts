import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as rest from '#lib/capture/rest.ts';

/** The part of the capture script that is needed once a clip is safe. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, rest };
});
