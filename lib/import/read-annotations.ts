import { GleanerError } from '#lib/core/errors.ts';
import type { ImportedClip } from '#lib/core/imported-clip.ts';
import { type Passed, readAnnotation } from './annotation.ts';
import { asThing, isA, listOf, own, type Thing } from './annotation-parts.ts';

/** Larger files and longer lists are refused, before they are read. */
const MOST = { bytes: 50_000_000, annotations: 100_000 };

/** Annotations that are read before the page has its turn. */
const SLICE = 500;

/** What a file holds. Nothing of it is in the library yet. */
export type ReadFile = {
  clips: ImportedClip[];
  /** How many annotations become no clip, and why. */
  passed: Map<Passed, number>;
  /** Of the clips, how many descriptions of their places were not understood. */
  unknownSelectors: number;
};

/**
 * Reads a file of W3C Web Annotations: a collection, a page, a list, or one of them; also what annotation services answer
 * with (`rows`), and the graph of a JSON-LD document.
 * @param sanitise Makes HTML what a clip may keep.
 * @throws GleanerError `import_too_large`; `import_unreadable`, saying where; `import_empty`
 */
export async function readAnnotations(file: Blob, sanitise: (html: string) => string): Promise<ReadFile> {
  if (file.size > MOST.bytes) throw new GleanerError('import_too_large', `${file.size} bytes`);
  const items = itemsOf(await jsonOf(file));
  if (items.length === 0) throw new GleanerError('import_empty');
  if (items.length > MOST.annotations) throw new GleanerError('import_too_large', `${items.length} annotations`);
  const at = Date.now();
  const read: ReadFile = { clips: [], passed: new Map(), unknownSelectors: 0 };
  for (const [index, item] of items.entries()) {
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
    const result = readAnnotation(item, at, sanitise);
    if ('passed' in result) {
      read.passed.set(result.passed, (read.passed.get(result.passed) ?? 0) + 1);
      continue;
    }
    read.clips.push(result.imported);
    read.unknownSelectors += result.unknownSelectors;
  }
  // A list of something else altogether.
  if (read.passed.get('not_annotation') === items.length) throw new GleanerError('import_empty');
  return read;
}

async function jsonOf(file: Blob): Promise<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return JSON.parse(text);
  } catch (error) {
    // Browsers name the place; anything that nests too deep is a RangeError.
    throw new GleanerError('import_unreadable', error instanceof Error ? error.message : String(error), error);
  }
}

/** The annotations in a document, whichever way it holds them. */
function itemsOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  const document = asThing(json);
  if (!document) return [];
  for (const key of ['items', 'rows', '@graph'])
    if (Array.isArray(own(document, key))) return own(document, key) as unknown[];
  const first = asThing(own(document, 'first'));
  if (first) return pagesFrom(first);
  const single = isA(document, 'Annotation') || own(document, 'target') !== undefined;
  return single ? [document] : [];
}

/** The items of a page, and of those that follow it in the same document. */
function pagesFrom(first: Thing): unknown[] {
  const items: unknown[] = [];
  for (
    let page: Thing | undefined = first;
    page && items.length <= MOST.annotations;
    page = asThing(own(page, 'next'))
  ) {
    // One by one: a list may be longer than a call has arguments.
    for (const item of listOf(own(page, 'items'))) items.push(item);
  }
  return items;
}
