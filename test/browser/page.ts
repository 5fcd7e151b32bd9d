import type { Nodes } from 'mdast';

const sources = import.meta.glob<string>('/test/fixtures/site/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const styles = import.meta.glob<string>('/test/fixtures/site/assets/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every sample page as a name and its HTML, with its style sheets inside. */
export const samplePages: [name: string, html: string][] = Object.entries(sources).map(([path, html]) => [
  path.slice(path.lastIndexOf('/') + 1),
  html.replace(/<link rel="stylesheet" href="(assets\/[^"]+)">/g, (_, href: string) => {
    return `<style>${styles[`/test/fixtures/site/${href}`] ?? ''}</style>`;
  }),
]);

/** The document of a page that is laid out and shown, and whose scripts do not run. */
export async function openPage(html: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.style.cssText = 'width: 1000px; height: 700px';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.replaceChildren(frame);
  await loaded;
  const page = frame.contentDocument;
  if (!page) throw new Error('the frame has no document');
  return page;
}

/** The elements of a selector, also where the page has replaced `querySelectorAll`. */
export function findAll(page: Document, selector: string): Element[] {
  return [...Document.prototype.querySelectorAll.call(page, selector)];
}

/** The element of a selector that must be there. */
export function find(page: Document, selector: string): Element {
  const [element] = findAll(page, selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

/** A range over all that is in `node`. */
export function contentsOf(node: Node): Range {
  const range = new Range();
  range.selectNodeContents(node);
  return range;
}

/**
 * Makes a range of the text between `[` and `]` in the page's body and takes the brackets out: the way in which tests write
 * what is selected.
 */
export function bracketed(page: Document): Range {
  const range = page.createRange();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const start = text.data.indexOf('[');
    if (start >= 0) {
      text.deleteData(start, 1);
      range.setStart(text, start);
    }
    const end = text.data.indexOf(']');
    if (end >= 0) {
      text.deleteData(end, 1);
      range.setEnd(text, end);
      return range;
    }
  }
  throw new Error('no brackets');
}

/** The text that a reader of rendered Markdown sees. */
export function textOfMarkdown(node: Nodes): string {
  switch (node.type) {
    case 'break':
      return '\n';
    case 'image':
      return '';
    default:
      if ('value' in node) return node.value;
      if (!('children' in node)) return '';
      return node.children
        .map(textOfMarkdown)
        .join(['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow'].includes(node.type) ? '\n' : '');
  }
}

export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
