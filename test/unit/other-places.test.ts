import { expect, it } from 'vitest';
import { toMarkdown } from '#lib/core/markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { findingsDocument } from '#lib/export/findings-document.ts';
import { clipWith, idOf, inputWith } from './export-fixture.ts';

const exported = (changes: Partial<Clip>) =>
  toMarkdown(findingsDocument(inputWith({ clips: [clipWith(changes)] }), () => []));

const alsoAt: Clip['alsoAt'] = [
  {
    clipId: idOf(7),
    source: { url: 'https://forum.example/t/1', title: 'A *thread*', site: 'Forum' },
    anchor: { selectors: [{ type: 'FragmentSelector', value: ':~:text=free%20for%205', conformsTo: '' } as never] },
    capturedAt: Date.UTC(2026, 4, 1, 12),
  },
  { clipId: idOf(8), source: { url: 'about:blank', title: '' }, capturedAt: Date.UTC(2026, 4, 2, 12) },
];

it('a clip says where else it was found, each with its own link and day, after its own source', () => {
  const lines = exported({ alsoAt }).split('\n').filter(Boolean);
  const own = lines.findIndex((line) => line.startsWith('— [Pricing]'));
  expect(lines.slice(own + 1)).toEqual([
    'Also at [A \\*thread\\*](https://forum.example/t/1#:~:text=free%20for%205) · Forum · clipped 2026-05-01',
    expect.stringMatching(/^Also at .* · clipped 2026-05-02$/),
  ]);
});

it('a clip that was found in one place says nothing of others', () => {
  expect(exported({})).not.toContain('Also at');
});
