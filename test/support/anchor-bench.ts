import { describeRange, resolveAnchors } from '#lib/capture/anchor.ts';
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

function show(paragraphs: readonly string[]): void {
  document.body.replaceChildren(
    ...paragraphs.map((text) => Object.assign(document.createElement('p'), { textContent: text })),
  );
}

/**
 * All clips of a long page at once, half of them of passages that have changed; and the worst that is known: one quote of
 * 2,000 units that has changed. By us, and by the usual way, which cannot stop in between.
 */
export async function timeAnchors(): Promise<Record<string, Turns>> {
  const paragraphs = proseOf('English', LENGTH, randomBy(5)).trim().split('\n');
  show(paragraphs);
  const step = Math.floor(paragraphs.length / CLIPS);
  const chosen = Array.from({ length: CLIPS }, (_, index) => index * step);
  const elements = [...document.querySelectorAll('p')];
  const anchors = chosen.map((index): Anchor => {
    const range = new Range();
    range.selectNodeContents(elements[index] ?? document.body);
    return describeRange(range, document.body);
  });
  const middle = Math.floor(elements.length / 2);
  const long = new Range();
  long.setStart(elements[middle] ?? document.body, 0);
  let last = middle;
  for (let length = 0; length < 2_000; last += 1) length += paragraphs[last]?.length ?? 2_000;
  long.setEndAfter(elements[last - 1] ?? document.body);
  const worst = describeRange(long, document.body);

  show(
    paragraphs.map((text, index) =>
      (index % step === 0 && (index / step) % 2 === 1) || (index >= middle && index < last) ? altered(text) : text,
    ),
  );
  const text = document.body.textContent ?? '';
  const usual = ({ selectors }: Anchor) => {
    const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
    const place = selectors.find((selector) => selector.type === 'TextPositionSelector');
    if (quote) usualMatch(text, { ...quote, place: place?.start ?? 0 });
  };
  const times = {
    [`${CLIPS} clips, ours`]: await timed(() => resolveAnchors(anchors, document.body)),
    'one of 2,000, altered, ours': await timed(() => resolveAnchors([worst], document.body)),
    'one of 2,000, altered, usual': await timed(() => usual(worst)),
    // All of them would take minutes.
    '4 clips, altered, usual': await timed(() =>
      anchors
        .filter((_, index) => index % 2 === 1)
        .slice(0, 4)
        .forEach(usual),
    ),
  };
  const states = (await resolveAnchors([worst, ...anchors], document.body)).map(({ state }) => state);
  const lost = states.filter((state) => state === 'missing').length;
  return { ...times, 'lost, of all': { total: lost, longest: 0 } };
}
