import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, queryRoot } from '#lib/capture/safe-dom.ts';
import { frameOf } from '#lib/capture/viewport-rect.ts';

/** A document, and its shadow trees, closed ones too, but for that of `except`. */
export function treesOf(document: Document, except?: Element): (Document | ShadowRoot)[] {
  const flat = new FlatTree();
  const trees: (Document | ShadowRoot)[] = [document];
  for (const tree of trees) {
    for (const element of queryRoot(tree, '*')) {
      const root = element === except ? null : flat.shadowRoot(element);
      if (root) trees.push(root);
    }
  }
  return trees;
}

/** All elements of a document and of its shadow trees, but for `except` and what is in it; not those in frames. */
export function elementsIn(document: Document, except?: Element): Element[] {
  return treesOf(document, except).flatMap((tree) => queryRoot(tree, '*').filter((element) => element !== except));
}

/** The document that an element is in, and those around it, up to the page's own. */
export function documentsAround(element: Element): Document[] {
  const documents: Document[] = [];
  for (let at: Element | null = element; at; ) {
    const document: Document | null = documentOf(at);
    if (!document) break;
    documents.push(document);
    at = frameOf(document);
  }
  return documents;
}
