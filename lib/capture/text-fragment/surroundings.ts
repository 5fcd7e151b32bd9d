import { isWide } from '#lib/capture/anchoring/fold.ts';
import { isText, nodeAt, positionOf } from '#lib/capture/safe-dom.ts';
import type { SearchedText } from './searched-text.ts';

/** A place in the texts of a page: the number of one, and UTF-16 units in it. */
export type Spot = { node: number; at: number };

/** What is seen around a place, character by character. `\n` is where a block ends, or a line of one. */
export type Surroundings = {
  text: string;
  spots: readonly Spot[];
};

const isBefore = (a: Spot, b: Spot): boolean => a.node < b.node || (a.node === b.node && a.at < b.at);

/** The place of an end of a range: of the first text that is not before it. */
export function spotOf(page: SearchedText, container: Node, offset: number): Spot {
  const target = isText(container) ? container : nodeAt(container, offset);
  if (!target) return { node: page.nodes.length, at: 0 };
  const numbers = page.placedNodes();
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const text = page.nodes[numbers[middle] ?? 0];
    const isEarlier =
      text !== undefined && text !== target && (positionOf(target, text) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    if (isEarlier) low = middle + 1;
    else high = middle;
  }
  const node = numbers[low] ?? page.nodes.length;
  return { node, at: page.nodes[node] === container ? offset : 0 };
}

/** The number of the first character of `around` that is not before a place. */
export function indexOf({ spots }: Surroundings, spot: Spot): number {
  const index = spots.findIndex((each) => !isBefore(each, spot));
  return index < 0 ? spots.length : index;
}

/** What is seen before and after a place: at most so many characters, in UTF-16 units. */
export function surroundingsOf(page: SearchedText, spot: Spot, before: number, after: number): Surroundings {
  const raw: { unit: string; spot: Spot }[] = [];
  let last: number | undefined;
  const take = (node: number, from: number, to: number, isBackward: boolean): { unit: string; spot: Spot }[] => {
    if (from >= to || !page.isSeen(node)) return [];
    const data = page.nodes[node]?.data ?? '';
    const isPreformatted = page.isPreformatted(node);
    const isEdge = last !== undefined && !(isBackward ? page.isOneLine(node, last) : page.isOneLine(last, node));
    last = node;
    const units: { unit: string; spot: Spot }[] = [];
    for (let at = from; at < to; at += 1) {
      const unit = data.charAt(at);
      if (unit === '\u00ad') continue;
      // A line feed or two spaces that are drawn as they are: what browsers make of them differs, so nothing goes across.
      const isFixed = isPreformatted && /\s/.test(unit) && (unit !== ' ' || /\s/.test(data.charAt(at + 1)));
      units.push({ unit: isFixed ? '\n' : unit === '\n' ? '\r' : unit, spot: { node, at } });
    }
    const edge = { unit: '\n', spot: { node: isBackward ? node : node, at: isBackward ? data.length : 0 } };
    if (isEdge) isBackward ? units.push(edge) : units.unshift(edge);
    return units;
  };

  let length = 0;
  for (let { node, at } = spot; node < page.nodes.length && length < after; node += 1, at = 0) {
    const units = take(node, at, Math.min(page.nodes[node]?.length ?? 0, at + after - length), false);
    length += units.length;
    raw.push(...units);
  }
  last = raw[0]?.spot.node;
  length = 0;
  const earlier: { unit: string; spot: Spot }[][] = [];
  for (let { node, at } = spot; node >= 0 && length < before; node -= 1, at = page.nodes[node]?.length ?? 0) {
    const units = take(node, Math.max(0, at - before + length), at, true);
    length += units.length;
    earlier.unshift(units);
  }
  return foldSpaces([...earlier.flat(), ...raw]);
}

/** Runs of white space become one space; with an edge in them, or a line feed between ideographs, that edge. */
function foldSpaces(raw: readonly { unit: string; spot: Spot }[]): Surroundings {
  let text = '';
  const spots: Spot[] = [];
  for (let at = 0; at < raw.length; ) {
    const first = raw[at];
    if (!first) break;
    let end = at;
    let run = '';
    for (let next = raw[end]; next && /\s/.test(next.unit); next = raw[end]) {
      run += next.unit;
      end += 1;
    }
    if (run === '') {
      text += first.unit;
      spots.push(first.spot);
      at += 1;
      continue;
    }
    const isWideAround = isWide(text.charCodeAt(text.length - 1)) && isWide(raw[end]?.unit.charCodeAt(0) ?? 0);
    const isEdge = run.includes('\n') || (run.includes('\r') && isWideAround);
    text += isEdge ? '\n' : ' ';
    spots.push(first.spot);
    at = end;
  }
  return { text, spots };
}
