import type { Vocabulary } from '#lib/capture/provenance/claims.ts';
import { jsonLd } from '#lib/capture/provenance/json-ld.ts';
import { metaVocabulary } from '#lib/capture/provenance/meta.ts';
import { microdata } from '#lib/capture/provenance/microdata.ts';
import { documentItself, headings, times, weChat } from '#lib/capture/provenance/visible.ts';

/** Terms of Dublin Core in all their spellings: `DC.title`, `DCTERMS.title`, `dc:title`. */
const dublinCore = (...terms: readonly string[]): string[] =>
  terms.flatMap((term) => ['dc.', 'dcterms.', 'dc:'].map((prefix) => prefix + term));

/**
 * Every vocabulary in which pages say where they come from, the most trusted first; each field has the first value that
 * makes sense. What a site writes for machines that punish errors (search engines, then networks, libraries, analytics)
 * comes before what stands in the page for people. A new vocabulary is one entry.
 */
export const VOCABULARIES: readonly Vocabulary[] = [
  weChat,
  documentItself,
  // What a site calls itself, where a publisher in JSON-LD is often the company behind it.
  metaVocabulary({ site: ['og:site_name'] }, 'og:url'),
  jsonLd,
  metaVocabulary({ author: ['author'], description: ['description'] }),
  // Open Graph. https://ogp.me/#type_article
  metaVocabulary(
    {
      title: ['og:title', 'twitter:title'],
      author: ['article:author'],
      publishedAt: ['article:published_time', 'og:release_date'],
      modifiedAt: ['article:modified_time', 'og:updated_time'],
      lang: ['og:locale'],
      description: ['og:description', 'twitter:description'],
    },
    'og:url',
  ),
  // https://www.dublincore.org/specifications/dublin-core/dcq-html/
  metaVocabulary({
    title: dublinCore('title'),
    site: dublinCore('publisher'),
    author: dublinCore('creator'),
    publishedAt: dublinCore('date.issued', 'issued', 'date.created', 'created', 'date'),
    modifiedAt: dublinCore('date.modified', 'modified'),
    lang: dublinCore('language'),
    description: dublinCore('description', 'abstract'),
  }),
  // Highwire Press, of scholarly publishers. https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
  metaVocabulary({
    title: ['citation_title'],
    site: ['citation_journal_title', 'citation_publisher'],
    author: ['citation_author', 'citation_authors'],
    publishedAt: ['citation_publication_date', 'citation_online_date', 'citation_date'],
    lang: ['citation_language'],
    description: ['citation_abstract'],
  }),
  // Parse.ly and Sailthru, of newspapers.
  metaVocabulary({
    title: ['parsely-title', 'sailthru.title'],
    author: ['parsely-author', 'sailthru.author'],
    publishedAt: ['parsely-pub-date', 'sailthru.date'],
    description: ['sailthru.description'],
  }),
  // 字节跳动, 腾讯新闻, 微博, and what content management systems in China write.
  metaVocabulary({
    author: ['bytedance:author', 'weibo:article:author'],
    publishedAt: [
      ...['bytedance:published_time', 'apub:time', 'weibo:article:create_at'],
      ...['publishdate', 'publish_time', 'publish-date'],
    ],
    modifiedAt: ['bytedance:updated_time', 'bytedance:lrdate_time', 'weibo:article:update_at'],
  }),
  // Of nobody's making.
  metaVocabulary({
    site: ['application-name'],
    publishedAt: ['pubdate', 'published_time', 'date'],
    modifiedAt: ['last-modified', 'revised', 'updated_time'],
    lang: ['language'],
  }),
  microdata,
  times,
  headings,
];
