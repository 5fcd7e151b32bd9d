import type { CaptureKind } from '#lib/capture/capture-kind.ts';

/** An element that the user points at, with all that is in it. */
export const element: CaptureKind = {
  id: 'element',
  clipKind: 'element',
  label: 'kind_element',
  icon: 'M2 2.5h12v7M14 13.5H2v-11M8 7l2.2 6 1.1-2.5 2.5-1z',
  interactive: true,
  keepAs: 'clip',
  parts: ['text', 'pickers'],
  menu: { title: 'command_clip_element', contexts: ['page', 'selection'] },
  shortcut: { description: 'command_clip_element' },

  async read(page) {
    const [{ pickElement }, { readElement }] = await Promise.all([page.load('pickers'), page.load('text')]);
    return readElement(page, await pickElement(page.document, page.t, { hint: 'picker_hint', none: 'no_text' }));
  },
};
