import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { docOf } from '#lib/search/index/doc.ts';
import { packFacts, read } from '#lib/search/index/facts.ts';
import { HAS } from '#lib/search/query/query.ts';
import { clipOf } from '#test/support/search-library.ts';

const CLIP: Clip = {
  id: '01900000-0000-7000-8000-000000000000',
  createdAt: 1,
  updatedAt: 2,
  kind: 'link',
  quote: 'Quote',
  markdown: '',
  source: {
    url: 'https://www.acme.example/%E5%AF%BC%E5%87%BA?utm_source=x#part',
    title: 'Title',
    site: 'Acme',
    author: 'Ann',
  },
  assetIds: ['a'.repeat(64)],
  capturedAt: 3,
  tagIds: ['tag'],
  note: 'Note',
  projectId: 'project',
  alsoAt: [
    { clipId: 'other', source: { url: 'https://forum.example/', title: 'Elsewhere' }, capturedAt: 1 },
    { clipId: 'another', source: { url: 'https://acme.example/2', title: 'Title' }, capturedAt: 1 },
  ],
  triage: 'inbox',
};

it('docOf: what is known of a clip, with the other places where the same was said', () => {
  expect(docOf(CLIP, { pictureText: 'In the picture', standing: 'changed' })).toEqual({
    id: CLIP.id,
    texts: {
      quote: 'Quote',
      note: 'Note',
      title: 'Title',
      origin: [
        ...['Acme', 'Ann', 'www.acme.example/导出?utm_source=x#part'],
        ...['forum.example/', 'acme.example/2', 'Elsewhere', 'Title'],
      ].join('\n'),
      picture: 'In the picture',
    },
    capturedAt: 3,
    updatedAt: 2,
    occurredAt: undefined,
    type: undefined,
    triage: 'inbox',
    isTrashed: false,
    projectId: 'project',
    actorId: undefined,
    tagIds: ['tag'],
    method: undefined,
    sentiment: undefined,
    importance: undefined,
    hosts: ['acme.example', 'forum.example'],
    page: 'https://www.acme.example/%E5%AF%BC%E5%87%BA',
    site: 'Acme',
    standing: 'changed',
    isOutdated: false,
    has: ['picture', 'note', 'tag', 'link'],
  });
});

it('docOf: an address that cannot be decoded stays as it is', () => {
  const clip = { ...CLIP, source: { url: 'https://acme.example/100%', title: '' }, alsoAt: [] };
  expect(docOf(clip, { pictureText: '', standing: undefined }).texts.origin).toBe('acme.example/100%');
});

it('packFacts: all short facts of a clip come back', () => {
  fc.assert(
    fc.property(clipOf(0), fc.constantFrom(undefined, 'changed' as const, 'missing' as const), (clip, standing) => {
      const doc = docOf(clip, { pictureText: '', standing });
      const facts = packFacts(doc);
      expect({
        type: read.type(facts),
        method: read.method(facts),
        sentiment: read.sentiment(facts),
        importance: read.importance(facts),
        standing: read.standing(facts),
        triage: read.isKept(facts) ? 'kept' : 'inbox',
        isTrashed: read.isTrashed(facts),
        isOutdated: read.isOutdated(facts),
        has: HAS.filter((one) => read.has(facts, one)),
      }).toEqual({
        type: doc.type,
        method: doc.method,
        sentiment: doc.sentiment,
        importance: doc.importance ?? -1,
        standing,
        triage: doc.triage,
        isTrashed: doc.isTrashed,
        isOutdated: doc.isOutdated,
        has: doc.has,
      });
    }),
    { numRuns: 300 },
  );
});
