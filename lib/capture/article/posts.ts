import { attribute } from '#lib/capture/safe-dom.ts';
import { COMMENTS } from './junk.ts';
import { isWithin, type PageElement, type PageTree, textIn } from './page-tree.ts';
import type { Tallies } from './tally.ts';

/** Parts of a page that people wrote one after the other: posts, answers, reviews, comments. */
export type Posts = {
  /** Outermost ones, in document order. */
  posts: PageElement[];
  size: number;
  /** The page, or the names around them, calls them comments: on an article they are not part of it. */
  areComments: boolean;
  /** Whether an element says who wrote a post, or when. */
  isMark: (element: PageElement) => boolean;
};

const ITEM_TYPE = /(?:Comment|Review|DiscussionForumPosting|SocialMediaPosting|Answer|Question|Message)$/i;
const ITEM_PROP = /(?:^|\s)(?:review|comment|suggestedanswer|acceptedanswer)(?:\s|$)/;
const POST_NAME =
  /(?:^|[^a-z])(?:topic-)?(?:post|posts|postbody|reply|replies|comment|answer|message|review|thing|timeline-comment|feedback|bubble|item|entry|card|list-?item|floor|l_post)(?=$|[^a-z])|(?:comment|review|answer|post|reply|message|feedback)[-_]?(?:item|card|box|container|wrap|wrapper|row|block|unit|content)|(?:item|card)(?:$|\s)/;
const AUTHOR_NAME =
  /(?:^|[^a-z])(?:(?:post|comment|review|topic|message)?-?author|user|username|user-?name|nick|nickname|nick-?name|member|poster|byline|by|creator|reviewer|writer|who|names?|login)(?=$|[^a-z])/;
const AUTHOR_LINK = /\/(?:users?|members?|profiles?|people|u|authors?|@[\w.-]+|space|home\.php)(?:\/|\?|$)|\/@/i;
const DATE_NAME =
  /(?:^|[^a-z])(?:date|time|timestamp|posted|created|published|ago|age|when|pubtime|post-?date|posttime)(?=$|[^a-z])/;
const DATE_TEXT =
  /\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d\s?年|\d{1,2}\s?月\s?\d{1,2}\s?日|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b\d+\s?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|[smhdwy]|mo)\s+ago\b|\b(?:yesterday|today|just now)\b|\d+\s?(?:秒|分钟|小时|天|周|个月|年)前|昨天|前天|刚刚|\d{1,2}\/\d{1,2}\/\d{2,4}/i;

type Marks = { authors: number; dates: number };

/** Finds the largest set of elements of one kind that each say who wrote them, and when. */
export function findPosts(tree: PageTree, tally: Tallies): Posts | undefined {
  const marked = new Set<PageElement>();
  const marks = markUp(tree, tally, marked);
  const groups = new Map<string, PageElement[]>();
  for (const element of tree.elements) {
    const { size } = tally(element);
    if (size < 30 || element === tree.body || element.inline || /^(?:td|th|tbody|html|main|h[1-6])$/.test(element.name))
      continue;
    const { authors, dates } = marks[element.index] ?? { authors: 0, dates: 0 };
    if (authors + dates === 0) continue;
    const item = isItem(element);
    const named = item !== undefined || POST_NAME.test(element.hint) || element.name === 'article';
    const key = item ? `item ${item}` : signature(element, named);
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }

  let best: Posts | undefined;
  let bestScore = 0;
  for (const [key, members] of groups) {
    if (members.length < 2) continue;
    const outermost: PageElement[] = [];
    for (const member of members) {
      const last = outermost.at(-1);
      if (!last || !isWithin(member, last)) outermost.push(member);
    }
    // Boxes one in the other are wrappers, not posts; answers one in the other lie in a box each.
    if (outermost.length < 2 && !(members.length > 2 && key.startsWith('item '))) continue;
    const named =
      key.startsWith('item ') || members.some((member) => POST_NAME.test(member.hint) || member.name === 'article');
    if (!named && outermost.length < 3) continue;
    const both = members.filter((member) => {
      const found = marks[member.index];
      return found && found.authors > 0 && found.dates > 0;
    }).length;
    const least = key.startsWith('item ') ? 0.3 : named ? 0.6 : 0.8;
    if (both < members.length * least) continue;
    const sizes = outermost.map((post) => tally(post).size);
    const size = sizes.reduce((sum, one) => sum + one, 0);
    const plain = outermost.reduce((sum, post) => sum + tally(post).size - tally(post).linkSize, 0);
    if (plain < size * 0.5 || plain / outermost.length < 30) continue;
    // One that is nearly all of it is the article; the others only look like it.
    if (Math.max(...sizes) > size * 0.9) continue;
    // Of two sets that hold the same, the one whose members hold one author and one date each.
    const dates = members.reduce((sum, member) => sum + (marks[member.index]?.dates ?? 0), 0);
    const crowded = key.startsWith('item ') ? 1 : Math.max(1, dates / members.length / 2);
    const score = (plain * (key.startsWith('item ') ? 1.5 : named ? 1.2 : 1)) / crowded;
    if (score > bestScore) {
      bestScore = score;
      best = {
        posts: outermost,
        size,
        areComments: areComments(key, outermost),
        isMark: (element) => marked.has(element),
      };
    }
  }
  return best;
}

function isItem(element: PageElement): string | undefined {
  const type = (attribute(element.node, 'itemtype') ?? '').match(ITEM_TYPE)?.[0];
  if (type) return type.toLowerCase() === 'question' ? 'answer' : type.toLowerCase();
  return element.itemprop
    .match(ITEM_PROP)?.[0]
    .trim()
    .replace(/^(?:suggested|accepted)/, '');
}

/** What members of one set have in common: name and classes, without numbers and states. */
function signature(element: PageElement, named: boolean): string {
  const classes = (attribute(element.node, 'class') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/\d+/g, ''))
    .filter(
      (word) =>
        word.length > 1 &&
        !/^(?:odd|even|first|last|bg|alt|by-|depth|level|is-|has-|active|parent|author-|byuser|alternate|thread-|accepted|hidden|new|unread|sticky|op)/.test(
          word,
        ),
    )
    .slice(0, 2)
    .join('.');
  const id = (attribute(element.node, 'id') ?? '').toLowerCase().replace(/[\d-_]+.*$/, '');
  if (classes) return `${element.name}.${classes}`;
  const above = element.parent;
  return `${element.name}#${named ? id : ''} < ${above ? `${above.name}.${attribute(above.node, 'class') ?? ''}@${above.index}` : ''}`;
}

function areComments(key: string, posts: readonly PageElement[]): boolean {
  if (/^item (?:review|answer|discussionforumposting|message)/.test(key)) return false;
  if (key === 'item comment' || COMMENTS.test(key)) return true;
  for (let at: PageElement | undefined = posts[0]; at; at = at.parent) {
    if (at.name !== 'body' && COMMENTS.test(at.hint)) return true;
  }
  return false;
}

/** Counts, for every element, what in it says who and when. Fills `marked` with the elements that say so. */
function markUp(tree: PageTree, tally: Tallies, marked: Set<PageElement>): Marks[] {
  const marks: Marks[] = new Array(tree.elements.length);
  for (let index = tree.elements.length - 1; index >= 0; index -= 1) {
    const element = tree.elements[index];
    if (!element) continue;
    const sum: Marks = { authors: 0, dates: 0 };
    marks[index] = sum;
    for (const child of element.children) {
      if (child.type === 'text') continue;
      const inner = marks[child.index];
      sum.authors += inner?.authors ?? 0;
      sum.dates += inner?.dates ?? 0;
    }
    const { size } = tally(element);
    if (size === 0 ? element.name !== 'meta' && element.name !== 'time' : size > 90) continue;
    if (sum.dates === 0 && saysWhen(element, size)) sum.dates = 1;
    if (sum.authors === 0 && saysWho(element, size)) sum.authors = 1;
    if (sum.dates + sum.authors > 0) marked.add(element);
  }
  return marks;
}

function saysWhen(element: PageElement, size: number): boolean {
  if (element.name === 'time' || /date(?:published|created|modified)/.test(element.itemprop)) return true;
  if (DATE_NAME.test(element.hint) && size < 60) return true;
  const own = element.children.some((child) => child.type === 'text' && child.size >= 2);
  return own && size < 70 && DATE_TEXT.test(textIn(element, 80));
}

function saysWho(element: PageElement, size: number): boolean {
  if (/(?:^|\s)(?:author|creator)/.test(element.itemprop)) return true;
  if (size === 0 || size > 60) return false;
  if (AUTHOR_NAME.test(element.hint)) return true;
  if (element.name !== 'a') return false;
  if ((attribute(element.node, 'rel') ?? '').split(/\s+/).includes('author')) return true;
  return AUTHOR_LINK.test(attribute(element.node, 'href') ?? '');
}

/** The innermost element that holds all of `elements`. */
export function holderOf(elements: readonly PageElement[]): PageElement | undefined {
  let at: PageElement | undefined = elements[0];
  while (at && !elements.every((element) => at && isWithin(element, at))) at = at.parent;
  return at;
}
