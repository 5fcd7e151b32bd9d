/** One number of the bench: what was measured, and the bar that it must not pass. */
export type Row = {
  name: string;
  unit: 'ms' | 'kB' | 'bytes' | '%';
  /** In milliseconds or bytes; one for what does not vary. */
  samples: readonly number[];
  /** In the unit's own terms: milliseconds, or bytes. Without one the row only reports. */
  bar?: number;
};

/** The value that `share` of the samples do not exceed (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function isOver({ samples, bar }: Row): boolean {
  // NaN, from no samples at all, is over any bar.
  return bar !== undefined && !(percentile(samples, 0.95) <= bar);
}

function shown(value: number, unit: Row['unit']): string {
  if (unit === 'kB') return `${(value / 1000).toFixed(1)} kB`;
  if (unit === '%') return `${value.toFixed(0)} %`;
  return unit === 'ms' ? `${value.toFixed(1)} ms` : `${value} bytes`;
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { name, unit, samples, bar } = row;
    const [p50, p95] = [percentile(samples, 0.5), percentile(samples, 0.95)].map((value) => shown(value, unit));
    const verdict = bar === undefined ? '' : isOver(row) ? '**over**' : 'ok';
    return `| ${name} | ${samples.length} | ${p50} | ${p95} | ${bar === undefined ? '' : shown(bar, unit)} | ${verdict} |`;
  });
  return ['| measured | n | p50 | p95 | bar | |', '| --- | ---: | ---: | ---: | ---: | --- |', ...lines].join('\n');
}
