import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { painted } from '#lib/capture/viewport.ts';

/** A picture of an element that the user points at, also of one that is larger than the window. */
export const elementShot: CaptureKind = {
  id: 'element-shot',
  clipKind: 'screenshot',
  label: 'kind_element_shot',
  icon: 'M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3M4.5 6h7v4h-7z',
  interactive: true,
  keepAs: 'clip',
  parts: ['pickers', 'scroll', 'textLayer'],
  menu: { title: 'command_clip_element_shot', contexts: ['page'] },
  shortcut: { description: 'command_clip_element_shot' },

  async read(page) {
    const [{ pickElement }, { pictureOfElement }] = await Promise.all([page.load('pickers'), page.load('scroll')]);
    const picked = await pickElement(page.document, page.t, { hint: 'picker_hint', none: 'screenshot_failed' });
    await painted(page.view);
    return pictureOfElement(page, picked);
  },
};
