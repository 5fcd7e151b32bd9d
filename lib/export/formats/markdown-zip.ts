import { toMarkdown } from '#lib/core/markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { altText } from '#lib/export/alt-text.ts';
import { plain, titleOf } from '#lib/export/clip-line.ts';
import { safeFileName, uniqueFileNames } from '#lib/export/file-name.ts';
import { groupFindings } from '#lib/export/findings.ts';
import { clipsOf, documentTitle, findingsDocument } from '#lib/export/findings-document.ts';
import { type ExportFormat, throwIfCancelled } from '#lib/export/input.ts';
import { fileOf, loadPicture, loadWords, PICTURE_EXTENSIONS } from '#lib/export/picture.ts';
import { zipWriter } from '#lib/export/zip.ts';

/** A zip with `findings.md` and the pictures it shows in `assets/`, named after their pages, with the words in them. */
export const markdownZip: ExportFormat = {
  id: 'markdown-zip',
  label: 'export_markdown_zip_label',
  description: 'export_markdown_zip_description',
  async run(input, signal) {
    const zip = zipWriter();
    const pictures = new Map<string, { url: string; words: string }>();
    for (const [id, stem] of pictureStems(clipsOf(groupFindings(input)))) {
      throwIfCancelled(signal);
      const picture = await loadPicture(id, input);
      if (!picture) continue;
      const url = `assets/${stem}.${PICTURE_EXTENSIONS[picture.asset.mime]}`;
      zip.add(url, fileOf(picture));
      pictures.set(id, { url, words: await loadWords(picture.asset) });
    }
    const text = toMarkdown(
      findingsDocument(input, (id, clip) => {
        const picture = pictures.get(id);
        if (!picture) return [plain(input.t('export_image_missing'))];
        return [{ type: 'image', url: picture.url, alt: altText(titleOf(clip), picture.words) }];
      }),
    );
    throwIfCancelled(signal);
    zip.add('findings.md', new TextEncoder().encode(text));
    return { name: safeFileName(documentTitle(input), 'zip'), mime: 'application/zip', bytes: zip.close() };
  },
};

/** In bytes. Short, because the folder it is unpacked to counts towards the 260 characters of Windows. */
const STEM = 80;

/** A name without extension for each picture, by asset id: that of the first page it was clipped from. */
function pictureStems(clips: Clip[]): Map<string, string> {
  const titles = new Map<string, string>();
  for (const clip of clips) {
    for (const id of shownAssetIds(clip)) if (!titles.has(id)) titles.set(id, titleOf(clip));
  }
  // The name is a link in the document too: nothing in it that a URL or a Markdown link would take for its own.
  const names = [...titles.values()].map((title) =>
    safeFileName(title.replace(/[\s%#?&+=@!$'"`^~,;:()[\]{}<>*\\|/]+/g, '-'), EXTENSION, STEM),
  );
  const stems = uniqueFileNames(names, STEM).map((name) => name.slice(0, -EXTENSION.length - 1));
  return new Map([...titles.keys()].map((id, index) => [id, stems[index] ?? id]));
}

/** Stands for any while names are compared, so that two pictures never differ by their extension alone. */
const EXTENSION = 'png';
