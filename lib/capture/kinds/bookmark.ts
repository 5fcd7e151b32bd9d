import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import type { Reading } from '#lib/core/schema/reading.ts';
import type { Source } from '#lib/core/schema/source.ts';

/** What the page says of itself, as evidence that it is there. */
function contentOf({ title, description }: Source): Pick<Reading, 'quote' | 'markdown'> {
  return { quote: [title, description].filter(Boolean).join('\n\n'), markdown: '' };
}

/** The page itself: what it is called, who made it, what it says of itself, and no part of it. */
export const bookmark: CaptureKind = {
  id: 'bookmark',
  clipKind: 'link',
  label: 'kind_bookmark',
  icon: 'M4 2.5h8v11L8 10.5l-4 3z',
  interactive: false,
  keepAs: 'clip',
  menu: { title: 'command_clip_bookmark', contexts: ['page'] },

  async read({ readSource }) {
    return contentOf(readSource());
  },

  readClosed(page) {
    const source = closedSource(page);
    return { ...contentOf(source), source };
  },
};
