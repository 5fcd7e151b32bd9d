import { expect, it } from 'vitest';
import { publishedDay, updatedDay } from '#lib/core/published-date.ts';
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

it.each([
  ['2026-05-03', '2026-05-01', '2026-05-03'],
  ['2026-05-03', undefined, '2026-05-03'],
  ['2026-05-03', '2026-04', '2026-05-03'],
  ['2026-05-03T23:00:00Z', '2026-05-03', '2026-05-04'],
  ['2026-05-03T01:00:00Z', '2026-05-03', undefined],
  ['2026-05-02', '2026-05-03', undefined],
  ['2026', '2026-05-03', undefined],
  ['2026-05-03', '2026', undefined],
  ['lately', '2026', undefined],
  [undefined, '2026', undefined],
])('%j, of what was published on %j, is in Shanghai an update of %j', (iso, published, updated) => {
  expect(updatedDay(iso, published, daysIn('Asia/Shanghai'))).toBe(updated);
});
