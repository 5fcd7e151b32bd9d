import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fit, fitOf, isCjk, mean } from '#test/support/article-score.ts';
import { inSourcePage } from './source-page.ts';

/**
 * `npm run bench:article -- [FOLDER…]`: how well articles are found, by us, by Readability and by Defuddle, on the same
 * pages in the same Chromium; and how long it takes. A folder holds `NAME.html` with `NAME.txt`, or `NAME/source.html`
 * with `NAME/expected.html`; without one, the fixtures are measured. `SHOW=NAME` measures one page alone, `TEXTS=FILE` keeps all
 * texts.
 */
const FOLDERS = process.argv.length > 2 ? process.argv.slice(2) : ['test/fixtures/articles'];
const MODULE = '/test/support/article-bench.ts';
const NAMES = ['ours', 'readability', 'defuddle'] as const;

type Sample = { name: string; html: string; truth: { text: string } | { html: string } };

async function samplesIn(folder: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    try {
      if (entry.isDirectory()) {
        const html = await readFile(join(path, 'source.html'), 'utf8');
        samples.push({ name: entry.name, html, truth: { html: await readFile(join(path, 'expected.html'), 'utf8') } });
      } else if (entry.name.endsWith('.html')) {
        const html = await readFile(path, 'utf8');
        const text = await readFile(path.replace(/html$/, 'txt'), 'utf8');
        samples.push({ name: entry.name.replace(/\.html$/, ''), html, truth: { text } });
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return samples;
}

await inSourcePage(['@mozilla/readability', 'defuddle'], async (page) => {
  const seen: Record<string, unknown> = {};
  for (const folder of FOLDERS) {
    const fits: Record<string, Fit[]> = { ours: [], readability: [], defuddle: [] };
    console.log(`\n${folder}\n\n| page | ${NAMES.join(' | ')} | shingles of |\n| --- | ---: | ---: | ---: | --- |`);
    for (const { name, html, truth } of await samplesIn(folder)) {
      if (process.env.SHOW && process.env.SHOW !== name) continue;
      const result = await page.evaluate(
        async ({ module, html, truth }) =>
          (await import(module)).readPage(html, 'html' in truth ? truth.html : undefined),
        { module: MODULE, html, truth },
      );
      const wanted: string = 'text' in truth ? truth.text : result.truth;
      const row = NAMES.map((key) => {
        const fit = fitOf(result.texts[key], wanted);
        fits[key]?.push(fit);
        return `${fit.f1.toFixed(3)} (${fit.precision.toFixed(2)}/${fit.recall.toFixed(2)})`;
      });
      console.log(`| ${name} | ${row.join(' | ')} | ${isCjk(wanted) ? '4 characters' : '4 words'} |`);
      seen[name] = { f1: row, wanted, ...result.texts };
    }
    const row = NAMES.map((key) => {
      const all = fits[key] ?? [];
      const [precision, recall] = [mean(all.map((fit) => fit.precision)), mean(all.map((fit) => fit.recall))];
      return `${mean(all.map(({ f1 }) => f1)).toFixed(4)} (${precision.toFixed(3)}/${recall.toFixed(3)})`;
    });
    console.log(`| mean of ${fits.ours?.length} | ${row.join(' | ')} | |`);
  }

  if (process.env.TEXTS) await writeFile(process.env.TEXTS, JSON.stringify(seen));
  if (!process.env.SHOW) {
    const times = await page.evaluate(async (module) => (await import(module)).timeLongPage(), MODULE);
    console.log(`\n1 MB article, medians of the same run:\n${JSON.stringify(times, undefined, 2)}`);
  }
});
