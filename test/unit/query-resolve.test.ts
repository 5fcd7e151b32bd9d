import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { filterClips, NO_FILTER, type OpenChanges } from '#lib/search/clip-filter.ts';
import { parse } from '#lib/search/query/parse.ts';
import type { Condition, HAS, IS } from '#lib/search/query/query.ts';
import { type Names, resolve } from '#lib/search/query/resolve.ts';
import { actorOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';

/** A Wednesday, at noon here. */
const NOW = new Date(2026, 4, 13, 12).getTime();
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

const pricing = tagOf(1, 'Pricing', { aliases: ['定价'] });
const limits = tagOf(2, 'pricing/limits');
const cost = tagOf(3, 'Cost', { mergedInto: pricing.id });
const trashed = tagOf(4, 'Old', { deletedAt: 1 });
const intoTrash = tagOf(5, 'Older', { mergedInto: trashed.id });
const export_ = tagOf(6, 'reports/export');
const acme = actorOf(7, 'Acme Inc');
const project = { id: idOf(1), name: '主产品' };
const names: Names = {
  tags: [pricing, limits, cost, trashed, intoTrash, export_],
  actors: [acme, actorOf(8, '飞书'), actorOf(9, 'Gone', { deletedAt: 1 })],
  projects: [project],
};

const ask = (text: string) => resolve(parse(text), names, NOW);
const only = (text: string): Condition | undefined => ask(text).conditions[0];
const problems = (text: string) =>
  ask(text).problems.map(({ field, value, suggestion }) => [field, value, ...(suggestion ? [suggestion] : [])]);

describe('resolve', () => {
  it('means a tag with all that is below it and all that was merged into it, by name, alias or either', () => {
    const ids = [pricing.id, limits.id, cost.id];
    for (const text of ['tag:pricing', 'tag:ＰＲＩＣＩＮＧ', '标签：定价', 'tag:cost']) {
      expect(only(text), text).toEqual({ isExcluded: false, on: 'tag', ids });
    }
    expect(only('tag:pricing/limits')).toMatchObject({ ids: [limits.id] });
    expect(only('-tag:reports')).toEqual({ isExcluded: true, on: 'tag', ids: [export_.id] });
    expect(only('tag:limits,reports')).toMatchObject({ ids: [export_.id] });
  });

  it('knows no tag that is in the trash, nor one that was merged into it', () => {
    expect(only('tag:old,older')).toMatchObject({ ids: [] });
    expect(problems('tag:old,older')).toHaveLength(2);
  });

  it('survives tags that were merged in a circle', () => {
    const [one, two] = [tagOf(11, 'one', { mergedInto: idOf(12) }), tagOf(12, 'two', { mergedInto: idOf(11) })];
    expect(resolve(parse('tag:one two'), { ...names, tags: [one, two] }, NOW).conditions).toHaveLength(1);
  });

  it('understands names and values in either language', () => {
    expect(ask('about:"acme inc" 项目:主产品 类型:用户反馈,笔记,none 方法:访谈,focus_group').conditions).toEqual([
      { isExcluded: false, on: 'about', ids: [acme.id] },
      { isExcluded: false, on: 'project', ids: [project.id] },
      { isExcluded: false, on: 'type', values: ['feedback', 'note', 'none'] },
      { isExcluded: false, on: 'method', values: ['interview', 'focus_group'] },
    ]);
    expect(only('method:"Focus group"')).toMatchObject({ values: ['focus_group'] });
    expect(ask('有:截图 is:收件箱 -has:Note').conditions).toEqual([
      { isExcluded: false, on: 'has', what: 'screenshot' },
      { isExcluded: false, on: 'is', what: 'inbox' },
      { isExcluded: true, on: 'has', what: 'note' },
    ]);
  });

  it.each(['g2.com', 'www.G2.com', 'https://www.g2.com/products/x', '.g2.com', '*.g2.com', 'g2.com:8080', 'Ｇ２.com'])(
    'means the host of %s',
    (site) => {
      expect(only(`site:${site}`)).toMatchObject({ hosts: ['g2.com'] });
    },
  );

  it.each([
    ['2026', day(2026, 1, 1), day(2027, 1, 1)],
    ['2026-05', day(2026, 5, 1), day(2026, 6, 1)],
    ['2026年5月', day(2026, 5, 1), day(2026, 6, 1)],
    ['2026/12', day(2026, 12, 1), day(2027, 1, 1)],
    ['2026-1-15', day(2026, 1, 15), day(2026, 1, 16)],
    ['２０２６年１月１５日', day(2026, 1, 15), day(2026, 1, 16)],
    ['2026-q2', day(2026, 4, 1), day(2026, 7, 1)],
    ['today', day(2026, 5, 13), day(2026, 5, 14)],
    ['昨天', day(2026, 5, 12), day(2026, 5, 13)],
    ['week', day(2026, 5, 11), day(2026, 5, 18)],
    ['本周', day(2026, 5, 11), day(2026, 5, 18)],
    ['上周', day(2026, 5, 4), day(2026, 5, 11)],
    ['"last week"', day(2026, 5, 4), day(2026, 5, 11)],
    ['month', day(2026, 5, 1), day(2026, 6, 1)],
    ['last-month', day(2026, 4, 1), day(2026, 5, 1)],
    ['quarter', day(2026, 4, 1), day(2026, 7, 1)],
    ['上季度', day(2026, 1, 1), day(2026, 4, 1)],
    ['去年', day(2025, 1, 1), day(2026, 1, 1)],
    ['7d', day(2026, 5, 6), day(2026, 5, 14)],
    ['2周', day(2026, 4, 29), day(2026, 5, 14)],
    ['最近3个月', day(2026, 2, 13), day(2026, 5, 14)],
    ['1y', day(2025, 5, 13), day(2026, 5, 14)],
  ])('means the days of on:%s', (value, from, to) => {
    expect(only(`on:${value}`)).toEqual({ isExcluded: false, on: 'time', from, to });
  });

  it('begins after the first moment of the days that are named, and ends before it', () => {
    const may = day(2026, 5, 1);
    expect(only('after:2026-05')).toMatchObject({ on: 'time', from: may });
    expect(only('before:2026-05')).toMatchObject({ on: 'time', to: may });
    const [after, before] = [only('after:7d'), only('before:7天')];
    expect(after?.on === 'time' && before?.on === 'time' && after.from === before.to).toBe(true);
  });

  it.each(['2026-13', '2026-02-30', '2026-0', 'soon', '"5 may"'])('knows no day called %s', (value) => {
    expect(ask(`on:${value}`).problems).toHaveLength(1);
    expect(only(`on:${value}`)).toMatchObject({ from: 0, to: 0 });
  });

  it('says what it does not know, and what may have been meant', () => {
    expect(problems('tag:pricng')).toEqual([['tag', 'pricng', 'Pricing']]);
    expect(problems('tag:pricing,limit')).toEqual([['tag', 'limit', 'pricing/limits']]);
    expect(problems('about:acme')).toEqual([['about', 'acme', 'Acme Inc']]);
    expect(problems('about:zebra')).toEqual([['about', 'zebra']]);
    expect(problems('type:fedback 类型:反匮')).toEqual([
      ['type', 'fedback', 'feedback'],
      ['type', '反匮', '反馈'],
    ]);
    expect(problems('has:screnshot is:ibnox on:yesterdya')).toEqual([
      ['has', 'screnshot', 'screenshot'],
      ['is', 'ibnox', 'inbox'],
      ['on', 'yesterdya', 'yesterday'],
    ]);
    expect(ask('a tag:zzz').problems).toEqual([{ from: 2, to: 9, field: 'tag', value: 'zzz' }]);
    expect(ask('http://x 10:30 tag:pricing site:g2.com').problems).toEqual([]);
  });

  it('does not narrow by what has no value yet', () => {
    expect(ask('tag: before: -type: "" -""')).toEqual({ words: [], conditions: [], problems: [] });
  });

  it('marks tags and actors whose names have a word', () => {
    const marks = (text: string) => ask(text).words[0]?.marks;
    expect(marks('pric')).toEqual([pricing.id, limits.id, cost.id]);
    expect(marks('ric')).toEqual([]);
    expect(marks('价')).toEqual([pricing.id, cost.id]);
    expect(marks('limit')).toEqual([limits.id]);
    expect(marks('INC')).toEqual([acme.id]);
    expect(marks('gone')).toEqual([]);
    expect(ask('-"Acme  inc"').words).toEqual([
      { text: 'Acme  inc', isPhrase: true, isExcluded: true, marks: [acme.id] },
    ]);
  });
});

describe('a search of clips', () => {
  const reviewed = clipOf(20, {
    quote: '每周五都要手工导出周报',
    type: 'feedback',
    source: { url: 'https://www.g2.com/x', title: 'Reviews' },
    capturedAt: NOW,
    tagIds: [limits.id],
    method: 'interview',
  });
  const seats = clipOf(21, {
    quote: 'Free for five seats',
    type: 'competitor',
    source: { url: 'https://docs.acme.example/a', title: 'Plans' },
    capturedAt: day(2025, 1, 1),
    actorId: acme.id,
    triage: 'kept',
  });
  const merged = clipOf(22, {
    quote: 'five seats for free',
    source: { url: 'https://notg2.com/', title: 'Other' },
    capturedAt: day(2026, 5, 1),
    tagIds: [cost.id],
    alsoAt: [{ clipId: idOf(30), source: { url: 'https://g2.com/y', title: '' }, capturedAt: NOW }],
  });
  const all = [reviewed, seats, merged];
  const find = (text: string, clips: Clip[] = all) => filterClips(clips, { ...NO_FILTER, text }, names, NOW);

  it.each([
    ['type:feedback', [reviewed]],
    ['type:feedback,none', [reviewed, merged]],
    ['-type:none', [reviewed, seats]],
    ['tag:pricing', [reviewed, merged]],
    ['-tag:pricing/limits', [seats, merged]],
    ['about:"Acme Inc"', [seats]],
    ['site:g2.com', [reviewed, merged]],
    ['site:acme.example -free', []],
    ['method:interview', [reviewed]],
    ['before:2026-05', [seats]],
    ['after:2026-05', [reviewed, merged]],
    ['on:today', [reviewed]],
    ['project:主产品 周报', [reviewed]],
    ['tag:nowhere', []],
    ['-tag:nowhere', all],
    ['has:nonsense', []],
    ['"for free"', [merged]],
    ['free five', [seats, merged]],
    ['five -"for free"', [seats]],
    ['定价', [merged]],
    ['-acme', [reviewed, merged]],
    ['"周报 reviews"', []],
  ])('finds by %s', (text, found) => {
    expect(find(text)).toEqual(found);
  });

  const has: Record<(typeof HAS)[number], Partial<Clip>> = {
    picture: { assetIds: ['a'.repeat(64)] },
    screenshot: { kind: 'screenshot' },
    note: { note: 'ask legal' },
    tag: { tagIds: [pricing.id] },
    competitor: { actorId: acme.id },
    link: { markdown: 'see [plans](https://acme.example)' },
  };
  it.each(Object.entries(has))('finds what has a %s', (what, changes) => {
    const [plain, having] = [clipOf(40, { markdown: '![x](https://acme.example/a.png)' }), clipOf(41, changes)];
    expect(find(`has:${what}`, [plain, having])).toEqual([having]);
    expect(find(`-has:${what}`, [plain, having])).toEqual([plain]);
  });

  const is: Record<(typeof IS)[number], Partial<Clip>> = {
    inbox: { triage: 'inbox' },
    kept: {},
    changed: {},
    missing: {},
    outdated: { outdatedAt: 1 },
    positive: { sentiment: 1 },
    negative: { sentiment: -1 },
    important: { importance: 2 },
  };
  it.each(Object.entries(is))('finds what is %s', (what, changes) => {
    const plain = clipOf(50, { triage: what === 'kept' ? 'inbox' : 'kept', importance: 1, sentiment: 0 });
    const being = clipOf(51, { triage: 'kept', ...changes });
    const open: OpenChanges = new Map(what === 'changed' || what === 'missing' ? [[being.id, what]] : []);
    const filter = { ...NO_FILTER, text: `is:${what}` };
    expect(filterClips([plain, being], filter, names, NOW, undefined, open)).toEqual([being]);
  });
});
