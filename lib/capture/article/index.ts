/** What finds the article of a page: a part of its own, as no other kind needs it. */

export { extractArticle } from './article.ts';
export { passageOfArticle } from './passage-of-article.ts';
