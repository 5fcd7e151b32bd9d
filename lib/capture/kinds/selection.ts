import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { closedSource } from '#lib/capture/closed-page.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { cleanText, LIMITS } from '#lib/core/text.ts';

/** The passage that the user has selected. */
export const selection: CaptureKind = {
  id: 'selection',
  clipKind: 'selection',
  label: 'kind_selection',
  icon: 'M2 4h12M2 8h8M2 12h5M13 9v5M10.5 11.5h5',
  interactive: false,
  keepAs: 'draft',
  menu: { title: 'command_clip_selection', contexts: ['selection'] },
  shortcut: { key: 'Alt+Shift+S', description: 'command_clip_selection' },

  async read({ document, url }) {
    const [
      { readSelection },
      { rangesToMarkdown },
      { readSource },
      { describeRange },
      { baseUrl },
      { bodyOf, rootOf },
    ] = await Promise.all([
      import('#lib/capture/selection.ts'),
      import('#lib/capture/markdown.ts'),
      import('#lib/capture/metadata.ts'),
      import('#lib/capture/anchor.ts'),
      import('#lib/capture/base-url.ts'),
      import('#lib/capture/safe-dom.ts'),
    ]);
    const selected = readSelection(document);
    const [first] = selected?.ranges ?? [];
    if (!selected || !first) throw new GleanerError('no_selection');
    if (selected.quote.length > LIMITS.quote) throw new GleanerError('too_large');
    const markdown = rangesToMarkdown(selected.ranges, baseUrl(document, url));
    if (markdown.length > LIMITS.markdown) throw new GleanerError('too_large');
    return {
      quote: selected.quote,
      markdown,
      source: readSource(document, url),
      anchor: describeRange(first, bodyOf(document) ?? rootOf(document)),
    };
  },

  readClosed(page) {
    const quote = cleanText(page.selectionText ?? '').trim();
    return quote ? { quote, markdown: '', source: closedSource(page) } : undefined;
  },
};
