import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldDiff } from '#lib/core/fold-diff.ts';
import { type DiffPart, wordDiff } from '#lib/core/word-diff.ts';

/** A diff to be read: `[-what went-]`, `{+what came+}`. */
const written = (parts: readonly DiffPart[]) =>
  parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`)).join('');
const diff = (before: string, after: string) => written(wordDiff(before, after));
const join = (parts: readonly DiffPart[], without: DiffPart['kind']) =>
  parts.map(({ kind, text }) => (kind === without ? '' : text)).join('');
const visible = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

describe('wordDiff', () => {
  it.each([
    [
      'The free plan keeps 14 days of history.',
      'The free plan keeps 7 days of history.',
      'The free plan keeps [-14 -]{+7 +}days of history.',
    ],
    [
      'Exporting to CSV needs Team.',
      'Exporting to CSV and PDF needs Team.',
      'Exporting to CSV {+and PDF +}needs Team.',
    ],
    [
      '每次导出都要手动整理截图和链接。',
      '每次导出都要自动整理截图。',
      '每次导出都要[-手动-]{+自动+}整理截图[-和链接-]。',
    ],
    ['月額は1000円です', '月額は1200円です', '月額は[-1000-]{+1200+}円です'],
    ['الخطة المجانية تحفظ 14 يوما', 'الخطة المجانية تحفظ 7 أيام', 'الخطة المجانية تحفظ [-14 يوما-]{+7 أيام+}'],
    ['$19.00 a seat', '$29.00 a seat', '$[-19.00 -]{+29.00 +}a seat'],
    ['', 'new', '{+new+}'],
    ['gone', '', '[-gone-]'],
    ['', '', ''],
  ])('%j → %j', (before, after, expected) => {
    expect(diff(before, after)).toBe(expected);
  });

  it('sees no change in white space and the width of letters', () => {
    expect(diff('Free  for\n5 seats', 'Free for 5 seats ')).toBe('Free for 5 seats ');
    expect(diff('ＡＰＩ １００ 次', 'API 100次')).toBe('API 100次');
  });

  it('does not cut a sentence up by small words that are in any sentence', () => {
    expect(diff('the quick brown fox of a kind', 'an agile grey wolf of the pack')).toBe(
      '[-the quick brown fox of a kind-]{+an agile grey wolf of the pack+}',
    );
  });

  it('finds a word in a text of two million characters, and says the rest is the same', () => {
    const sentences = Array.from(
      { length: 40_000 },
      (_, index) => `Sentence number ${index} is about plan ${index % 7}. `,
    );
    const before = sentences.join('');
    const after = before.replace('number 20000 is', 'number 20000 was');
    expect(before.length).toBeGreaterThan(1_500_000);
    const parts = wordDiff(before, after);
    expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
    expect(parts.slice(1, 3).map(({ text }) => text)).toEqual(['is ', 'was ']);
  });

  it.each([
    ['another text', 'x y. '.repeat(300_000), 'z w! '.repeat(300_000)],
    ['one endless word', 'x'.repeat(2_000_000), 'y'.repeat(2_000_000)],
    ['the same words over and over', 'a b '.repeat(400_000), 'b a c '.repeat(300_000)],
    ['nothing but signs', '.'.repeat(2_000_000), '!'.repeat(2_000_000)],
    ['Chinese without an end', '价格'.repeat(1_000_000), '价钱'.repeat(1_000_000)],
  ])('comes to an end: %s', (_, before, after) => {
    const parts = wordDiff(before, after);
    expect(visible(join(parts, 'removed'))).toBe(visible(after));
    expect(visible(join(parts, 'added'))).toBe(visible(before));
  });

  it('loses nothing of either text, says a thing once, and shows no empty change', () => {
    const word = fc.constantFrom(
      'free',
      'plan',
      '14',
      '7',
      ' ',
      '\n',
      '.',
      '。',
      '导出',
      '手动',
      '整理',
      'ﬁ',
      '😀',
      'é',
      '１',
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        expect(join(parts, 'removed')).toBe(after);
        expect(visible(join(parts, 'added'))).toBe(visible(before));
        expect(parts.every(({ text: part }) => part !== '')).toBe(true);
        const kinds = parts.map(({ kind }) => kind);
        expect(kinds.some((kind, index) => kind === kinds[index + 1])).toBe(false);
        expect(kinds.join(' ')).not.toContain('added removed');
        if (visible(before) === visible(after)) expect(kinds.every((kind) => kind === 'same')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says of long texts what it would say of short ones', () => {
    const filler = 'Nothing of this has changed at all. '.repeat(400);
    const changed = 'The free plan keeps [-14 -]{+7 +}days of history. ';
    expect(
      diff(
        `${filler}The free plan keeps 14 days of history. ${filler}`,
        `${filler}The free plan keeps 7 days of history. ${filler}`,
      ),
    ).toBe(`${filler}${changed}${filler}`);
  });
});

describe('foldDiff', () => {
  const same = (text: string): DiffPart => ({ kind: 'same', text });
  const long = 'word '.repeat(200);

  it('leaves out what is far from any change, and keeps whole words beside it', () => {
    const shown = foldDiff([
      same(long),
      { kind: 'removed', text: 'old ' },
      same(long),
      { kind: 'added', text: 'new ' },
      same(long),
    ]);
    const line = shown.map((part) => (part.kind === 'left-out' ? '…' : part.text.trim())).join('|');
    expect(line).toMatch(/^…\|(word ?)+\|old\|(word ?)+\|…\|(word ?)+\|new\|(word ?)+\|…$/);
    expect(line.length).toBeLessThan(300);
  });

  it('keeps what is short', () => {
    const parts: DiffPart[] = [
      same('The free plan keeps '),
      { kind: 'removed', text: '14 ' },
      { kind: 'added', text: '7 ' },
      same('days.'),
    ];
    expect(foldDiff(parts)).toEqual(parts);
  });

  it('shows a bounded part of a change without bound', () => {
    const shown = foldDiff([
      { kind: 'removed', text: '旧'.repeat(1_000_000) },
      { kind: 'added', text: '😀'.repeat(1_000_000) },
    ]);
    expect(shown.map(({ kind }) => kind)).toEqual(['removed', 'left-out', 'added', 'left-out']);
    for (const part of shown) {
      if (part.kind === 'left-out') continue;
      expect(part.text.length).toBeLessThanOrEqual(4_000);
      expect(part.text.isWellFormed()).toBe(true);
    }
    const many = Array.from(
      { length: 5_000 },
      (_, index): DiffPart => (index % 2 ? same('and ') : { kind: 'added', text: 'x ' }),
    );
    const few = foldDiff(many);
    expect(few.length).toBeLessThanOrEqual(401);
    expect(few.at(-1)).toEqual({ kind: 'left-out' });
  });
});
