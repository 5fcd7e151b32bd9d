import { attribute, queryAll } from './safe-dom.ts';

/**
 * What links of a document are relative to: its first `<base href>` if that is a web address, else the address bar. Read
 * by hand because `document.baseURI` can be replaced by a page, and is another one in documents without an address.
 */
export function baseUrl(document: Document, url: string): string {
  const [base] = queryAll(document, 'base[href]');
  const parsed = base ? URL.parse(attribute(base, 'href') ?? '', url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : url;
}
