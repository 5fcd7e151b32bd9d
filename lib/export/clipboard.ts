import { toMarkdown } from '#lib/core/markdown.ts';
import { around, SLOT, sourceLink } from './clip-line.ts';
import { findingsDocument } from './findings-document.ts';
import type { ExportInput } from './input.ts';

/** The findings as Markdown to paste: a screenshot is named, with a link to its page, and never there as bytes. */
export function clipboardMarkdown(input: Omit<ExportInput, 'loadAsset'>): string {
  return toMarkdown(
    findingsDocument(input, (_id, clip) => around(input.t('export_screenshot', SLOT), [sourceLink(clip)])),
  );
}
