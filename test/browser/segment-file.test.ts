import { describe, expect, it } from 'vitest';
import { segmentFromFile, segmentToFile } from '#lib/search/library/segment-file.ts';

/** Not a segment that means anything: a file takes whatever a segment may consist of. */
const parts = {
  version: 1,
  size: 3,
  ids: new Uint8Array([1, 2, 3]),
  terms: 'ab 报表 \u{1F600}',
  termEnds: new Uint32Array([1, 0xffffffff]),
  capturedAt: new Float64Array([0.1, -1, 1e300]),
  none: new Uint32Array(),
  /** Part of a larger one: only what is in sight is kept. */
  window: new Uint16Array([9, 8, 7, 6]).subarray(1, 3),
  checksum: 123,
} as unknown as Parameters<typeof segmentToFile>[0];

describe('a segment as a file', () => {
  it('comes back as it was, whatever the lengths of its parts', async () => {
    for (let length = 0; length < 9; length += 1) {
      const some = { ...parts, ids: new Uint8Array(length).fill(length), terms: 'x'.repeat(length) };
      const back = await segmentFromFile(segmentToFile(some));
      expect(back).toEqual({ ...some, window: new Uint16Array([8, 7]) });
    }
  });

  it('is none when its end is missing, when something was added, or when it never was one', async () => {
    const file = segmentToFile(parts);
    for (const wrong of [file.slice(0, file.size - 1), new Blob([file, 'x']), new Blob(), new Blob(['{"a":1}'])]) {
      expect(await segmentFromFile(wrong)).toBeUndefined();
    }
  });

  it('is never an error, whichever of its bytes is wrong', async () => {
    const bytes = new Uint8Array(await segmentToFile(parts).arrayBuffer());
    let unreadable = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const wrong = bytes.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 0x55;
      if ((await segmentFromFile(new Blob([wrong]))) === undefined) unreadable += 1;
    }
    expect(unreadable).toBeGreaterThan(0);
  });
});
