import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { TextLayer, TextRun } from '#lib/core/schema/text-layer.ts';
import { findPrivateData } from '#lib/screenshot/private-data.ts';

const run = (text: string, x: number, y: number, width = text.length * 8, height = 18): TextRun => ({
  text,
  x,
  y,
  width,
  height,
});
const found = (...layer: TextRun[]) => findPrivateData(layer).map(({ kind, text }) => [kind, text]);
const foundIn = (text: string) => found(run(text, 0, 0));

describe('what is found', () => {
  test.each([
    ['email', 'jane@acme.example'],
    ['email', 'jane.doe+news@mail.acme.co.uk'],
    ['email', "o'brien@acme.example"],
    ['email', 'zoë@müller.de'],
    ['email', '1234567@qq.com'],
    ['email', 'first_last-2@a-b.io'],
    ['phone', '+1 415 555 0132'],
    ['phone', '+1 (415) 555-0132'],
    ['phone', '+14155550132'],
    ['phone', '+44 20 7946 0958'],
    ['phone', '+44 (0)20 7946 0958'],
    ['phone', '+49 30 901820'],
    ['phone', '+86 138 0013 8000'],
    ['phone', '+86-13800138000'],
    ['phone', '+852 2345 6789'],
    ['phone', '0086 138 0013 8000'],
    ['phone', '13800138000'],
    ['phone', '138 0013 8000'],
    ['phone', '199-0013-8000'],
    ['phone', '86 13800138000'],
    ['phone', '(415) 555-0132'],
    ['phone', '415-555-0132'],
    ['phone', '415.555.0132'],
    ['phone', '1-415-555-0132'],
    ['phone', '010-12345678'],
    ['phone', '(021) 6123 4567'],
    ['phone', '020 7946 0958'],
    ['chinese_id', '11010519491231002X'],
    ['chinese_id', '11010519491231002x'],
    ['chinese_id', '440524188001010014'],
    ['chinese_id', '110105 19491231 002X'],
    ['chinese_id', '110105491231002'],
    ['card', '4111 1111 1111 1111'],
    ['card', '4111-1111-1111-1111'],
    ['card', '4111111111111111'],
    ['card', '5500 0000 0000 0004'],
    ['card', '3400 000000 00009'],
    ['card', '378282246310005'],
    ['card', '6011 0009 9013 9424'],
    ['card', '6200 0000 0000 0000 000'],
    ['card', '4222222222222'],
  ])('%s: %s, also in the middle of a sentence of either language', (kind, text) => {
    expect(foundIn(text)).toEqual([[kind, text]]);
    expect(foundIn(`Ask for it: ${text}, or not.`)).toEqual([[kind, text]]);
    expect(foundIn(`请联系${text}，谢谢。`)).toEqual([[kind, text]]);
    expect(foundIn(`（${text}）`)).toEqual([[kind, text]]);
  });

  it('in full-width letters and digits, and with other dashes and spaces', () => {
    expect(foundIn('电话：１３８００１３８０００')).toEqual([['phone', '13800138000']]);
    expect(foundIn('ｊａｎｅ＠ａｃｍｅ．ｅｘａｍｐｌｅ')).toEqual([['email', 'jane@acme.example']]);
    expect(foundIn('415–555–0132')).toEqual([['phone', '415-555-0132']]);
    expect(foundIn('+1\u00a0415\u00a0555\u00a00132')).toEqual([['phone', '+1 415 555 0132']]);
    expect(foundIn('4111\u200b1111\u200b1111\u200b1111')).toEqual([['card', '4111111111111111']]);
  });

  it('several in a line, without what stands beside them', () => {
    expect(foundIn('a@x.io, b@y.io; 13800138000/13900139000')).toEqual([
      ['email', 'a@x.io'],
      ['email', 'b@y.io'],
      ['phone', '13800138000'],
      ['phone', '13900139000'],
    ]);
    expect(foundIn('4111 1111 1111 1111 12/27')).toEqual([['card', '4111 1111 1111 1111']]);
    expect(foundIn('7 4111 1111 1111 1111')).toEqual([['card', '4111 1111 1111 1111']]);
    expect(foundIn('+1 415 555 0132 24 7')).toEqual([['phone', '+1 415 555 0132']]);
  });
});

describe('what is not', () => {
  test.each([
    ['dates', '2024-05-03 10:20:30, 2024/05/03, 03.05.2024, 20240503, 2024年5月3日, 1 May 2024 – 3 June 2025'],
    ['dates with a time zone', '2024-05-03T10:20:30+08:00, GMT+8 2024-05-03 12:00, UTC +8 2024-05-03'],
    ['prices', '$1,234,567.89, ¥13800138000, € 13800138000, 1 234 567 890 kr, 12,345,678 USD'],
    ['versions', '136.0.7103.114, v2.10.3-beta.1, 1.2.3.4567, 10.15.7'],
    ['addresses of machines', '192.168.100.200, 2001:0db8:85a3:0000:0000:8a2e:0370:7334, 00:1A:2B:3C:4D:5E'],
    ['numbers of things', 'ISBN 978-7-111-12345-6, #1234567, order 20240503123456, build 1700000000000'],
    ['ids', '01900000-0000-7000-8000-000000000001, 4111111111111111abcd, 550e8400-e29b-41d4-a716-446655440000'],
    ['years in a row', '2018 2019 2020 2021 2022 2023 2024'],
    ['numbers in a table', '415 202 118 976 3021 88 17'],
    ['a card with a wrong digit', '4111 1111 1111 1112, 4111111111111112'],
    ['an ID with a wrong digit, date or province', '110105194912310021, 11010519491331002X, 99010519491231002X'],
    ['file names', 'logo@2x.png, icon@3x.webp, styles@media.css'],
    ['handles and packages', '@acme, @types/node@22.1.0, user@host, git@github.com:acme/board.git'],
    ['percentages', '+12.5 %, +123456789%, -20%'],
    ['decimals', '3.14159265358979, 0.13800138000'],
    ['mathematics', '2+13800138000, 1 + 2 = 3'],
  ])('%s', (_name, text) => {
    expect(foundIn(text)).toEqual([]);
  });
});

describe('what is broken', () => {
  it('between runs on one line', () => {
    expect(found(run('jane', 0, 0, 32), run('@acme.example', 32, 0, 104))).toEqual([['email', 'jane@acme.example']]);
    expect(found(run('+1 (415)', 0, 0, 64), run('555-0132', 69, 0, 64))).toEqual([['phone', '+1 (415) 555-0132']]);
  });

  it('between lines, with a space in place of the break or none', () => {
    expect(found(run('write to jane.doe@', 0, 0), run('acme.example today', 0, 20))).toEqual([
      ['email', 'jane.doe@acme.example'],
    ]);
    expect(found(run('call +86 138 0013', 0, 0), run('8000 or not', 0, 20))).toEqual([['phone', '+86 138 0013 8000']]);
    expect(found(run('身份证：110105194912', 0, 0), run('31002X，谢谢', 0, 20))).toEqual([
      ['chinese_id', '11010519491231002X'],
    ]);
    expect(found(run('card 4111 1111', 0, 0), run('1111 1111 and more', 0, 20))).toEqual([
      ['card', '4111 1111 1111 1111'],
    ]);
  });

  it('in vertical lines', () => {
    const column = (text: string, x: number): TextRun => ({
      text,
      x,
      y: 0,
      width: 18,
      height: text.length * 9,
      isVertical: true,
    });
    expect(found(column('電話 138 0013', 100), column('8000', 70))).toEqual([['phone', '138 0013 8000']]);
  });

  it('but not between columns, nor paragraphs, nor where each line has its own', () => {
    expect(found(run('138 0013', 0, 0), run('8000', 400, 0))).toEqual([]);
    expect(found(run('138 0013', 0, 0), run('8000', 0, 90))).toEqual([]);
    expect(found(run('a@acme.example', 0, 0), run('b@acme.example', 0, 20))).toEqual([
      ['email', 'a@acme.example'],
      ['email', 'b@acme.example'],
    ]);
    expect(found(run('13800138000', 0, 0), run('2024', 0, 20))).toEqual([['phone', '13800138000']]);
  });
});

describe('rectangles', () => {
  const rectsOf = (...layer: TextRun[]) => findPrivateData(layer).flatMap(({ rects }) => rects);

  it('cover the letters that are private, and little else', () => {
    const line = run('0000000000 a1@c2.de 00000000000', 100, 50, 310);
    const [rect] = rectsOf(line);
    expect(rect?.y).toBe(50);
    expect(rect?.height).toBe(18);
    expect(rect?.x).toBeGreaterThan(190);
    expect(rect?.x).toBeLessThan(210);
    expect((rect?.x ?? 0) + (rect?.width ?? 0)).toBeGreaterThan(280);
    expect((rect?.x ?? 0) + (rect?.width ?? 0)).toBeLessThan(315);
  });

  it('count Chinese letters about double', () => {
    const [rect] = rectsOf(run('请联系我们13800138000', 0, 0, 10 * 8 + 11 * 8));
    expect(rect?.x).toBeGreaterThan(60);
    expect(rect?.x).toBeLessThan(81);
    expect((rect?.x ?? 0) + (rect?.width ?? 0)).toBeCloseTo(168, 5);
  });

  it('are one for each run', () => {
    const rects = rectsOf(run('jane.doe@', 0, 0), run('acme.example', 0, 20));
    expect(rects.map(({ y }) => y)).toEqual([0, 20]);
  });

  it('cover a line from right to left as a whole', () => {
    const line = run('התקשרו 13800138000 עכשיו', 10, 0);
    expect(rectsOf(line)).toEqual([{ x: 10, y: 0, width: line.width, height: 18 }]);
  });
});

const runs = fc.array(
  fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.stringMatching(/^[0-9 @.+x()一-]{1,60}$/),
      fc.constantFrom('jane@acme.example', '13800138000', '4111 1111', '１１０１０５', '\ud800'),
    ),
    x: fc.integer({ min: -100, max: 1_000 }),
    y: fc.integer({ min: -100, max: 200 }),
    width: fc.double({ min: 0.01, max: 2_000, noNaN: true }),
    height: fc.double({ min: 0.01, max: 100, noNaN: true }),
  }),
  { maxLength: 30 },
);

test('nothing makes it fail, and every rectangle lies within a run', () => {
  fc.assert(
    fc.property(runs, (layer: TextLayer) => {
      for (const { text, rects } of findPrivateData(layer)) {
        expect(text).not.toBe('');
        expect(rects.length).toBeGreaterThan(0);
        for (const rect of rects) {
          const isWithin = layer.some(
            (one) =>
              rect.x >= one.x - 1e-6 &&
              rect.y >= one.y - 1e-6 &&
              rect.x + rect.width <= one.x + one.width + 1e-6 &&
              rect.y + rect.height <= one.y + one.height + 1e-6,
          );
          expect(isWithin).toBe(true);
          expect(rect.width).toBeGreaterThan(0);
          expect(rect.height).toBeGreaterThan(0);
        }
      }
    }),
  );
});

test.each([
  ['digits', '1'.repeat(10_000)],
  ['a plus and digits', `+1${'1'.repeat(9_990)}`],
  ['spaced digits', '1 '.repeat(5_000)],
  ['dashes', '1-'.repeat(5_000)],
  ['letters', `${'a'.repeat(5_000)}@${'a'.repeat(4_999)}`],
  ['dots', 'a.'.repeat(5_000)],
  ['at signs', 'a@'.repeat(5_000)],
  ['brackets', '+1(1'.repeat(2_500)],
])('fifty lines of nothing but %s come to an end', (_name, text) => {
  const layer = Array.from({ length: 50 }, (_, index) => run(text, 0, index * 20));
  expect(() => findPrivateData(layer)).not.toThrow();
});
