import type { CaptureKind } from '#lib/capture/capture-kind.ts';

/** A picture of the whole page, seen or not. */
export const fullPage: CaptureKind = {
  id: 'full-page',
  clipKind: 'screenshot',
  label: 'kind_full_page',
  icon: 'M3.5 1.5h9v13h-9zM8 4.5v7M6 9.5l2 2 2-2M6 6.5l2-2 2 2',
  interactive: true,
  keepAs: 'clip',
  parts: ['scroll', 'textLayer'],
  menu: { title: 'command_clip_full_page', contexts: ['page'] },
  shortcut: { description: 'command_clip_full_page' },

  async read(page) {
    const { pictureOfPage } = await page.load('scroll');
    return pictureOfPage(page);
  },
};
