import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openPainter } from '#lib/capture/evidence/painter.ts';

/** Finds the clips of a page and paints them: put into a page of a granted site that has some. */
export default defineUnlistedScript(() => {
  globalThis.gleanerPainter ??= openPainter(document);
});
