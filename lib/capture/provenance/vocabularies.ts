import type { Vocabulary } from '#lib/capture/provenance/claims.ts';
import { jsonLd } from '#lib/capture/provenance/json-ld.ts';
import { metaVocabulary } from '#lib/capture/provenance/meta.ts';
import { microdata } from '#lib/capture/provenance/microdata.ts';
import { documentItself, headings, times, weChat } from '#lib/capture/provenance/visible.ts';

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
      author: ['article:author', 'og:article:author'],
      publishedAt: ['article:published_time', 'og:article:published_time', 'og:published_time', 'og:release_date'],
      modifiedAt: ['article:modified_time', 'og:article:modified_time', 'og:updated_time', 'og:modified_time'],
      lang: ['og:locale'],
      description: ['og:description', 'twitter:description'],
    },
    'og:url',
  ),
  // Dublin Core, in all its spellings. https://www.dublincore.org/specifications/dublin-core/dcq-html/
  metaVocabulary({
    title: ['dc.title', 'dcterms.title', 'dc:title'],
    site: ['dc.publisher', 'dcterms.publisher', 'dc:publisher'],
    author: ['dc.creator', 'dcterms.creator', 'dc:creator', 'dc.creator.personalname'],
    publishedAt: [
      ...['dc.date.issued', 'dcterms.issued', 'dc:date.issued', 'dc.date.created', 'dcterms.created'],
      ...['dc.date', 'dcterms.date', 'dc:date', 'dc:created'],
    ],
    modifiedAt: ['dc.date.modified', 'dcterms.modified', 'dc:modified', 'dc:date.modified', 'dc.modified'],
    lang: ['dc.language', 'dcterms.language', 'dc:language'],
    description: ['dc.description', 'dcterms.description', 'dc:description', 'dcterms.abstract'],
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
      ...['bytedance:published_time', 'apub:time', 'weibo:article:create_at', 'weibo: article:create_at'],
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
