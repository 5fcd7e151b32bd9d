import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Passage, passageDiff } from '#lib/core/passage-diff.ts';

const kinds = (passages: readonly Passage[]) => passages.map(({ kind }) => kind);
const text = (passages: readonly Passage[], without: 'added' | 'removed') =>
  passages
    .map(({ parts }) => parts.map((part) => (part.kind === without ? '' : part.text)).join(''))
    .filter((line) => line.trim() !== '')
    .join('\n');
const visible = (lines: string) => lines.replace(/[^\S\n]+/g, '');

describe('passageDiff', () => {
  it('tells passages in other words from those that came and went', () => {
    const before = 'Pricing\n\nThe free plan keeps 14 days of history.\nWe answer within a day.\nContact us';
    const after = 'Pricing\nThe free plan keeps 7 days of history.\nContact us\n\n年付八折。';
    const passages = passageDiff(before, after);
    expect(kinds(passages)).toEqual(['same', 'changed', 'removed', 'same', 'added']);
    expect(passages[1]?.parts.map(({ kind, text: part }) => `${kind} ${part.trim()}`)).toEqual([
      'same The free plan keeps',
      'removed 14',
      'added 7',
      'same days of history.',
    ]);
  });

  it('finds which passage a changed one has become, past new ones', () => {
    const before = '免费版保留 14 天的历史记录。';
    const after = '全新上线：导出。\n支持深色模式。\n免费版保留 7 天的历史记录。';
    expect(kinds(passageDiff(before, after))).toEqual(['added', 'added', 'changed']);
  });

  it('sees nothing in blank lines, spaces and the width of letters', () => {
    expect(kinds(passageDiff('ＡＰＩ  limits\n\n\nFree', ' API limits\nFree '))).toEqual(['same', 'same']);
  });

  it('loses no passage of either text', () => {
    const line = fc.constantFrom('a b c', 'a b d', '导出报表', '导出周报', 'Pricing', '', ' ');
    const lines = fc.array(line, { maxLength: 12 }).map((all) => all.join('\n'));
    const filled = (all: string) =>
      all
        .split('\n')
        .filter((each) => each.trim() !== '')
        .join('\n');
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const passages = passageDiff(before, after);
        expect(visible(text(passages, 'removed'))).toBe(visible(filled(after)));
        expect(visible(text(passages, 'added'))).toBe(visible(filled(before)));
      }),
    );
  });

  it.each([
    ['another text', 'x y\n'.repeat(100_000), 'z w\n'.repeat(100_000)],
    ['the same lines over and over', 'a\nb\n'.repeat(100_000), 'b\na\nc\n'.repeat(100_000)],
  ])('comes to an end: %s', (_, before, after) => {
    const passages = passageDiff(before, after);
    expect(passages.length).toBeGreaterThan(0);
    expect(text(passages, 'removed')).toBe(after.trimEnd());
  });
});
