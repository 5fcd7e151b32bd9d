import type { Html, Link, Nodes, Parents, Root } from 'mdast';
import { gfmAutolinkLiteralToMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import {
  defaultHandlers,
  type Info,
  type Options,
  type State,
  toMarkdown as serialise,
  type Unsafe,
} from 'mdast-util-to-markdown';
import { hardBreak, inlineTag } from './inline-tag.ts';
import { speedUp, text } from './markdown-text.ts';
import { DISPLAY_FENCE, displayMath, guardDollars, inlineMath } from './math.ts';

/** What CommonMark takes for an e-mail between `<` and `>`: https://spec.commonmark.org/0.31.2/#email-autolink */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** The serialiser writes `<a@b_.c>` for any mailto link, which comes back as text where it is no e-mail to CommonMark. */
function link(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  if (!/^mailto:/i.test(node.url) || EMAIL.test(node.url.slice('mailto:'.length))) {
    return defaultHandlers.link(node, parent, state, info);
  }
  const options = state.options;
  state.options = { ...options, resourceLink: true };
  const markdown = defaultHandlers.link(node, parent, state, info);
  state.options = options;
  return markdown;
}
link.peek = defaultHandlers.link.peek;

/** HTML leaves as the text it is made of: no Markdown of ours contains any but the tags of `inlineTag`. */
function htmlAsText(node: Html, _parent: Parents | undefined, state: State, info: Info): string {
  const exit = state.enter('phrasing');
  const text = state.safe(node.value, info);
  exit();
  return text;
}

const unsafe: Unsafe[] = [
  // The serialiser has these for lists and setext underlines, but its patterns swallow the line feed after the mark, so
  // that of "-\n- a" only the first line is escaped and the second becomes a list. A lookahead leaves it in place.
  { atBreak: true, character: '-', after: '(?=[ \\t\\r\\n-]|$)' },
  { atBreak: true, character: '+', after: '(?=[ \\t\\r\\n]|$)' },
  { atBreak: true, before: '\\d+', character: '.', after: '(?=[ \\t\\r\\n]|$)' },
  // It leaves "www." before a marker alone, and "**www.**" would become a link to "**".
  {
    character: '.',
    before: '[Ww]{3}',
    inConstruct: 'phrasing',
    notInConstruct: ['autolink', 'link', 'image', 'label'],
  },
  DISPLAY_FENCE,
];

function root(node: Root, parent: Parents | undefined, state: State, info: Info): string {
  speedUp(state);
  guardDollars(state);
  return defaultHandlers.root(node, parent, state, info);
}

/** Made once: they keep the expressions that they compile. */
const options: Options = {
  bullet: '-',
  // Underscores open and close nothing inside words, and Chinese has no spaces between them.
  emphasis: '*',
  fence: '`',
  fences: true,
  listItemIndent: 'one',
  rule: '-',
  tightDefinitions: true,
  extensions: [
    gfmAutolinkLiteralToMarkdown(),
    gfmFootnoteToMarkdown(),
    gfmStrikethroughToMarkdown(),
    // Columns are not padded to one width: a Chinese character is as wide as two letters, so they would not line up,
    // and one long cell would blow up every row.
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmTaskListItemToMarkdown(),
  ],
  handlers: { html: htmlAsText, link, root, text, break: hardBreak, inlineTag, inlineMath, math: displayMath },
  unsafe,
};

/**
 * An mdast tree as CommonMark + GFM. The one way by which Gleaner writes Markdown, from pages and for export.
 *
 * Text comes back as the same text when it is parsed again, raw HTML is written as text, and URLs are written as they
 * are: pass them through `safeUrl` before. The packages of GFM are imported one by one because the content script
 * bundles this file, and the parsers must stay out of it.
 */
export function toMarkdown(tree: Nodes): string {
  const markdown = serialise(tree, options);
  // A parser takes a byte order mark at the start for a note about the encoding and drops it.
  return markdown.replace(/^\uFEFF/, '&#xFEFF;');
}
