import { expect, it } from 'vitest';
import { isOver } from '#test/bench/row.ts';
import { sizes } from '#test/bench/size.ts';
import { CHROME_BUILD } from '#test/support/build-extension.ts';

it.each(await sizes(CHROME_BUILD))('$name stays within its budget', (row) => {
  expect(row.samples[0]).toBeGreaterThan(1_000);
  expect(isOver(row), `${row.samples[0]} bytes, of ${row.bar}`).toBe(false);
});
