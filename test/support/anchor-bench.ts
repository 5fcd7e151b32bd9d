import { type AnchorMatch, describeRange, resolveAnchors } from '#lib/capture/anchor.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { proseOf } from './prose.ts';
import { randomBy } from './random.ts';
import { usualMatch } from './usual-anchor.ts';

/** Of the page that is measured, in UTF-16 units: the longest that a known client was reported to stand still on. */
const LENGTH = 1_300_000;
const CLIPS = 200;

/** How long something took, and how long nothing else had a turn meanwhile. In ms. */
export type Turns = { total: number; longest: number };

async function timed(work: () => unknown): Promise<Turns> {
  let last = performance.now();
  let longest = 0;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const channel = new MessageChannel();
  let isOver = false;
  channel.port1.onmessage = () => {
    beat();
    if (!isOver) channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  beat();
  longest = 0;
  const start = performance.now();
  await work();
  const total = performance.now() - start;
  beat();
  isOver = true;
  channel.port1.close();
  return { total, longest };
}

/** Swaps some words for others, so that a tenth of them are no longer what they were. */
function altered(text: string): string {
  return text
    .split(' ')
    .map((word, index) => (index % 10 === 4 ? 'otherwise' : word))
    .join(' ');
}

const elementOf = (name: string, ...content: (Node | string)[]): Element => {
  const element = document.createElement(name);
  element.append(...content);
  return element;
};

/** Paragraphs as one text, or with each two of their words in an element of their own. */
function show(paragraphs: readonly string[], isSplit: boolean): void {
  const words = (text: string) => text.match(/\S+\s*(?:\S+\s*)?/g)?.map((word) => elementOf('span', word)) ?? [];
  document.body.replaceChildren(...paragraphs.map((text) => elementOf('p', ...(isSplit ? words(text) : [text]))));
}

const quoteOf = ({ selectors }: Anchor) => selectors.find((selector) => selector.type === 'TextQuoteSelector');

/**
 * All clips of a long page at once, half of them of passages that have changed; and the worst that is known: one quote of
 * 2,000 units that has changed. By us, and by the usual way, which cannot stop in between.
 * @param isSplit Whether each two words are in an element of their own: the page has more than 200,000 nodes then.
 */
export async function timeAnchors(isSplit: boolean): Promise<Record<string, Turns>> {
  const paragraphs = proseOf('English', LENGTH, randomBy(5)).trim().split('\n');
  show(paragraphs, isSplit);
  const step = Math.floor(paragraphs.length / CLIPS);
  const chosen = Array.from({ length: CLIPS }, (_, index) => index * step);
  const elements = [...document.querySelectorAll('p')];
  const rangeOf = (first: number, last: number): Range => {
    const range = new Range();
    range.setStart(elements[first] ?? document.body, 0);
    const end = elements[last] ?? document.body;
    range.setEnd(end, end.childNodes.length);
    return range;
  };
  const anchors = chosen.map((index): Anchor => describeRange(rangeOf(index, index), document.body));
  const middle = Math.floor(elements.length / 2);
  let last = middle;
  for (let length = paragraphs[last]?.length ?? 0; length < 2_000; length += paragraphs[last]?.length ?? 2_000)
    last += 1;
  const worst = describeRange(rangeOf(middle, last), document.body);

  show(
    paragraphs.map((text, index) =>
      (index % step === 0 && (index / step) % 2 === 1) || (index >= middle && index <= last) ? altered(text) : text,
    ),
    isSplit,
  );
  const text = document.body.textContent ?? '';
  const usual = (anchor: Anchor) => {
    const quote = quoteOf(anchor);
    const place = anchor.selectors.find((selector) => selector.type === 'TextPositionSelector');
    if (quote) usualMatch(text, { ...quote, place: place?.start ?? 0 });
  };
  let found: AnchorMatch[] = [];
  const times: Record<string, Turns> = {
    [`${CLIPS} clips, ours`]: await timed(async () => {
      found = await resolveAnchors(anchors, document.body);
    }),
    'one of 2,000, altered, ours': await timed(async () => {
      found.push(...(await resolveAnchors([worst], document.body)));
    }),
  };
  const lost = found.filter(({ state }) => state === 'missing').length;
  if (lost > 0) throw new Error(`${lost} passages of ${found.length} were lost.`);
  const changed = found.findLast(({ state }) => state === 'changed')?.range;
  if (!changed) throw new Error('No passage has changed.');
  times['the changed one described anew'] = await timed(() => describeRange(changed, document.body));
  times['one of 2,000, altered, usual'] = await timed(() => usual(worst));
  // All of them would take minutes.
  times['4 clips, altered, usual'] = await timed(() =>
    anchors
      .filter((_, index) => index % 2 === 1)
      .slice(0, 4)
      .forEach(usual),
  );
  return times;
}
