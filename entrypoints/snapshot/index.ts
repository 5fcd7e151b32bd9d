import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as snapshot from '#lib/capture/snapshot.ts';

/** The part that reads what a page is about as text, to be compared at the next visit. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, snapshot };
});
