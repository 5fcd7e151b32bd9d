import { toMarkdown } from '#lib/core/markdown.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { altText } from '#lib/export/alt-text.ts';
import { plain, titleOf } from '#lib/export/clip-line.ts';
import { safeFileName } from '#lib/export/file-name.ts';
import { groupFindings } from '#lib/export/findings.ts';
import { clipsOf, documentTitle, findingsDocument } from '#lib/export/findings-document.ts';
import { type ExportFormat, throwIfCancelled } from '#lib/export/input.ts';
import { base64, fileOf, loadPicture, loadWords } from '#lib/export/picture.ts';

/**
 * One Markdown file. The bytes of the pictures stand at its end, so that the text before them can be read:
 * `![Title: words in it…][screenshot-1]` … `[screenshot-1]: data:image/png;base64,…`.
 */
export const markdown: ExportFormat = {
  id: 'markdown',
  label: 'export_markdown_label',
  description: 'export_markdown_description',
  async run(input, signal) {
    const labels = new Map<string, { label: string; words: string }>();
    const definitions: Blob[] = [];
    for (const id of new Set(clipsOf(groupFindings(input)).flatMap(shownAssetIds))) {
      throwIfCancelled(signal);
      const picture = await loadPicture(id, input);
      if (!picture) continue;
      const label = `screenshot-${labels.size + 1}`;
      labels.set(id, { label, words: await loadWords(picture.asset) });
      // Not through the serialiser: its patterns would run over megabytes that need no escaping. A Blob each, so that
      // the browser may keep them outside of memory.
      definitions.push(new Blob([`[${label}]: data:${picture.asset.mime};base64,${base64(fileOf(picture))}\n`]));
    }
    const text = toMarkdown(
      findingsDocument(input, (id, clip) => {
        const picture = labels.get(id);
        if (!picture) return [plain(input.t('export_image_missing'))];
        const { label, words } = picture;
        const alt = altText(titleOf(clip), words);
        return [{ type: 'imageReference', identifier: label, label, referenceType: 'full', alt }];
      }),
    );
    throwIfCancelled(signal);
    return {
      name: safeFileName(documentTitle(input), 'md'),
      mime: 'text/markdown',
      bytes: new Blob([text, ...(definitions.length > 0 ? ['\n'] : []), ...definitions], { type: 'text/markdown' }),
    };
  },
};
