/**
 * node --expose-gc test/bench/search.ts [--clips 100000] [--engine gleaner|linear|minisearch]…
 *
 * How well and how fast the library is searched, in milliseconds of this thread's work: what else runs on the machine does not count.
 */
import { parseArgs } from 'node:util';
import { sayScore } from '#test/support/search-score.ts';
import { benchEngine, ENGINES, qualityOf } from './search-engines.ts';

const { values } = parseArgs({
  options: { clips: { type: 'string', default: '100000' }, engine: { type: 'string', multiple: true } },
});
const names = (Object.keys(ENGINES) as (keyof typeof ENGINES)[]).filter(
  (name) => !values.engine || values.engine.includes(name),
);
function workingTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

for (const name of names) {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const report = benchEngine(name, Number(values.clips), 20, workingTime);
  globalThis.gc?.();
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  console.log(`\n${report.engine}: ${values.clips} clips in ${(report.build / 1000).toFixed(1)} s`);
  if (report.bytes !== undefined) console.log(`  keeps ${megabytes(report.bytes)}`);
  if (globalThis.gc) console.log(`  left in memory: ${megabytes(grown)}`);
  for (const note of report.notes) console.log(`  ${note}`);
  console.table(
    report.searches.map(({ what, text, found, median, p95 }) => ({
      what,
      text,
      found,
      'median ms': median.toFixed(2),
      'p95 ms': p95.toFixed(2),
    })),
  );
  for (const [why, score] of qualityOf(name)) console.log(`  ${why}: ${sayScore(score)}`);
}
