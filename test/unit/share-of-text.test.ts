import { describe, expect, it } from 'vitest';
import { shareOfText } from '#lib/core/share-of-text.ts';
import { proseOf } from '#test/support/prose.ts';
import { randomBy } from '#test/support/random.ts';

describe('how much of a text is left in another', () => {
  it.each(['English', 'Chinese', 'Japanese', 'Arabic'] as const)('is told in %s', (language) => {
    const text = proseOf(language, 4_000, randomBy(1));
    const other = proseOf(language, 4_000, randomBy(2));
    expect(shareOfText(text, text)).toBe(1);
    expect(shareOfText(text, text.replaceAll('\n', ' \n\n '))).toBe(1);
    expect(shareOfText(text, `${other}${text}${other}`)).toBe(1);
    expect(shareOfText(text, other)).toBeLessThan(0.1);
    const half = shareOfText(text, text.slice(0, text.length / 2));
    expect(half).toBeGreaterThan(0.45);
    expect(half).toBeLessThan(0.6);
  });

  it('is all or nothing where there are only a few words', () => {
    expect(shareOfText('Free for all', 'It is  free, or: Free for\nall!')).toBe(1);
    expect(shareOfText('Free for all', 'Free for some')).toBe(0);
    expect(shareOfText('', 'Free for some')).toBe(0);
    expect(shareOfText('Free for some', '')).toBe(0);
  });
});
