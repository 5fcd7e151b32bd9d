import { ASIDE_ROLES } from './names.ts';
import type { PageElement } from './page-tree.ts';
import { textIn } from './page-tree.ts';

const words = (list: string): RegExp =>
  new RegExp(`(?:^|[^a-z0-9])(?:${list.trim().replace(/\s+/g, '|')})(?=$|[^a-z0-9])`);

/** Classes and ids of parts that stand within an article and are not of it. Whole words, `-` and `_` between them. */
const JUNK = words(`
  share\\w* sharing[-_]?\\w* sns social\\w* addthis\\w* addtoany\\w* a2a\\w* sharedaddy sharethis\\w* jp-relatedposts
  related\\w* recommend\\w* recirc\\w* read-?next readnext up-?next nextpost suggested\\w* similar\\w* you-may\\w* also-like
  more-(?:stories|on|from|news|articles|posts|like|in|about|link|links) morestories read-?more readmore read-?also see-?also
  newsletter\\w* subscri\\w* sign-?up\\w* signup\\w* opt-?in cta\\w* call-to-action promo\\w*
  ad ads advert\\w* adsense adslot ad-\\w+ adbox ad_\\w+ ads-\\w+ advt dfp gpt-ad google-?ad\\w* sponsor\\w* outbrain\\w* taboola\\w* native-ad
  comments? comments?-\\w+ commentlist respond disqus\\w* reply-form livefyre\\w*
  breadcrumbs? crumbs? pagination pager paging page-links prev-?next post-?nav\\w* post-navigation nav-links navigation nav navbar
  tags? tag-?list tag-?links taglist post-?tags entry-?tags article-?tags tagcloud cat-links post-categories
  author-?(?:bio|box|info|card|profile|about|description|desc) about-?author authorbox
  post-?meta entry-?meta article-?meta meta-?info postmeta postinfo post-?info article-?info postmetadata byline\\w* by-line dateline-meta
  printfriendly toolbar article-?tools action-bar
  popular\\w* trending\\w* most-?read most-?popular mostread hot-?news latest-?news
  copyright cookie\\w* consent gdpr paywall\\w* overlay modal popup lightbox
  follow follow-\\w+ follow-?us like-?box fb-like fb-\\w+ tweet-?button twitter-share\\w* wp-polls
  toc table-of-contents jump-?links? jumplinks skip-?link\\w* screen-reader-\\w+ sr-only visually-?hidden visuallyhidden hidden-print noprint no-print
  mw-editsection editsection mw-jump-link catlinks navbox\\w* vertical-navbox authority-control printfooter hatnote reflist-nav ambox
  sidebar\\w* side-bar masthead site-?header site-?footer page-?footer
  was-this-helpful page-feedback edit-page edit-this-page theme-doc-footer\\w* last-updated
  kudos
  qr-?code\\w* qrcode reward\\w* dashang zanshang donate\\w* tip-jar
  article_extra reward_area rich_media_tool\\w* js_tags
`);
/** Names that mean the same, yet are also given to what an article is made of: they count where there is little to read. */
const WEAK_JUNK = words(`
  teaser\\w* topics categories bio biography tools? utility utilities controls actions? print print-\\w+ menu rating ratings star-?rating votes? voting
  license disclaimer meter widget\\w* feedback helpful marketing metadata reactions? emotions? mood poll box-related
`);
/** Names whose owner is a part of the text all the same. */
const NOT_JUNK = /note|tip|warning|caution|admonition|callout|alert|info-?box|infobox|quote|pullquote|important/;

/** What is not part of a post: everything that acts on it, and what decorates who wrote it. */
const JUNK_IN_THREAD = words(`
  share\\w* sharing[-_]?\\w* sns social\\w* addthis\\w* related\\w* recommend\\w* suggested\\w* similar\\w* newsletter\\w* sign-?up\\w* signup\\w* cta\\w*
  promo\\w* ad ads advert\\w* adsense ad-\\w+ adbox ads-\\w+ sponsor\\w* outbrain\\w* taboola\\w* breadcrumbs? crumbs? pagination pager paging page-links nav-links
  navigation nav navbar menu toolbar tools? action actions? post-actions? actionbar action-bar controls? post-controls buttons? flat-list votes? voting votecell vote-?count
  signature sig post-signature sign badges? badge-\\w+ user-?stats trust-level rank flair avatar reputation reputation-score reactions? reaction-\\w+ toc widget\\w*
  sidebar\\w* side-bar reply-form reply-box respond comment-form commentform new-comment quick-?reply comments-link js-add-link cookie\\w* consent gdpr popup modal overlay
  helpful was-helpful is-helpful report flag tag-list post-taglist post-tag tags masthead site-?header site-?footer page-?footer screen-reader-\\w+ sr-only visually-?hidden
`);

export function isJunkInThread({ name, hint, role }: PageElement): boolean {
  if (name === 'nav' || name === 'aside' || (ASIDE_ROLES.has(role) && role !== 'alert')) return true;
  return hint.length > 2 && JUNK_IN_THREAD.test(hint);
}

/** @param hasText Whether there is a paragraph to read in it. */
export function isJunkByName(element: PageElement, hasText: () => boolean): boolean {
  const { name, hint, role } = element;
  // Who is quoted.
  if (name === 'footer' && element.parent?.name === 'blockquote') return false;
  if (name === 'nav' || name === 'footer' || ASIDE_ROLES.has(role)) return !(role === 'alert' && NOT_JUNK.test(hint));
  if (name === 'aside') return !NOT_JUNK.test(hint);
  if (hint.length < 3 || name === 'a' || name === 'body' || /^h[1-6]$/.test(name)) {
    // The sign beside a heading that links to it; links with the same class in a text are words of it.
    return name === 'a' && isHeadingSign(element);
  }
  return JUNK.test(hint) || (WEAK_JUNK.test(hint) && !hasText());
}

/** The sign in a heading that links to it. */
function isHeadingSign(element: PageElement): boolean {
  const text = textIn(element, 4);
  return (
    /^(?:[#¶§🔗]|)$/u.test(text) ||
    (text.length < 3 && /(?:^|[-_ ])(?:headerlink|anchor|permalink|hash-link)/.test(element.hint))
  );
}

/** Parts that keep comments on an article. */
export const COMMENTS =
  /(?:^|[^a-z])(?:comments?(?:[-_]?\w+)?|commentlist|respond|replies|disqus\w*|livefyre\w*|pinglun|pingback\w*|trackback\w*)(?=$|[^a-z])/;

/** Headings after which nothing of the article follows. */
export const AFTERWARDS =
  /^(?:related(?: news .{0,40}| (?:articles?|posts?|stories|content|news|topics|links|reading|products?|items|questions|pages|resources|searches|coverage|videos?))?:?|(?:read )?more (?:from|on|in|stories|news|like|articles|about|to read|coverage)\b.*|most (?:read|popular|viewed|shared|recent)\b.*|you (?:may|might) (?:also )?(?:like|enjoy|be interested).*|you may have missed|recommended(?: (?:for you|stories|reading|articles|posts))?|read (?:more|next|also|this next):?|what to read next|up next|see also:?|further reading|popular (?:posts?|articles|stories|now|on .*)|trending(?: now| stories)?|latest (?:news|posts|stories|articles|from .*)|recent posts|share (?:this|on|via|article|the article)\b.*|follow us.*|comments?(?: \(?\d+\)?)?:?|\d+ (?:comments?|responses|replies)\b.*|leave a (?:reply|comment).*|post a comment|add (?:a|your) comment|join the (?:conversation|discussion)|about the authors?|author|written by|sign up.*|subscribe.*|get (?:our|the) newsletter.*|newsletter.*|stay (?:informed|updated|in touch|connected).*|sponsored(?: (?:content|links|stories))?|advertisements?|around the web|from (?:the|around the) web|promoted.*|tags:?|categories|topics:?|customers who .*|people also .*|frequently bought together|相关(?:阅读|文章|推荐|新闻|链接|搜索|内容|问题|产品|商品)|推荐(?:阅读|文章|内容)|延伸阅读|猜你喜欢|热门(?:文章|推荐|评论|新闻)|最新(?:文章|评论|新闻)|(?:全部|网友|精彩|最新|热门)?评论.*|发表评论|参与评论|为你推荐|更多(?:文章|推荐|精彩|内容|相关).*|大家都在看|看了又看|扫码.*|関連(?:記事|リンク|キーワード|商品).*|おすすめ(?:記事|の記事).*|人気記事.*|人気(?:の記事|ランキング).*|最新記事.*|この記事を書いた人|この記事をシェア.*|コメント.*|シェア.*|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيضا.*|اقرأ المزيد.*|مقالات ذات صلة|شارك.*|التعليقات.*|関連)$/i;

/** Short lines that tell the reader to do something else than to read on. */
const ASIDE_LINE =
  /^(?:[-–—*•>»\s]*)(?:advertis(?:e|e?ment|ing)\b.{0,60}|ad|story continues(?: below)?.*|continue reading.*|article continues.*|scroll (?:down )?(?:to|for) (?:continue|more).*|(?:share|tweet|pin|email|print|save|like|reply|report|flag|copy link|comment|comments|listen|follow|subscribe|sign in|log in|sign up|read more|see more|show more|load more|view more|more|next|previous|back to top|top|close|menu|edit|loading\.*)(?: (?:this|on|via|it|article|story|page|post|now))?[.:!…]?|share (?:this|on|via) .{0,60}|(?:related|read (?:more|also|next)|see also|also read|also see|more|recommended|watch|must read|don't miss|trending|suggested reading)\s?[:：].{0,200}|sign up (?:for|to) .{0,160}|subscribe (?:to|for|now|here|today) .{0,160}|follow (?:us|me|@\w+).{0,100}|like us on .{0,60}|click here .{0,80}|download (?:the|our) .{0,40}app.{0,60}|photo(?:s|graph)?\s?(?:by|credit|courtesy|:).{0,80}|image (?:credit|source|:).{0,80}|\(?(?:getty images|ap photo|reuters|shutterstock|istock)\)?\.?|(?:photo|illustration|image|graphic|picture|photograph|video|courtesy|credit)s? (?:by|courtesy|credit|from|:) ?.{0,60}|\(?(?:credit|photo|image|source|courtesy|illustration|pictured?)\s?[:：] ?.{0,70}|courtesy (?:of )?.{0,50}|[^.!?]{0,60}[/|] ?(?:getty(?: images)?|afp|ap(?: photo)?|reuters|epa|shutterstock|istock|zuma|bloomberg|alamy|flickr)(?: images)?(?: file)?\)?\.?|[^.!?]{0,40}getty images.{0,20}|text size.{0,20}|related (?:news|stories|articles|posts|links|coverage)\b.{0,40}|\[?\+?\]?\s?(?:enlarge|zoom|expand)(?: (?:this )?image)?|(?:à|a) lire(?: aussi)?\s?[:：].{0,200}|(?:lire|lea|lee|leia|leggi|lesen sie|ver) (?:aussi|también|tambien|também|anche|auch|más)\s?[:：].{0,200}|(?:mehr zum thema|zum thema)\s?[:：].{0,200}|\d+ (?:réactions?|commentaires?|comentarios?|comentários?|kommentare?|commenti)|(?:nous vous proposons|suivez-nous|devenez fan|síguenos|sigue a|folgen sie uns).{0,120}|follow .{0,40} on (?:twitter|facebook|instagram|x|linkedin).{0,60}|copyright .{0,120}|©.{0,160}|all rights reserved.{0,60}|(?:all )?\d+ (?:comments?|shares?|likes?|views?|min(?:ute)?s? read)|(?:last )?updated (?:at|on) .{0,50}|(?:点击|长按|扫描|识别|扫码)(?:上方|下方|这里|阅读|关注|查看|图中).{0,40}|阅读原文|阅读全文|展开(?:全文|阅读).*|返回(?:顶部|首页|列表)|上一篇.*|下一篇.*|责任编辑.{0,20}|分享(?:到|至).{0,20}|收藏|点赞|举报|赞|推荐阅读.*|相关阅读.*|本文转载.{0,40}|版权(?:声明|所有).{0,120}|著作权.{0,120}|前の記事.*|次の記事.*|続きを読む|もっと見る|اقرأ (?:أيضا|المزيد).{0,150}|شاهد (?:أيضا|المزيد).{0,150})$/i;

export function isAsideLine(text: string): boolean {
  return text.length <= 220 && (ASIDE_LINE.test(text) || ACTIONS.test(text));
}

/** Buttons in a row: "Reply · Share · Report · 12". */
const ACTIONS =
  /^(?=.*\p{L})(?:(?:reply|replies|share|report|save|like|likes|unlike|quote|edit|delete|flag|follow|upvote|downvote|votes?|helpful|not helpful|was this review helpful\??|yes|no|permalink|link|parent|hide|award|give award|copy link|bookmark|improve this answer|add a comment|print|email|tweet|pin|facebook|twitter|linkedin|whatsapp|reddit|回复|举报|分享|收藏|点赞|赞同|喜欢|有用|没用|转发|评论|添加评论|条评论|感谢|返信|いいね|シェア|通報|\d{1,9}(?!\d)|\p{Extended_Pictographic})[\s·|,•/()（）-]*)+$/iu;

/** Who wrote it and when, in a line of its own. */
const BYLINE =
  /^(?:by|von|par|por|di|da|written by|written on|posted by|posted on|posted in|posted|published|published on|updated|last updated|last modified|filed by|filed under|publié le|mis à jour le|publicado(?: el)?|actualizado|veröffentlicht(?: am)?|aktualisiert|stand|pubblicato|作者|编辑|記者|记者|来源|文章来源|发布时间|发布于|发表于|更新时间|公開日|更新日|投稿日|كتب|بقلم|نشر)[\s:：].{0,120}$/i;
const DATE =
  /^\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s+\d{4}|\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)(?:[\s,|·•—-]*(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?)?.{0,30}$/i;

/** Whether a short line says by itself that it is a byline or a date. */
export function isBylineText(text: string): boolean {
  return (
    text.length < 100 && !/[.。!?！？]$/.test(text) && (BYLINE.test(text) || (text.length < 80 && DATE.test(text)))
  );
}

export function isByline(element: PageElement, text: string): boolean {
  if (text.length > 140) return false;
  if (element.name === 'time' || isBylineText(text)) return true;
  if (element.itemprop.includes('author') || element.itemprop.includes('datepublished')) return true;
  if (
    /author|byline|date|time|posted|published|meta|source|kicker|category|section-name|read(?:ing)?-?time|eyebrow/.test(
      element.hint,
    )
  ) {
    return !/content|body|update|article-text|paragraph/.test(element.hint);
  }
  return (Element.prototype.getAttribute.call(element.node, 'rel') ?? '').split(/\s+/).includes('author');
}
