import { describe, expect, it } from 'vitest';
import { clipEditsSchema, clipFieldShape, clipFields } from '#lib/core/fields.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { clipOf, idOf } from '#test/support/rows.ts';

const accepts = (changes: Record<string, unknown>) => clipSchema.safeParse({ ...clipOf(1), ...changes }).success;

describe('the fields of a clip', () => {
  it('are all part of its schema', () => {
    expect(Object.keys(clipSchema.shape)).toEqual(expect.arrayContaining(Object.keys(clipFields)));
    expect(Object.keys(clipFieldShape)).toEqual(Object.keys(clipFields));
  });

  it('have names in flat exports that differ', () => {
    const keys = Object.values(clipFields).map(({ exportKey }) => exportKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]+$/);
  });

  it.each([
    { type: 'requirement', sentiment: -1, importance: 0, method: 'focus_group', note: '为什么', occurredAt: 0 },
    { actorId: idOf(2), tagIds: [idOf(3)], projectId: idOf(4) },
    {},
  ])('take %j', (changes) => {
    expect(accepts(changes)).toBe(true);
    expect(clipEditsSchema.safeParse(changes).success).toBe(true);
  });

  it.each([
    { type: 'screenshot' },
    { sentiment: 2 },
    { sentiment: 0.5 },
    { importance: 4 },
    { importance: -1 },
    { method: 'guess' },
    { note: 7 },
    { note: 'x'.repeat(100_001) },
    { occurredAt: -1 },
    { occurredAt: Number.NaN },
    { tagIds: ['pricing'] },
    { tagIds: null },
    { projectId: '' },
    { actorId: 'acme' },
  ])('refuse %j', (changes) => {
    expect(accepts(changes)).toBe(false);
    expect(clipEditsSchema.safeParse(changes).success).toBe(false);
  });

  it('may be absent from an edit, but not all from a clip', () => {
    const { projectId, ...without } = clipOf(1);
    expect(projectId).toBeDefined();
    expect(clipSchema.safeParse(without).success).toBe(false);
    expect(clipEditsSchema.safeParse({}).success).toBe(true);
  });

  it('keep a key that clears its field', () => {
    expect(Object.keys(clipEditsSchema.parse({ note: undefined }))).toEqual(['note']);
  });
});
