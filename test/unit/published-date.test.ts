import { expect, it } from 'vitest';
import { publishedDay } from '#lib/core/published-date.ts';
import { daysIn } from '#lib/export/day.ts';

it.each([
  ['2024', '2024', '2024'],
  ['2024-05', '2024-05', '2024-05'],
  ['2024-05-03', '2024-05-03', '2024-05-03'],
  ['2024-05-03T01:00:00Z', '2024-05-03', '2024-05-02'],
  ['2024-05-03T23:30:00+08:00', '2024-05-03', '2024-05-03'],
  ['last week', undefined, undefined],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
])('%j was published in Shanghai on %j, in New York on %j', (iso, shanghai, newYork) => {
  expect(publishedDay(iso, daysIn('Asia/Shanghai'))).toBe(shanghai);
  expect(publishedDay(iso, daysIn('America/New_York'))).toBe(newYork);
});
