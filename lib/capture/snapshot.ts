import { GleanerError } from '#lib/core/errors.ts';
import { LIMITS } from '#lib/core/text.ts';
import { type Article, extractArticle } from './article/article.ts';
import { passageOfArticle } from './article/passage-of-article.ts';
import { quoteOf } from './rendered-text.ts';
import { renderPassage } from './rendered-tree.ts';
import { bodyOf, isElement, rootOf } from './safe-dom.ts';
import { wordsInRanges } from './words-in-ranges.ts';

export { wordsInRanges };

/** What a page is about, as text. */
export type PageSnapshot = {
  text: string;
  /** The element around the page's article, where that is what the text is of. */
  article?: Element;
};

function articleOf(document: Document, url: string): Article | undefined {
  try {
    return extractArticle(document, url);
  } catch (error) {
    // There is too much of it to choose from.
    if (error instanceof GleanerError) return undefined;
    throw error;
  }
}

/** Of very much text, the beginning: nobody compares more. */
const cut = (text: string): string =>
  text.length > LIMITS.quote ? text.slice(0, LIMITS.quote - 1).toWellFormed() : text;

/**
 * The text of a page's article as a clip of it has it, or all that is to be read where there is none; at most as long as
 * a quote. The page stays as it is.
 */
export function readSnapshot(document: Document, url: string): PageSnapshot {
  const article = articleOf(document, url);
  if (article) {
    const passage = passageOfArticle(article);
    const text = cut(quoteOf(renderPassage(passage)));
    return { text, ...(isElement(passage.top) ? { article: passage.top } : {}) };
  }
  const range = new Range();
  Range.prototype.selectNodeContents.call(range, bodyOf(document) ?? rootOf(document));
  return { text: cut(wordsInRanges([range])) };
}
