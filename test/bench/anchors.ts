import type { Turns } from '#test/support/anchor-bench.ts';
import { anchorCases, CHANGES } from '#test/support/anchor-cases.ts';
import { ALGORITHMS, type Outcome, outcomeOf, soughtIn } from '#test/support/anchor-score.ts';
import { inSourcePage } from './source-page.ts';

/**
 * `npm run bench:anchors`: how passages are found again on pages that have changed, by us and by what annotation clients
 * usually do, on the same cases. `ROUNDS` says how many; the usual way takes minutes for a few.
 */
const MODULE = '/test/support/anchor-bench.ts';
const ROUNDS = Number(process.env.ROUNDS ?? 2);

type Tally = { cases: number; found: number; same: number; false: number };

function add(tally: Tally, { isFound, isSame, isFalse }: Outcome): void {
  tally.cases += 1;
  tally.found += Number(isFound);
  tally.same += Number(isSame);
  tally.false += Number(isFalse);
}

const percent = (part: number, { cases }: Tally): string => `${((100 * part) / cases).toFixed(1)} %`;
const empty = (): Tally => ({ cases: 0, found: 0, same: 0, false: 0 });
const row = (tally: Tally): string =>
  [percent(tally.found, tally), percent(tally.same, tally), percent(tally.false, tally)].join(' | ');

const cases = anchorCases(2, ROUNDS);
for (const isPlain of [true, false]) {
  const names = Object.keys(ALGORITHMS) as (keyof typeof ALGORITHMS)[];
  const tallies = new Map(names.map((name) => [name, new Map<string, Tally>()]));
  for (const one of cases) {
    if ((one.language !== 'a specification') !== isPlain) continue;
    const sought = soughtIn(one);
    for (const name of names) {
      const outcome = outcomeOf(one, ALGORITHMS[name](one.after, sought));
      for (const key of [one.change, 'all']) {
        const tally = tallies.get(name)?.get(key) ?? empty();
        add(tally, outcome);
        tallies.get(name)?.set(key, tally);
      }
    }
  }
  console.log(
    `\n${isPlain ? 'English, Chinese, Japanese and Arabic prose' : 'A specification, which repeats itself'}\n`,
  );
  console.log(`| change | cases | ${names.map((name) => `${name}: found | in its own words | false`).join(' | ')} |`);
  console.log(`| --- | ---: | ${names.map(() => '---: | ---: | ---:').join(' | ')} |`);
  for (const change of [...CHANGES, 'all']) {
    const each = names.map((name) => tallies.get(name)?.get(change) ?? empty());
    console.log(`| ${change} | ${each[0]?.cases} | ${each.map(row).join(' | ')} |`);
  }
}

console.log(
  '\nOn a page of 1.3 million characters, in Chromium\n\n| what | ms in all | ms without a turn for the page |',
);
console.log('| --- | ---: | ---: |');
const times = await inSourcePage(
  ['approx-string-match'],
  (page): Promise<Record<string, Turns>> =>
    page.evaluate(async (module) => (await import(module)).timeAnchors(), MODULE),
);
for (const [what, { total, longest }] of Object.entries(times)) {
  console.log(`| ${what} | ${total.toFixed(0)} | ${longest.toFixed(0)} |`);
}
