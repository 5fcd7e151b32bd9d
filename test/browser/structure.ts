/**
 * What a reader sees of a part of a page, as a string by which two renderings are compared: which blocks hold which, their
 * text with white space as it is shown, emphasis, links and pictures with where they lead.
 *
 * Elements that Markdown does not know are transparent, as they are to the converter; what shows nothing is nothing. Two
 * marks of one sort that touch or hold each other are one, for no reader can tell, and space at their edges is outside.
 */
export function structureOf(container: Element, base: string): string {
  return blocksIn(container, base, []).join('\n');
}

type Piece = { text: string; marks: readonly string[]; atom?: boolean };

const MARKS: Record<string, string> = {
  STRONG: 'strong',
  B: 'strong',
  EM: 'em',
  I: 'em',
  DEL: 'del',
  S: 'del',
  STRIKE: 'del',
  CODE: 'code',
  MARK: 'mark',
  SUB: 'sub',
  SUP: 'sup',
  KBD: 'kbd',
};
/** Not shown, or a field of a form: what is in it is no text of the page. */
const UNSHOWN = new Set(
  'SCRIPT STYLE TEMPLATE TITLE HEAD NOSCRIPT IFRAME OBJECT EMBED VIDEO AUDIO CANVAS TEXTAREA SELECT'.split(' '),
);

const indented = (blocks: readonly string[]): string => blocks.join('\n').replaceAll('\n', '\n  ');
const resolved = (url: string | null, base: string): string => URL.parse(url ?? '', base)?.href ?? `invalid ${url}`;
const attributeText = (element: Element, name: string): string =>
  (element.getAttribute(name) ?? '').replace(/\s+/g, ' ').trim();

function blocksIn(container: Element, base: string, around: readonly string[]): string[] {
  const blocks: string[] = [];
  let run: Piece[] = [];
  let links = 0;

  const flush = (): void => {
    for (const paragraph of paragraphsOf(run)) blocks.push(`p ${paragraph}`);
    run = [];
  };
  const push = (name: string, inside: readonly string[]): void => {
    if (inside.length > 0) blocks.push(`${name}\n  ${indented(inside)}`);
  };

  const visit = (node: Node, marks: readonly string[]): void => {
    if (node.nodeType === Node.TEXT_NODE) run.push({ text: node.textContent ?? '', marks });
    if (!(node instanceof Element) && node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as HTMLElement;
    const name = element.tagName;
    if (UNSHOWN.has(name)) return;
    if (name === 'BR') run.push({ text: '\n', marks, atom: true });
    else if (name === 'IMG') run.push({ text: pictureOf(element, base), marks, atom: true });
    else if (name === 'INPUT') {
      if (element.getAttribute('type') === 'checkbox') {
        run.push({ text: element.hasAttribute('checked') ? '☑ ' : '☐ ', marks, atom: true });
      }
    } else if (/^H[1-6]$/.test(name)) {
      flush();
      const words = blocksIn(element, base, marks).map((block) => block.replace(/^p /, ''));
      if (words.length > 0) blocks.push(`${name.toLowerCase()} ${words.join(' ')}`);
    } else if (name === 'BLOCKQUOTE') {
      flush();
      push('blockquote', blocksIn(element, base, marks));
    } else if (name === 'UL' || name === 'OL') {
      flush();
      push(listName(element), itemsIn(element, base, marks));
    } else if (name === 'PRE') {
      flush();
      const text = (element.textContent ?? '').replace(/\n$/, '');
      const language = /(?:^|\s)language-(\S+)/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? '';
      if (/\S/.test(text)) blocks.push(`pre ${language} ${JSON.stringify(text)}`);
    } else if (name === 'HR') {
      flush();
      blocks.push('hr');
    } else if (name === 'TABLE' && isTable(element)) {
      flush();
      push('table', rowsIn(element as HTMLTableElement, base, marks));
    } else {
      const added = markOf(element, base, () => (links += 1));
      const inside = added === undefined || marks.includes(added) ? marks : [...marks, added];
      const apart = !/^(?:inline|contents|none|ruby)/.test(getComputedStyle(element).display);
      if (apart) flush();
      for (const child of element.childNodes) visit(child, inside);
      if (apart) flush();
    }
  };

  for (const child of container.childNodes) visit(child, around);
  flush();
  return blocks;
}

function markOf(element: Element, base: string, count: () => number): string | undefined {
  if (element.tagName === 'A' && element.hasAttribute('href')) {
    const title = attributeText(element, 'title');
    // Numbered, for two links to one place that stand beside each other are two.
    return `a${count()} ${resolved(element.getAttribute('href'), base)}${title === '' ? '' : ` "${title}"`}`;
  }
  return MARKS[element.tagName];
}

function pictureOf(element: Element, base: string): string {
  const [alt, title] = [attributeText(element, 'alt'), attributeText(element, 'title')];
  return `![${alt}](${resolved(element.getAttribute('src'), base)}${title === '' ? '' : ` "${title}"`})`;
}

/** A list is loose if a paragraph of its items is one by name. */
function listName(list: Element): string {
  const loose = [...list.children].some((item) => [...item.children].some(({ tagName }) => tagName === 'P'));
  const start = list.tagName === 'OL' ? ` from ${list.getAttribute('start') ?? '1'}` : '';
  return `${list.tagName.toLowerCase()}${start}${loose ? ' loose' : ''}`;
}

/** The items of a list, unless all of them are empty. */
function itemsIn(list: Element, base: string, around: readonly string[]): string[] {
  const items = [...list.children].map((item) => blocksIn(item, base, around));
  return items.every((blocks) => blocks.length === 0) ? [] : items.map((blocks) => `li\n  ${indented(blocks)}`);
}

/** One column without headings lays out what is in it. */
const isTable = (table: Element): boolean =>
  table.querySelector('th, td ~ td') !== null && table.querySelector('table, pre') === null;

function rowsIn(table: HTMLTableElement, base: string, around: readonly string[]): string[] {
  const rows = [...table.rows].map((row) =>
    [...row.cells].map((cell) => {
      const align = cell.getAttribute('align') ?? '';
      const words = blocksIn(cell, base, around).map((block) => block.replace(/^p /, ''));
      return { align, words: words.join('\n') };
    }),
  );
  // A table of GFM has a row of headings, also where the page has none.
  return rows
    .filter((cells) => cells.some(({ words }) => words !== ''))
    .map((cells) => cells.map(({ align, words }) => `${align}|${words}`).join(' '));
}

/** Runs of words as their reader sees them: cut where two line breaks follow each other, with one space where there are several. */
function paragraphsOf(run: readonly Piece[]): string[] {
  const paragraphs: Piece[][] = [[]];
  let space = false;
  let breaks = 0;
  for (const { text, marks, atom } of run) {
    if (atom && text === '\n') {
      breaks += 1;
      continue;
    }
    for (const part of atom ? [text] : text.split(/([ \t\n\r\f]+)/)) {
      if (part === '') continue;
      if (!atom && /^[ \t\n\r\f]/.test(part)) {
        space = true;
        continue;
      }
      if (breaks > 1 && paragraphs.at(-1)?.length) paragraphs.push([]);
      const paragraph = paragraphs.at(-1) ?? [];
      const before = paragraph.at(-1);
      const shared = sharedOf(before?.marks ?? [], marks);
      if (before && breaks === 1) paragraph.push({ text: '\n', marks: shared });
      else if (before && breaks === 0 && space) paragraph.push({ text: ' ', marks: shared });
      paragraph.push({ text: part, marks });
      breaks = 0;
      space = false;
    }
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0).map(wordsOf);
}

function sharedOf(a: readonly string[], b: readonly string[]): readonly string[] {
  const end = a.findIndex((mark, index) => mark !== b[index]);
  return end < 0 ? a : a.slice(0, end);
}

function wordsOf(pieces: readonly Piece[]): string {
  let words = '';
  let open: readonly string[] = [];
  for (const { text, marks } of [...pieces, { text: '', marks: [] }]) {
    const shared = sharedOf(open, marks);
    words += '}'.repeat(open.length - shared.length);
    words += marks
      .slice(shared.length)
      .map((mark) => `{${mark}: `)
      .join('');
    words += text;
    open = marks;
  }
  return JSON.stringify(words);
}
