import type { FootnoteDefinition, RootContent } from 'mdast';
import type { Footnotes } from './footnotes.ts';
import { type Mark, type Piece, paragraphs } from './phrasing.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';

/** Quotations and lists nest this deep; deeper ones are flat, for readers and writers of Markdown recurse. */
export const MAX_NESTING = 24;

export type Scope = {
  /** What relative links are relative to. */
  base: string;
  marks: readonly Mark[];
  /** Quotations and lists around. */
  nesting: number;
  inCode: boolean;
  /** Which marks and items are footnotes. */
  footnotes: Footnotes;
  /** In one of the notes. */
  inNote: boolean;
  /** Where notes gather that cannot stay where the page has them, in the cell of a table. */
  notes: FootnoteDefinition[];
  /** Whether a cell of a table that spans several says the same in each, so that every row stands alone. */
  repeatsSpans: boolean;
  /** Takes nodes into a flow. What each of them is, the list of handlers knows. */
  walk(nodes: readonly RenderedNode[], scope: Scope, flow: Flow): void;
};

/** Where the blocks of one container gather. */
export type Flow = {
  blocks: RootContent[];
  /** The paragraph at hand. */
  run: Piece[];
  /** State of the check box that came before any text, in a task list. */
  checked: boolean | undefined;
};

/** Takes an element into a flow. */
export type Handler = (element: RenderedElement, scope: Scope, flow: Flow) => void;

/** Rendered nodes as blocks of Markdown. Without content there are none. */
export function blocksOf(nodes: readonly RenderedNode[], scope: Scope): RootContent[] {
  return flowOf(nodes, scope).blocks;
}

/** The same with the check box that came before any text. */
export function flowOf(nodes: readonly RenderedNode[], scope: Scope): Flow {
  const flow: Flow = { blocks: [], run: [], checked: undefined };
  scope.walk(nodes, scope, flow);
  flush(flow);
  return flow;
}

/** Ends the paragraph at hand. */
export function flush(flow: Flow): void {
  for (const children of paragraphs(flow.run)) flow.blocks.push({ type: 'paragraph', children });
  flow.run = [];
}

/** An element that means nothing by itself: only whether it stands on lines of its own matters. */
export function visitTransparent(element: RenderedElement, scope: Scope, flow: Flow): void {
  const apart = element.flow !== 'inline' && element.flow !== 'item';
  if (apart) flush(flow);
  scope.walk(element.children, scope, flow);
  if (apart) flush(flow);
}
