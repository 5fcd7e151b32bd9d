import { expose, transfer } from 'comlink';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { LibraryIndex } from '#lib/search/library/library-index.ts';
import type { Question } from '#lib/search/library/question.ts';

/** The index as a page reaches it: ids are handed over, and not copied. */
class SharedIndex extends LibraryIndex {
  override async ask(question: Question) {
    const answer = await super.ask(question);
    return transfer(answer, [answer.ids.bytes.buffer]);
  }
}

/**
 * A worker of the library: what it answers takes no time from the page. An extension tells its workers nothing of
 * languages: the page names this one by its own.
 */
export default defineUnlistedScript(() => {
  expose(new SharedIndex(self.name));
});
