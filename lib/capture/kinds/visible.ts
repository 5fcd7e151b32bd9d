import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import { picturedContent } from '#lib/capture/text-layer/pictured.ts';
import { shotOf } from '#lib/capture/viewport.ts';

/** A picture of what the page shows right now. */
export const visible: CaptureKind = {
  id: 'visible',
  clipKind: 'screenshot',
  label: 'kind_visible',
  icon: 'M3 3h10a1.5 1.5 0 011.5 1.5v7A1.5 1.5 0 0113 13H3a1.5 1.5 0 01-1.5-1.5v-7A1.5 1.5 0 013 3zM1.5 6h13',
  interactive: false,
  keepAs: 'clip',
  parts: ['textLayer'],
  menu: { title: 'command_clip_visible', contexts: ['page'] },
  shortcut: { key: 'Alt+Shift+V', description: 'command_clip_visible' },

  async read(page) {
    return picturedContent(page, shotOf(page.view));
  },

  readClosed(page) {
    return { quote: '', markdown: '', source: closedSource(page), shot: {} };
  },
};
