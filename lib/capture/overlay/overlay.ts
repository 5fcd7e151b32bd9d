import { htmlName, isShadowRoot, matches, rootOf, shadowHostOf, treeRootOf } from '#lib/capture/safe-dom.ts';

/** Something of ours on top of a page, and the way to take it off again. */
export type Overlay = {
  /** What stands on the page. */
  host: Element;
  /** What is in it. */
  root: ShadowRoot;
  remove(): void;
  /** Calls `run` if the page takes the overlay off. @returns how to stop watching. */
  onTakenOff(run: () => void): () => void;
};

/**
 * Puts an empty, closed shadow root on top of the page. It takes no style from the page; once removed, the page's DOM is
 * what it was.
 * @param css Styles for what is inside.
 * @param parent Where it stands: outside of <body>, unless there is a reason.
 */
export function openOverlay(document: Document, css: string, parent: Element = rootOf(document)): Overlay {
  const host = element(document, 'div', '');
  const root = host.attachShadow({ mode: 'closed' });
  const style = element(document, 'style', '');
  // `!important` inside a shadow root wins over the page's, whatever the page says about `*` or `div`.
  style.textContent = `:host { all: initial !important; } ${css}`;
  root.append(style);
  Element.prototype.append.call(parent, host);

  return {
    host,
    root,
    remove: () => host.remove(),
    onTakenOff(run) {
      const observer = new MutationObserver(() => {
        // In a dialog that the page has closed it is nowhere to be seen.
        if (host.isConnected && (htmlName(parent) !== 'dialog' || matches(parent, '[open]'))) return;
        observer.disconnect();
        run();
      });
      // It also goes with whatever it stands in, up to the root of the document, which a page can replace.
      for (const tree of treesAround(parent)) observer.observe(tree, { childList: true, subtree: true });
      observer.observe(parent, { childList: true, attributeFilter: ['open'] });
      return () => observer.disconnect();
    },
  };
}

/** The shadow trees that a node is in, and its document. */
function treesAround(node: Node): Node[] {
  const trees = [treeRootOf(node)];
  for (let at = trees[0]; at && isShadowRoot(at); at = trees.at(-1)) trees.push(treeRootOf(shadowHostOf(at)));
  return trees;
}

/** An element, with a class and a text if given. */
export function element<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  // Not `document.createElement`: a form of that name takes its place.
  const made = Reflect.apply(Document.prototype.createElement, document, [tag]) as HTMLElementTagNameMap[K];
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
