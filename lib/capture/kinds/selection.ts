import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { cleanText } from '#lib/core/text.ts';

/** The passage that the user has selected. */
export const selection: CaptureKind = {
  id: 'selection',
  clipKind: 'selection',
  label: 'kind_selection',
  icon: 'M2 4h12M2 8h8M2 12h5M13 9v5M10.5 11.5h5',
  interactive: false,
  keepAs: 'draft',
  parts: ['text'],
  menu: { title: 'command_clip_selection', contexts: ['selection'] },
  shortcut: { key: 'Alt+Shift+S', description: 'command_clip_selection' },

  async read(page) {
    const { isFocusInForeignFrame, readRanges, readSelection, readTyped } = await page.load('text');
    const selected = readSelection(page.document);
    if (!selected) {
      throw new GleanerError(isFocusInForeignFrame(page.document) ? 'frame_forbidden' : 'no_selection');
    }
    const { field, quote, ranges } = selected;
    return field ? readTyped(page, quote, field) : readRanges(page, ranges);
  },

  readClosed(page) {
    const quote = cleanText(page.selectionText ?? '').trim();
    return quote ? { quote, markdown: '', isPlain: true, source: closedSource(page) } : undefined;
  },
};
