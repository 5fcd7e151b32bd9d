import type { Break, FootnoteReference, Image, InlineCode, Link, PhrasingContent, RootContent, Text } from 'mdast';
import type { InlineMath, InlineTagName } from '#lib/core/markdown-nodes.ts';

/** What surrounds a piece of text: emphasis of some sort, a tag that Markdown has no mark for, or a link. */
export type Mark =
  | { type: 'strong' }
  | { type: 'emphasis' }
  | { type: 'delete' }
  | { type: 'inlineTag'; name: InlineTagName }
  | Pick<Link, 'type' | 'url' | 'title'>;

/** A piece of a paragraph with the marks around it, outermost first. */
export type Piece = {
  node: Text | InlineCode | InlineMath | FootnoteReference | Image | Break;
  marks: readonly Mark[];
};

const isSpace = ({ node }: Piece): boolean => node.type === 'break' || (node.type === 'text' && !/\S/.test(node.value));

/** Space that is more than the gap between words: no-break spaces, the ideographic ones that indent a paragraph. */
const isDrawn = ({ node }: Piece): boolean => node.type === 'text' && /[^ \t\n\r\f]/.test(node.value);

/** Two links or keys are the same only if they are one: neighbours stay two. */
const same = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a === b || (a !== undefined && a.type !== 'link' && a.type !== 'inlineTag' && a.type === b?.type);

function sharedMarks(a: readonly Mark[] = [], b: readonly Mark[] = []): readonly Mark[] {
  let count = 0;
  while (count < a.length && count < b.length && same(a[count], b[count])) count += 1;
  return a.slice(0, count);
}

/** Cuts text at line breaks, and the space off its ends, so that space can be moved out of marks. */
function cut(piece: Piece, into: Piece[]): void {
  const { node, marks } = piece;
  // Most text has nothing to cut.
  if (node.type !== 'text' || !/^\s|\n|\s$/.test(node.value)) {
    into.push(piece);
    return;
  }
  for (const [index, line] of node.value.split('\n').entries()) {
    if (index > 0) into.push({ node: { type: 'break' }, marks });
    // No expressions like `\s+$` here: they take quadratic time on long runs of space.
    const start = line.length - line.trimStart().length;
    const end = Math.max(line.trimEnd().length, start);
    for (const value of [line.slice(0, start), line.slice(start, end), line.slice(end)]) {
      if (value !== '') into.push({ node: { type: 'text', value }, marks });
    }
  }
}

/**
 * Pieces as the content of paragraphs: cut where two or more line breaks follow each other, without space at the ends of
 * lines, and with space outside of marks, as Markdown needs it (`a **b** c`, never `a** b **c`).
 */
export function paragraphs(run: readonly Piece[]): PhrasingContent[][] {
  const result: PhrasingContent[][] = [];
  let line: Piece[] = [];
  let breaks = 0;
  let space: Piece | undefined;

  const finish = (): void => {
    if (line.length > 0) result.push(nest(line, 0));
    line = [];
  };

  const pieces: Piece[] = [];
  for (const piece of run) cut(piece, pieces);
  for (const piece of pieces) {
    if (piece.node.type === 'break') {
      breaks += 1;
      space = undefined;
    } else if (isSpace(piece)) {
      if (!space || isDrawn(piece)) space = piece;
    } else {
      const before = line.at(-1);
      if (breaks > 1) finish();
      const marks = sharedMarks(before?.marks, piece.marks);
      if (line.length > 0 && breaks === 1) line.push({ node: { type: 'break' }, marks });
      if (space && (isDrawn(space) || (line.length > 0 && breaks === 0))) line.push({ ...space, marks });
      line.push(piece);
      breaks = 0;
      space = undefined;
    }
  }
  finish();
  return result;
}

/** Code on one line: a line feed and the space around it are one space. */
export const oneLine = (code: string): string => code.replace(/\s+/g, (run) => (run.includes('\n') ? ' ' : run));

/** Runs of plain spaces are one; other spaces (no-break, ideographic) are kept. */
const fold = (value: string): string => (/\t| {2}/.test(value) ? value.replace(/[ \t]+/g, ' ') : value);

function nest(pieces: readonly Piece[], depth: number): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (let start = 0; start < pieces.length; ) {
    const piece = pieces[start];
    if (!piece) break;
    const mark = piece.marks[depth];
    if (!mark) {
      const last = result.at(-1);
      // Two formulas without a space between them would be read as other ones.
      if (piece.node.type === 'inlineMath' && last?.type === 'inlineMath') result.push({ type: 'text', value: ' ' });
      // Nor are two pieces of code read as two where they touch.
      if (piece.node.type === 'inlineCode' && last?.type === 'inlineCode') last.value += piece.node.value;
      else if (piece.node.type === 'inlineCode') result.push({ ...piece.node });
      else if (piece.node.type !== 'text') result.push(piece.node);
      else if (last?.type === 'text') last.value += fold(piece.node.value);
      else result.push({ type: 'text', value: fold(piece.node.value) });
      start += 1;
      continue;
    }
    let end = start + 1;
    while (end < pieces.length && same(pieces[end]?.marks[depth], mark)) end += 1;
    result.push({ ...mark, children: nest(pieces.slice(start, end), depth + 1) });
    start = end;
  }
  return result;
}

/**
 * Blocks on one line, where Markdown allows no more: in headings and the cells of tables. `gap` is what stands where the
 * page broke the line: a space, or the break that cells may hold.
 */
export function phrasingOf(blocks: readonly RootContent[], gap: Break | Text): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  for (const block of blocks) {
    const content = contentOf(block, gap);
    if (content.length === 0) continue;
    if (line.length > 0) line.push({ ...gap });
    line.push(...content.map((node) => withGaps(node, gap)));
  }
  return line;
}

function contentOf(block: RootContent, gap: Break | Text): PhrasingContent[] {
  if (block.type === 'paragraph' || block.type === 'heading') return block.children;
  if (block.type === 'math') return [{ type: 'inlineMath', value: oneLine(block.value) }];
  if (block.type === 'code') {
    if (gap.type === 'text') return [{ type: 'inlineCode', value: oneLine(block.value) }];
    return block.value
      .split('\n')
      .flatMap((value, index): PhrasingContent[] => [
        ...(index > 0 ? [{ ...gap }] : []),
        ...(/\S/.test(value) ? [{ type: 'inlineCode' as const, value }] : []),
      ]);
  }
  return 'children' in block ? phrasingOf(block.children, gap) : [];
}

function withGaps(node: PhrasingContent, gap: Break | Text): PhrasingContent {
  if (node.type === 'break') return { ...gap };
  return 'children' in node
    ? ({ ...node, children: node.children.map((child) => withGaps(child, gap)) } as PhrasingContent)
    : node;
}
