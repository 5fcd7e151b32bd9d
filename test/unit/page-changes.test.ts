import { expect, it } from 'vitest';
import { changesOf } from '#lib/core/page-changes.ts';

const clip = (
  capturedAt: number,
  standing: 'exact' | 'moved' | 'changed' | 'missing' | undefined,
  outdatedAt?: number,
) => ({
  clip: { capturedAt, ...(outdatedAt === undefined ? {} : { outdatedAt }) },
  standing,
});

it('counts what has changed or gone, since the first of those was clipped', () => {
  const clips = [clip(1, 'exact'), clip(5, 'changed'), clip(3, 'missing'), clip(2, 'moved'), clip(4, undefined)];
  expect(changesOf(clips)).toEqual({ changed: 2, total: 5, since: 3 });
});

it('leaves out words whose place newer ones have taken', () => {
  expect(changesOf([clip(1, 'changed', 9), clip(5, 'changed')])).toEqual({ changed: 1, total: 1, since: 5 });
});

it('says nothing where all stands, or nobody has looked', () => {
  expect(changesOf([])).toBeUndefined();
  expect(changesOf([clip(1, 'exact'), clip(2, 'moved'), clip(3, undefined)])).toBeUndefined();
});
