import { expect, it } from 'vitest';
import { changesByPage } from '#components/library/changes-by-page.ts';
import type { OpenChanges } from '#lib/search/clip-filter.ts';
import { clipOf, idOf } from '#test/support/rows.ts';

const at = (url: string, title = 'Pricing') => ({ source: { url, title } });
const open: OpenChanges = new Map([
  [idOf(1), 'changed'],
  [idOf(3), 'missing'],
  [idOf(4), 'changed'],
]);
const clips = [
  clipOf(1, { ...at('https://a.example/p?utm_source=x'), capturedAt: 40 }),
  clipOf(2, { ...at('https://b.example/', 'Docs'), capturedAt: 30 }),
  clipOf(3, { ...at('https://a.example/p#plans'), capturedAt: 20 }),
  clipOf(4, { ...at('https://b.example/', 'Docs'), capturedAt: 10 }),
  clipOf(5, { ...at('https://a.example/p'), capturedAt: 5 }),
  clipOf(6, { ...at('https://a.example/p'), outdatedAt: 50 }),
];

it('puts the clips of a page together, whatever led to it, under what has become of all of its clips', () => {
  const shown = clips.filter(({ id }) => open.has(id));
  const grouped = changesByPage(shown, clips, open);
  expect(grouped.clips.map(({ id }) => id)).toEqual([idOf(1), idOf(3), idOf(4)]);
  expect([...grouped.pages.keys()]).toEqual([idOf(1), idOf(4)]);
  expect(grouped.pages.get(idOf(1))).toMatchObject({ title: 'Pricing', changes: { changed: 2, total: 3, since: 20 } });
  expect(grouped.pages.get(idOf(4))).toMatchObject({ title: 'Docs', changes: { changed: 1, total: 2, since: 10 } });
});

it('counts what is not shown too', () => {
  const { pages } = changesByPage(clips.slice(0, 1), clips, open);
  expect(pages.get(idOf(1))?.changes).toEqual({ changed: 2, total: 3, since: 20 });
});
