import search from 'approx-string-match';

/**
 * What annotation clients usually do, to be measured beside ours: the words as they are, else what is most like them
 * anywhere, chosen by quote 50, prefix 20, suffix 20 and position 2, with no least score.
 */
export function usualMatch(
  text: string,
  { exact, prefix, suffix, place }: { exact: string; prefix: string; suffix: string; place: number },
): { start: number; end: number; isSame: boolean } | undefined {
  const same: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    same.push({ start: at, end: at + exact.length, errors: 0 });
  }
  const most = Math.min(256, Math.floor(exact.length / 2));
  const found = same.length > 0 ? same : search(text, exact, most);
  const likeness = (part: string, wanted: string): number => {
    if (wanted === '') return 1;
    const [best] = search(part, wanted, wanted.length);
    return best ? 1 - best.errors / wanted.length : 0;
  };
  const scored = found.map(({ start, end, errors }) => ({
    start,
    end,
    isSame: errors === 0,
    score:
      50 * (1 - errors / exact.length) +
      20 * likeness(text.slice(Math.max(0, start - prefix.length), start), prefix) +
      20 * likeness(text.slice(end, end + suffix.length), suffix) +
      2 * (1 - Math.abs(start - place) / text.length),
  }));
  return scored.sort((a, b) => b.score - a.score)[0];
}
