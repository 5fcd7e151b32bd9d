import { attribute, bodyOf, nodeType, rootOf, treeRootOf } from '#lib/capture/safe-dom.ts';
import { DIRECTIVE, MAX_FRAGMENT, type Terms, textDirective } from '#lib/core/text-directive.ts';
import { wordSegmenter } from '#lib/core/words.ts';
import { candidatesFor } from './candidates.ts';
import { SearchedText } from './searched-text.ts';
import { indexOf, spotOf, surroundingsOf } from './surroundings.ts';

/** More text than this is not searched, nor for longer than this. */
const MOST = { text: 5_000_000, ms: 2_000 };
/** After so long, others on the page have their turn. */
const SLICE_MS = 12;

/** UTF-16 units that are looked at on each side of either end of a passage. */
const AROUND = 600;

/**
 * The text fragment that makes browsers scroll to a passage and to no other: `:~:text=…`, with as few words as that takes.
 * It is checked against the page: the words stand in it once, or else here first.
 * https://wicg.github.io/scroll-to-text-fragment/
 *
 * @returns undefined where no fragment leads there: in frames and shadow trees, where the same words stand between the same
 * words elsewhere, where the passage has no words, and on pages that take too long.
 */
export async function textFragmentOf(range: AbstractRange): Promise<string | undefined> {
  const document = treeRootOf(range.startContainer);
  if (nodeType(document) !== 9 || document !== treeRootOf(range.endContainer)) return undefined;
  const root = bodyOf(document as Document);
  if (!root || document !== globalThis.document) return undefined;
  const finding = find(range, root, languageOf(document as Document));
  const over = performance.now() + MOST.ms;
  for (let until = performance.now() + SLICE_MS; ; ) {
    const step = finding.next();
    if (step.done) return step.value;
    const now = performance.now();
    if (now > over) return undefined;
    if (now < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + SLICE_MS;
  }
}

function languageOf(document: Document): string | undefined {
  const root = rootOf(document);
  return (root && attribute(root, 'lang')) ?? undefined;
}

function* find(range: AbstractRange, root: Node, lang: string | undefined): Generator<void, string | undefined> {
  const page = new SearchedText();
  yield* page.read(root);
  if (page.nodes.reduce((total, { length }) => total + length, 0) > MOST.text) return undefined;
  yield;
  const from = spotOf(page, range.startContainer, range.startOffset);
  const to = spotOf(page, range.endContainer, range.endOffset);
  yield;
  const first = surroundingsOf(page, from, AROUND, AROUND);
  const start = indexOf(first, from);
  const isShort = indexOf(first, to) < first.text.length || first.text.length - start < AROUND;
  const last = isShort ? first : surroundingsOf(page, to, AROUND, AROUND);
  const candidates = candidatesFor(
    { around: first, at: start },
    { around: last, at: indexOf(last, to) },
    wordSegmenter(lang),
  );
  yield* page.fold();

  let earliest: Terms | undefined;
  for (const { terms, from: wanted, to: wantedEnd, isWider } of candidates) {
    yield;
    const place = page.placeOf(wanted.node, wanted.at);
    const found = placesOf(page, terms);
    const start = found.next().value;
    if (!start || start.start !== place) continue;
    if (terms.end !== undefined) {
      const end = page.placesOf(terms.end, { after: terms.suffix, from: start.end }).next().value;
      if (end?.end !== page.placeOf(wantedEnd.node, wantedEnd.at + 1)) continue;
    }
    const directive = `${DIRECTIVE}${textDirective(terms)}`;
    if (directive.length > MAX_FRAGMENT) continue;
    if (found.next().done) return directive;
    if (!isWider) earliest ??= terms;
  }
  return earliest && `${DIRECTIVE}${textDirective(earliest)}`;
}

function placesOf(page: SearchedText, { prefix, start, end, suffix }: Terms) {
  return page.placesOf(start, { before: prefix, after: end === undefined ? suffix : undefined });
}
