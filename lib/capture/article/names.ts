const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** What is never text to read, whatever the page's style says. */
export const NEVER_READ = set(
  'script style noscript template head iframe frame object embed svg canvas audio video select datalist textarea input map area dialog progress meter',
);

/** Elements that stand in a line of text. `img` among them: a paragraph may hold one. */
export const PHRASING = set(
  `a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math nobr output picture q rp rt ruby s
  samp small source span strike strong sub sup time tt u var wbr`,
);

/** What in a class or id says that a part is not what the page is about (from Readability's lists, with our own). */
export const UNLIKELY =
  /-ad-|ai2html|banner|breadcrumb|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|cookie-?(?:banner|consent|notice|bar|law|policy|message)|consent|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|subscri|promo|recommend|trending|masthead|toolbar|paywall|share(?!holder|point|ware|d)|hot-?news|copyright/;
export const MAYBE = /and|article|body|column|content|main|mathjax|shadow/;
export const POSITIVE = /article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story/;
export const NEGATIVE =
  /-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget/;

/** Roles of what is around a page's content. */
export const ASIDE_ROLES = set(
  'menu menubar navigation complementary alert alertdialog dialog banner contentinfo search toolbar tablist',
);

/** Classes and ids that name the body of an article, and nothing else. Matched against whole words. */
export const BODY =
  /(?:^|\s)(?:js_content|rich_media_content|article[-_]{0,2}(?:body|content|text|main|detail|copy)|articlebody|articletext|articlecontent|entry[-_]{0,2}(?:content|body|text)|post[-_]{0,2}(?:content|body|text|full-content|entry)|postbody|postcontent|story[-_]{0,2}(?:body|content|text)|storybody|storytext|news[-_]{0,2}(?:body|content|text)|blog[-_]{0,2}(?:body|content|post-content)|body-text|body-copy|bodycopy|body__content|rich-?text(?:-content)?|main-?text|c-entry-content|mw-parser-output|markdown-body|theme-doc-markdown|articlepage__content|artical_real|art_content|article_real_content)(?=$|\s|__)/;
