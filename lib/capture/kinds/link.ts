import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import { safeUrl } from '#lib/core/url.ts';

/** A link of the page: its words, and where it leads. */
export const link: CaptureKind = {
  id: 'link',
  clipKind: 'link',
  label: 'kind_link',
  icon: 'M6.5 9.5l3-3M7 4.5l1.6-1.6a3 3 0 014.2 4.2L11 9M9 11.5l-1.6 1.6a3 3 0 01-4.2-4.2L5 7',
  interactive: true,
  keepAs: 'clip',
  parts: ['text', 'pickers'],
  menu: { title: 'command_clip_link', contexts: ['link'] },

  async read(page) {
    const [{ linkAt, readLink }, { pickElement }] = await Promise.all([page.load('text'), page.load('pickers')]);
    const { linkUrl } = page.target;
    const known = linkUrl === undefined ? undefined : linkAt(page.document, linkUrl);
    const picking = { only: 'a[href]', hint: 'picker_hint_link', none: 'no_link' } as const;
    return readLink(page, known ?? (await pickElement(page.document, page.t, picking)));
  },

  readClosed(page) {
    const url = safeUrl(page.target.linkUrl);
    return url ? { quote: url, markdown: `<${url}>`, source: closedSource(page) } : undefined;
  },
};
