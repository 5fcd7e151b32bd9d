/**
 * Types of schema.org that stand for the page itself, unlike the organisation behind it or a review on it. They are
 * matched by their ends: `Article` is written `NewsArticle`, `https://schema.org/Article` and `schema:Article` too.
 */
const OF_PAGE = /(?:Article|Posting|Page|Report|Question|HowTo|VideoObject|CreativeWork|Guide)$/;

/** Whether one of `types` stands for a page or for what it is about. */
export const isOfPage = (types: readonly string[]): boolean => types.some((type) => OF_PAGE.test(type));

/** Whether one of `types` is a page, which knows less of its author than the article that is on it. */
export const isPage = (types: readonly string[]): boolean => types.some((type) => type.endsWith('Page'));
