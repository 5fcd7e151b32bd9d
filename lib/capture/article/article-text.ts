import { renderedToMarkdown } from '#lib/capture/markdown.ts';
import { quoteOf } from '#lib/capture/rendered-text.ts';
import { renderPassage } from '#lib/capture/rendered-tree.ts';
import type { Article } from './article.ts';
import { passageOfArticle } from './passage-of-article.ts';

/** The article's text as its reader saw it, and the same as CommonMark + GFM, with links resolved against `base`. */
export function readArticleText(article: Article, base: string): { quote: string; markdown: string } {
  const rendered = renderPassage(passageOfArticle(article));
  return { quote: quoteOf(rendered), markdown: renderedToMarkdown([rendered], base) };
}
