import { type Ending, verdictsOn } from '#test/support/anchor-bars.ts';
import { anchorCases, CHANGES, DELETED, UNCHANGED } from '#test/support/anchor-cases.ts';
import { ALGORITHMS, outcomeOf, soughtIn } from '#test/support/anchor-score.ts';
import { GROUPS } from '#test/support/anchor-texts.ts';
import { anchoring } from './anchoring.ts';
import { table } from './row.ts';

/**
 * `npm run bench:anchors`: how passages are found again on pages that have changed, by us and by what annotation clients
 * usually do, on the same cases: class by class, text by text, and against the bars. `ROUNDS` says how many cases; the
 * usual way takes minutes for a few. Recall is of words found in themselves where they are unchanged, else of passages
 * found at all; where nobody could tell (`isUndecidable`), `missing` counts as right. False is what was found elsewhere.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 2);

const names = Object.keys(ALGORITHMS) as (keyof typeof ALGORITHMS)[];
const endings = new Map<string, Ending[]>(names.map((name) => [name, []]));
for (const one of anchorCases(2, ROUNDS)) {
  const sought = soughtIn(one);
  for (const name of names) {
    endings.get(name)?.push({ one, sought, outcome: outcomeOf(one, sought, ALGORITHMS[name](one, sought)) });
  }
}

const percent = (part: number, all: number, digits = 1): string => `${((100 * part) / all).toFixed(digits)} %`;

function recallOf(some: readonly Ending[]): string {
  const there = some.filter(({ one }) => !DELETED.includes(one.change));
  const right = there.filter(({ one, outcome }) => {
    return outcome.isUndecidable || (UNCHANGED.includes(one.change) ? outcome.isSame : outcome.isFound);
  });
  return there.length > 0 ? percent(right.length, there.length) : '';
}

function line(what: string, isOf: (ending: Ending) => boolean): string {
  const each = names.map((name) => endings.get(name)?.filter(isOf) ?? []);
  const cells = each.map((some) => {
    const wrong = some.filter(({ outcome }) => outcome.isFalse).length;
    return `${recallOf(some)} | ${percent(wrong, some.length, 2)}`;
  });
  const untold = each[0]?.filter(({ outcome }) => outcome.isUndecidable).length ?? 0;
  return `| ${what} | ${each[0]?.length} | ${untold} | ${cells.join(' | ')} |`;
}

console.log(`\n| change | cases | nobody can tell | ${names.map((name) => `${name}: recall | false`).join(' | ')} |`);
console.log(`| --- | ---: | ---: | ${names.map(() => '---: | ---:').join(' | ')} |`);
for (const change of CHANGES) console.log(line(change, ({ one }) => one.change === change));
for (const group of GROUPS) console.log(line(`all of ${group}`, ({ one }) => one.group === group));
console.log(line('all', () => true));

console.log(`\n| bar | cases | | ${names.map((name) => `${name} | met`).join(' | ')} |`);
console.log(`| --- | ---: | ---: | ${names.map(() => '---: | ---').join(' | ')} |`);
const verdicts = names.map((name) => verdictsOn(endings.get(name) ?? []));
for (const [index, { name, cases, bar }] of (verdicts[0] ?? []).entries()) {
  const cells = verdicts.map((each) => {
    const verdict = each[index];
    return verdict ? `${percent(verdict.share, 1, 2)} | ${verdict.isMet ? 'yes' : '**no**'}` : '';
  });
  console.log(`| ${name} | ${cases} | ${bar} | ${cells.join(' | ')} |`);
}

console.log(`\n${table(await anchoring())}`);
