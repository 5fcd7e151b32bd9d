import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { picturedContent } from '#lib/capture/text-layer/pictured.ts';
import { painted, shotOf } from '#lib/capture/viewport.ts';

/** A picture of a rectangle that the user drags on the page. */
export const region: CaptureKind = {
  id: 'region',
  clipKind: 'screenshot',
  label: 'kind_region',
  icon: 'M2 5V3.5A1.5 1.5 0 013.5 2H5M11 2h1.5A1.5 1.5 0 0114 3.5V5M14 11v1.5a1.5 1.5 0 01-1.5 1.5H11M5 14H3.5A1.5 1.5 0 012 12.5V11',
  interactive: true,
  keepAs: 'clip',
  parts: ['textLayer'],
  menu: { title: 'command_clip_region', contexts: ['page'] },
  shortcut: { key: 'Alt+Shift+D', description: 'command_clip_region' },

  async read(page) {
    const { document, view, t } = page;
    const { pickRegion } = await import('#lib/capture/overlay/region-picker.ts');
    const rect = await pickRegion(document, t);
    await painted(view);
    return picturedContent(page, shotOf(view, rect));
  },
};
