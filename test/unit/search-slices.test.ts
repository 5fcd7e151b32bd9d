import { expect, it } from 'vitest';
import { atOnce, inSlices } from '#lib/search/index/slices.ts';

function* counting(log: string[]): Generator<void, number> {
  for (let step = 0; step < 3; step += 1) {
    log.push(`step ${step}`);
    yield;
  }
  return 3;
}

it('atOnce: to the end', () => {
  expect(atOnce(counting([]))).toBe(3);
});

it('inSlices: others have their turn between two slices', async () => {
  const log: string[] = [];
  const pause = () => Promise.resolve().then(() => void log.push('pause'));
  expect(await inSlices(counting(log), 0, pause)).toBe(3);
  expect(log).toEqual(['step 0', 'pause', 'step 1', 'pause', 'step 2', 'pause']);
});

it('inSlices: short work is not interrupted', async () => {
  const log: string[] = [];
  const pause = () => Promise.resolve().then(() => void log.push('pause'));
  expect(await inSlices(counting(log), 60_000, pause)).toBe(3);
  expect(log).not.toContain('pause');
});

it('inSlices: what a pause throws ends the work', async () => {
  const log: string[] = [];
  const pause = () => Promise.reject(new Error('stopped'));
  await expect(inSlices(counting(log), 0, pause)).rejects.toThrow('stopped');
  expect(log).toEqual(['step 0']);
});
