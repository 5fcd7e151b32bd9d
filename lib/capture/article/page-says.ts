import { attribute, queryAll, textOf, titleOf } from '#lib/capture/safe-dom.ts';
import { type PageTree, textIn } from './page-tree.ts';

/** What a page says of itself, in its head and its markup. */
export type PageSays = {
  /** Folded and in lower case: a heading that repeats one is not part of the text. */
  titles: string[];
  isArticle: boolean;
  isThread: boolean;
};

export function readPageSays(document: Document, url: string, tree: PageTree): PageSays {
  return { titles: titlesOf(document, tree), isArticle: saysArticle(document), isThread: saysThread(document, url) };
}

const ARTICLE =
  'meta[property="og:type" i][content="article" i], meta[property="article:published_time"], [itemtype*="Article"], [itemtype$="BlogPosting"], article time';
const THREAD =
  '[itemtype*="DiscussionForumPosting"], [itemtype*="QAPage"], [itemprop~="suggestedAnswer"], [itemprop~="acceptedAnswer"]';
const THREAD_URL =
  /\/(?:forums?|threads?|topics?|questions?|discussions?|issues|viewtopic\.php|showthread\.php|t|r\/[^/]+\/comments)(?:[/?.#-]|$)/i;

function saysArticle(document: Document): boolean {
  if (queryAll(document, ARTICLE).length > 0) return true;
  return hasData(document, /"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report)"/);
}

function saysThread(document: Document, url: string): boolean {
  if (THREAD_URL.test(url) || queryAll(document, THREAD).length > 0) return true;
  return hasData(document, /"@type"\s*:\s*"(?:DiscussionForumPosting|QAPage)"/);
}

/** Read as text, not parsed: only a name in it is looked for. */
function hasData(document: Document, pattern: RegExp): boolean {
  const data = queryAll(document, 'script[type="application/ld+json"]').slice(0, 10);
  return data.some((script) => pattern.test((textOf(script) ?? '').slice(0, 100_000)));
}

function titlesOf(document: Document, tree: PageTree): string[] {
  const meta = queryAll(document, 'meta[property="og:title"], meta[name="twitter:title"]')
    .slice(0, 4)
    .map((element) => attribute(element, 'content'));
  const title = titleOf(document).slice(0, 1_000);
  const parts = title
    .split(/\s[|\-–—»:_]\s|_|｜/)
    .filter((part) => part.length > 10)
    .slice(0, 4);
  const [h1, ...others] = tree.elements.filter(({ name }) => name === 'h1');
  const lone = h1 && others.length === 0 ? textIn(h1, 300) : undefined;
  return [...meta, title, ...parts, lone].flatMap((line) => {
    const folded = (line ?? '').slice(0, 1_000).replace(/\s+/g, ' ').trim().toLowerCase();
    return folded === '' ? [] : [folded];
  });
}
