import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { extractArticle } from '#lib/capture/article/article.ts';

/** A part of the capture script that only articles need. */
export default defineUnlistedScript(() => {
  globalThis.gleanerParts = { ...globalThis.gleanerParts, extractArticle };
});
