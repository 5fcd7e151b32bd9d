import { expect, it } from 'vitest';
import { isSamePassage } from '#lib/core/same-passage.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Capture } from '#lib/core/schema/clip.ts';
import { anchorAt, captureOf } from '#test/support/rows.ts';

const base = captureOf({ anchor: anchorAt(10, 'Team ') });
const url = (address: string) => ({ source: { ...base.source, url: address } });

/** The same anchor, with where it is in the markup too. */
function within(anchor: Anchor, xpath: string): Anchor {
  const point = {
    type: 'XPathSelector' as const,
    value: xpath,
    refinedBy: { type: 'TextPositionSelector' as const, start: 0, end: 0 },
  };
  return { selectors: [{ type: 'RangeSelector', startSelector: point, endSelector: point }, ...anchor.selectors] };
}

it.each<[string, Partial<Capture>, boolean]>([
  ['itself', {}, true],
  ['itself under another fragment', url(`${base.source.url}#team`), true],
  ['other words', { quote: 'Free for 6 seats' }, false],
  ['another page', url('https://acme.example/other'), false],
  ['the same words after others', { anchor: anchorAt(10, 'Business ') }, false],
  ['the same words further on', { anchor: anchorAt(50, 'Team ') }, false],
  ['the same words somewhere unknown', { anchor: undefined as never }, false],
])('a passage and %s', (_name, changes, expected) => {
  expect(isSamePassage(base, { ...base, ...changes })).toBe(expected);
  expect(isSamePassage({ ...base, ...changes }, base)).toBe(expected);
});

it('is the same where text was added before it but its place in the markup stayed', () => {
  const [before, after] = [anchorAt(10, 'Team '), anchorAt(40, 'Team ')];
  const one = { ...base, anchor: within(before, '/html/body/p[2]') };
  expect(isSamePassage(one, { ...base, anchor: within(after, '/html/body/p[2]') })).toBe(true);
  expect(isSamePassage(one, { ...base, anchor: within(after, '/html/body/p[3]') })).toBe(false);
});

it('is no passage where there are no words', () => {
  expect(isSamePassage(captureOf({ quote: '' }), captureOf({ quote: '' }))).toBe(false);
});
