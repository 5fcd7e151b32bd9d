/** By code units: the same on every machine and in every language. */
export function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The order of names for a reader of `locale` (Chinese by pinyin, numbers by value). Names that are equal to a reader are
 * ordered by their code units, so that the result never depends on the order of the input.
 */
export function byName(locale: string): (a: string, b: string) => number {
  const [known] = Intl.Collator.supportedLocalesOf(locale.replaceAll('_', '-'));
  const collator = new Intl.Collator(known ?? 'en', { numeric: true });
  return (a, b) => collator.compare(a, b) || byCode(a, b);
}
