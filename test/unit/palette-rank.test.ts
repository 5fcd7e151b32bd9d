import { describe, expect, it } from 'vitest';
import { rank, scoreOf } from '#components/library/palette-rank.ts';

const items = (...names: (string | string[])[]) =>
  names.map((name) => ({ id: [name].flat()[0] ?? '', names: [name].flat() }));
const found = (query: string, names: (string | string[])[], recent: string[] = []) =>
  rank(items(...names), query, recent).map(({ item }) => item.id);

describe('ranking by name', () => {
  it('puts the whole name first, then its beginning, a word in it, its inside, and letters in between', () => {
    const names = ['Stages', 'xtagx', 'tag', 'tags', 'Edit tags', 'The angle', 'Note'];
    expect(found('tag', names)).toEqual(['tag', 'tags', 'Edit tags', 'xtagx', 'Stages', 'The angle']);
  });

  it('asks for every word, in any order, whatever their case and width', () => {
    expect(found('TRASH  empty', ['Empty the trash', 'Trash'])).toEqual(['Empty the trash']);
    expect(found('ａｃｍｅ', ['Acme Analytics'])).toEqual(['Acme Analytics']);
  });

  it('finds Chinese in the middle of a name, as the beginning of a word', () => {
    expect(scoreOf('标签', '编辑标签')).toBeGreaterThan(scoreOf('标签', 'x标签'));
    expect(found('回收', ['清空回收站', '收件箱'])).toEqual(['清空回收站']);
  });

  it('takes the best of several names: those of the other language, aliases', () => {
    expect(
      found('export', [
        ['导出', 'Export'],
        ['导入', 'Import'],
      ]),
    ).toEqual(['导出']);
    expect(found('导出', [['Export', '导出']])).toEqual(['Export']);
  });

  it('takes no letters that are far apart for an abbreviation, and no single letter', () => {
    expect(found('cpm', ['Copy as Markdown'])).toEqual(['Copy as Markdown']);
    expect(found('xq', ['x is something entirely different from q'])).toEqual([]);
    expect(found('z', ['a lazy dog'])).toEqual(['a lazy dog']);
    expect(found('q', ['a lazy dog'])).toEqual([]);
  });

  it('prefers what was chosen lately among what fits as well, and never over what fits better', () => {
    const names = ['Price', 'Pricing', 'Enterprise'];
    expect(found('pri', names)).toEqual(['Price', 'Pricing', 'Enterprise']);
    expect(found('pri', names, ['Pricing'])).toEqual(['Pricing', 'Price', 'Enterprise']);
    expect(found('pri', names, ['Enterprise'])).toEqual(['Price', 'Pricing', 'Enterprise']);
  });

  it('finds nothing for nothing', () => {
    expect(found('  ', ['Price'])).toEqual([]);
  });
});
