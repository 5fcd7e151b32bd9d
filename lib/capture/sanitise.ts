import createDOMPurify, { type WindowLike } from 'dompurify';
import { HTML_ATTRIBUTES, HTML_ELEMENTS } from './html-names.ts';

let purify: ReturnType<typeof createDOMPurify> | undefined;

/** A page's window with a document that is none of the page's: elements by the names of its methods are not in there. */
function cleanWindow(): WindowLike {
  const document = new DOMParser().parseFromString('', 'text/html');
  return {
    document,
    DocumentFragment,
    HTMLTemplateElement,
    Node,
    Element,
    NodeFilter,
    NamedNodeMap,
    HTMLFormElement,
    DOMParser,
  } as unknown as WindowLike;
}

/** The HTML with nothing in it but the elements and attributes that a clip keeps. For what is stored, and what is shown. */
export function sanitise(html: string): string {
  purify ??= createDOMPurify(cleanWindow());
  return purify.sanitize(html, {
    ALLOWED_TAGS: [...HTML_ELEMENTS],
    ALLOWED_ATTR: [...HTML_ATTRIBUTES],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
