import { expose } from 'comlink';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { LibraryIndex } from '#lib/search/library/library-index.ts';

/** A worker of the library: what it answers takes no time from the page. */
export default defineUnlistedScript(() => {
  expose(new LibraryIndex());
});
