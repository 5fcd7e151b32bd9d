import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { GleanerError } from '#lib/core/errors.ts';

/** The readable main content of a page: an article, a thread with all its posts, a list of reviews. */
export const article: CaptureKind = {
  id: 'article',
  clipKind: 'article',
  label: 'kind_article',
  icon: 'M3 2h10v12H3zM5.5 5h5M5.5 8h5M5.5 11h3',
  interactive: false,
  keepAs: 'clip',
  parts: ['text', 'article'],
  menu: { title: 'command_clip_article', contexts: ['page'] },
  shortcut: { description: 'command_clip_article' },

  async read(page) {
    const [{ readArticle }, { extractArticle, passageOfArticle }] = await Promise.all([
      page.load('text'),
      page.load('article'),
    ]);
    const article = extractArticle(page.document, page.url);
    if (!article) throw new GleanerError('no_article');
    return readArticle(page, passageOfArticle(article));
  },
};
