import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import { safeUrl } from '#lib/core/url.ts';

/** An image of the page: its pixels where the page lets them be read or they can be seen, and where it lies. */
export const image: CaptureKind = {
  id: 'image',
  clipKind: 'image',
  label: 'kind_image',
  icon: 'M2.5 2.5h11v11h-11zM2.5 11l3-3 2.5 2.5 2-2 3.5 3.5M10 6a.5.5 0 100-1 .5.5 0 000 1',
  interactive: true,
  keepAs: 'clip',
  parts: ['text', 'pickers'],
  menu: { title: 'command_clip_image', contexts: ['image'] },

  async read(page) {
    const [{ imageAt, readImage }, { pickElement }] = await Promise.all([page.load('text'), page.load('pickers')]);
    const { imageUrl } = page.target;
    const known = imageUrl === undefined ? undefined : imageAt(page.document, imageUrl);
    const picking = { only: 'img', hint: 'picker_hint_image', none: 'no_image' } as const;
    return readImage(page, known ?? (await pickElement(page.document, page.t, picking)));
  },

  readClosed(page) {
    const url = safeUrl(page.target.imageUrl);
    return url ? { quote: url, markdown: `<${url}>`, source: closedSource(page) } : undefined;
  },
};
