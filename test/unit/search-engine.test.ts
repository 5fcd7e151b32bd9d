import { expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { buildSegment } from '#lib/search/index/build.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import { mergeSegments } from '#lib/search/index/merge.ts';
import { isSound } from '#lib/search/index/segment.ts';

const doc = (quote: string) => ({
  id: newId(),
  texts: { quote, note: '', title: '', origin: '', picture: '' },
  capturedAt: 1,
  updatedAt: 1,
  type: undefined,
  triage: 'inbox' as const,
  isTrashed: false,
  projectId: 'p',
  actorId: undefined,
  tagIds: [],
  method: undefined,
  sentiment: undefined,
  importance: undefined,
  hosts: [],
  page: 'x',
  standing: undefined,
  isOutdated: false,
  has: [],
});
it('works', () => {
  const docs = [
    '每周五手工导出csv很慢',
    'The receipt was not recieved',
    'Slow export of Ｃafé menus',
    '用户反馈很多',
    '反馈用户',
    "don't price me out",
    'e-mail me',
    'mail e',
  ].map(doc);
  const a = buildSegment(docs.slice(0, 4));
  const b = buildSegment(docs.slice(4));
  expect(isSound(a)).toBe(true);
  for (const engine of [new LibraryEngine([a, b]), new LibraryEngine([mergeSegments([a, b])])]) {
    const ask = (text: string, isPhrase = false) => {
      const answer = engine.ask(
        { filter: { view: 'all' }, projectId: undefined, order: 'relevance', group: undefined },
        { words: [{ text, isPhrase, isExcluded: false, marks: [] }], conditions: [] },
        { survivors: new Map() },
      );
      return [answer.ids.toArray().map((id) => docs.findIndex((d) => d.id === id)), answer.words];
    };
    console.log(
      [
        '导出',
        '导',
        '慢',
        '导出csv',
        'csv导出',
        'received',
        'recieve',
        'cafe',
        '用户反馈',
        '反馈',
        'dont',
        'e-mail',
        'p',
        'slow export',
        'zzz',
        '工',
      ]
        .map((q) => q + JSON.stringify(ask(q)))
        .join('\n'),
      ask('slow export', true),
      ask('export slow', true),
      ask('反馈很多', true),
    );
  }
});
