import { expect, it } from 'vitest';
import { formatBytes } from '#lib/core/bytes.ts';

it.each([
  [0, '0 bytes', '0字节'],
  [1, '1 byte', '1字节'],
  [999, '999 bytes', '999字节'],
  [1_000, '1 kB', '1 kB'],
  [12_345, '12.3 kB', '12.3 kB'],
  [123_456, '123 kB', '123 kB'],
  [1_500_000, '1.5 MB', '1.5 MB'],
  [64_200_000_000, '64.2 GB', '64.2 GB'],
  [5e12, '5 TB', '5 TB'],
  [7e15, '7,000 TB', '7,000 TB'],
])('formatBytes: %d is %s, and %s in Chinese', (bytes, en, zh) => {
  const said = (locale: string) => formatBytes(bytes, locale).replaceAll('\u00a0', ' ');
  expect(said('en')).toBe(en);
  expect(said('zh-CN')).toBe(zh);
});
