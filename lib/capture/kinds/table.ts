import type { CaptureKind } from '#lib/capture/capture-kind.ts';

/** A table, as rows that can be counted: a cell that spans several says the same in each. */
export const table: CaptureKind = {
  id: 'table',
  clipKind: 'table',
  label: 'kind_table',
  icon: 'M2 3h12v10H2zM2 6.5h12M2 10h12M7 3v10',
  interactive: true,
  keepAs: 'clip',
  parts: ['text', 'pickers'],
  menu: { title: 'command_clip_table', contexts: ['page'] },

  async read(page) {
    const [{ pickElement }, { readElement }] = await Promise.all([page.load('pickers'), page.load('text')]);
    const picking = { only: 'table', hint: 'picker_hint_table', none: 'no_table' } as const;
    return readElement(page, await pickElement(page.document, page.t, picking), { repeatsSpans: true });
  },
};
