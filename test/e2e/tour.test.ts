import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#test/support/fresh-build.ts';
import { picturesOf, quotesOf } from '#test/support/markdown-text.ts';
import { runScript, type ScriptRun } from '#test/support/run-script.ts';

const TOUR = join(ROOT, '.output/tour');

/** Every screen a user can come to, in both languages and both themes. */
const SCREENS = [
  'onboarding',
  ...[
    'empty',
    'draft',
    'tagging',
    'saved',
    'screenshot',
    'region',
    'element',
    'article',
    'restricted',
    'return',
    'changed',
  ].map((name) => `popup-${name}`),
  'library',
  ...['empty', 'detail', 'search', 'filter', 'selection', 'settings', 'export', 'trash', 'no-match', 'changed'].map(
    (name) => `library-${name}`,
  ),
  'editor',
  'editor-private',
  'side-panel',
  'side-panel-clip',
  'page-toast',
  'page-region',
  'page-element',
];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describe('npm start without a display', () => {
  let run: ScriptRun;
  beforeAll(async () => {
    run = await runScript('start.ts', [], { env: { CI: '1' } });
    if (run.code !== 0) throw new Error(run.stderr);
  }, 240_000);

  it('plays the tour and names each thing that it left', async () => {
    expect(run.stdout).toMatch(/^Done in \d+ s\./m);
    const left = run.stdout.split('\n').filter((line) => line.startsWith(TOUR));
    const there = (await readdir(TOUR, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(left.toSorted()).toEqual(there.map(({ parentPath, name }) => join(parentPath, name)).toSorted());
  });

  it('exports what was clipped, word for word, with its pictures', async () => {
    const findings = await readFile(join(TOUR, 'findings.md'), 'utf8');
    expect(quotesOf(findings)).toEqual(
      expect.arrayContaining([
        'The free plan keeps 14 days of history. Exporting to CSV needs the Team plan.',
        expect.stringContaining('希望有「一键导出周报」，图、原话、出处都带上。'),
        expect.stringContaining('Links. A picture without its source is worth nothing in a review'),
        expect.stringContaining('Request: one export with the quote, the picture and a link back'),
        expect.stringContaining('KEY = os.environ["ACME_KEY"]'),
      ]),
    );
    // Those of articles stay where they are.
    const pictures = picturesOf(findings).filter((path) => !/^https?:/.test(path));
    expect(pictures).toHaveLength(2);
    for (const path of pictures) {
      expect((await readFile(join(TOUR, decodeURIComponent(path)))).subarray(0, 4)).toEqual(PNG);
    }
  });

  it.each(SCREENS)('pictures %s in both languages and both themes', async (screen) => {
    const read = (language: string, theme: string) => readFile(join(TOUR, `${screen}-${language}-${theme}.png`));
    const pictures = await Promise.all([
      read('en', 'light'),
      read('en', 'dark'),
      read('zh', 'light'),
      read('zh', 'dark'),
    ]);
    for (const picture of pictures) expect(picture.subarray(0, 4)).toEqual(PNG);
    // What stands on a page of others looks the same in the dark.
    const expected = screen.startsWith('page-') ? 2 : 4;
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBeGreaterThanOrEqual(expected);
  });
});
