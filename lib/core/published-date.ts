/**
 * When something was published, as precisely as its page said: a year, a month, a day, or a moment, which falls on some
 * day where the reader is. A day without a time is that day everywhere.
 * @param iso ISO 8601, as in `source.publishedAt`.
 * @param dayOf The day of a moment, in the reader's time zone: "2026-05-03".
 * @returns "2026", "2026-05" or "2026-05-03"; undefined for what is no date.
 */
export function publishedDay(iso: string | undefined, dayOf: (moment: number) => string): string | undefined {
  if (!iso || Number.isNaN(Date.parse(iso))) return undefined;
  return /^\d{4}(?:-\d{2}){0,2}$/.test(iso) ? iso : dayOf(Date.parse(iso));
}

/**
 * The day of an update, where that says more than when the page was published: a later day.
 * @param published As {@link publishedDay} has it, likewise for the same reader.
 */
export function updatedDay(
  iso: string | undefined,
  published: string | undefined,
  dayOf: (moment: number) => string,
): string | undefined {
  const updated = publishedDay(iso, dayOf);
  if (updated === undefined || published === undefined) return updated;
  // "2026" is no later than "2026-05-03", nor that than "2026".
  const precision = Math.min(updated.length, published.length);
  return updated.slice(0, precision) > published.slice(0, precision) ? updated : undefined;
}
