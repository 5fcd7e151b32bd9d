import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import { clipOf, tagOf } from '#test/support/rows.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const pricing = tagOf(1, 'Pricing');
const price = tagOf(2, 'price change');
const fair = tagOf(3, 'fair price');
const chinese = tagOf(4, '定价策略');
const api = tagOf(5, 'API');
const all = [pricing, price, fair, chinese, api];

let number = 100;
function used(tagId: string, daysAgo: number, times = 1): Clip[] {
  return Array.from({ length: times }, () => {
    number += 1;
    return clipOf(number, { tagIds: [tagId], capturedAt: NOW - daysAgo * DAY });
  });
}

function names(query: string, clips: Clip[] = [], tags = all): string[] {
  return rankTags(tags, clips, query, NOW).map(({ name }) => name);
}

describe('rankTags', () => {
  it('offers what starts with the query before what contains it, and nothing else', () => {
    expect(names('pri')).toEqual(['price change', 'Pricing', 'fair price']);
    expect(names('xyz')).toEqual([]);
  });

  it('puts a tag used often before one used seldom, and lately before long ago', () => {
    expect(names('pri', used(pricing.id, 1))).toEqual(['Pricing', 'price change', 'fair price']);
    expect(names('pri', [...used(pricing.id, 1), ...used(price.id, 1, 2)])[0]).toBe('price change');
    // Three uses four weeks ago weigh 3 × ¼: less than one today.
    expect(names('pri', [...used(pricing.id, 0), ...used(price.id, 28, 3)])[0]).toBe('Pricing');
    expect(names('pri', [...used(pricing.id, 0), ...used(price.id, 28, 5)])[0]).toBe('price change');
  });

  it('never lets use outweigh how well the name fits', () => {
    expect(names('pri', used(fair.id, 0, 50)).at(-1)).toBe('fair price');
  });

  it('offers everything for an empty query, the most used first', () => {
    expect(names('', used(chinese.id, 0))).toHaveLength(all.length);
    expect(names('  ', used(chinese.id, 0))[0]).toBe('定价策略');
  });

  it('finds Chinese from any character, and full-width letters as plain ones', () => {
    expect(names('策略')).toEqual(['定价策略']);
    expect(names('ａｐｉ')).toEqual(['API']);
  });

  it('finds a tag by another name for it', () => {
    expect(names('cost', [], [tagOf(6, 'Pricing', { aliases: ['Cost'] })])).toEqual(['Pricing']);
  });

  it('does not give a clip of tomorrow more weight than one of now', () => {
    expect(names('pri', [...used(pricing.id, -365), ...used(price.id, 0, 2)])[0]).toBe('price change');
  });
});
