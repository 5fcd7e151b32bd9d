import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { tablesCsv } from '#lib/export/formats/tables-csv.ts';
import { tablesOf } from '#lib/export/tables.ts';
import { clipWith, idOf, inputWith, PROJECT } from './export-fixture.ts';

const PRICES =
  'Prices in US dollars.\n\n| Plan | Price |\n| - | -: |\n| **Pro**<br>yearly | [12](https://a.example/) |';

async function textOf(bytes: Blob): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytes.arrayBuffer());
}

describe('the tables of a clip', () => {
  it('are rows of what a reader sees', () => {
    expect(tablesOf(clipWith({ markdown: PRICES }))).toEqual([
      [
        ['Plan', 'Price'],
        ['Pro\nyearly', '12'],
      ],
    ]);
  });

  it('are found in quotations and lists, and not where a line only looks like one', () => {
    expect(tablesOf(clipWith({ markdown: '> | a |\n> | - |\n> | b |' }))).toEqual([[['a'], ['b']]]);
    expect(tablesOf(clipWith({ markdown: '```\n| a |\n| - |\n```' }))).toEqual([]);
  });
});

describe('a page that is built to break its reader', () => {
  it('costs no other table: what nests too deep holds none', async () => {
    const started = performance.now();
    for (const markdown of [
      `${'>'.repeat(3_000)} | a |\n${'>'.repeat(3_000)} |-|`,
      `${'> '.repeat(2_000)}- | a |\n|-|`,
      `${'*a **b '.repeat(5_000)}\n\n| a |\n|-|`,
      `| ${'[a'.repeat(5_000)} |\n|-|`,
    ]) {
      expect(() => tablesOf(clipWith({ markdown }))).not.toThrow();
    }
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('the export of tables', () => {
  const input = inputWith({
    projects: [PROJECT],
    clips: [clipWith({ id: idOf(11), markdown: PRICES, source: { url: 'https://a.example/', title: '定价' } })],
  });

  it('is a file that a spreadsheet reads, in any language', async () => {
    const { name, bytes } = await tablesCsv.run(input);
    expect(name).toBe('定价.csv');
    const text = await textOf(bytes);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(Papa.parse(text.slice(1)).data).toEqual([
      ['Plan', 'Price'],
      ['Pro\nyearly', '12'],
    ]);
  });

  it('is a zip of files with names that differ where there are several', async () => {
    const clips = [11, 12].map((id) => clipWith({ id: idOf(id), markdown: PRICES }));
    const { name, bytes } = await tablesCsv.run({ ...input, clips });
    expect(name).toBe('Pricing study.zip');
    expect(Object.keys(unzipSync(new Uint8Array(await bytes.arrayBuffer()))).sort()).toEqual([
      'Pricing-2.csv',
      'Pricing.csv',
    ]);
  });

  it.each([
    ['=HYPERLINK("https://evil.example")', '\'=HYPERLINK("https://evil.example")'],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['＋1＋cmd', "'＋1＋cmd"],
    ['-', '-'],
    ['-5 %', '-5 %'],
    ['+1,200.50', '+1,200.50'],
    ['– 5', '– 5'],
  ])('keeps a spreadsheet from running %s', async (cell, written) => {
    const clips = [clipWith({ markdown: `| a |\n| - |\n| ${cell} |` })];
    const text = await textOf((await tablesCsv.run({ ...input, clips })).bytes);
    expect(Papa.parse<string[]>(text.slice(1)).data[1]?.[0]).toBe(written);
  });

  it('says so where there is none', async () => {
    await expect(tablesCsv.run({ ...input, clips: [clipWith({})] })).rejects.toMatchObject({
      code: 'nothing_to_export',
    });
  });
});
