import type { Image, Nodes, PhrasingContent, Root } from 'mdast';
import { toMarkdown } from '#lib/core/markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { altText } from './alt-text.ts';
import { around, plain, SLOT, sourceLink, titleOf } from './clip-line.ts';
import { groupFindings } from './findings.ts';
import { clipsOf, findingsDocument } from './findings-document.ts';
import { toHtml } from './html.ts';
import type { ExportInput } from './input.ts';
import { base64, loadPicture, loadWords } from './picture.ts';

/**
 * Bytes of pictures that are pasted with the findings. Who copies and who pastes both hold all of it in memory, some as
 * UTF-16: beyond this, pictures are named.
 */
const MAX_BYTES = 32_000_000;

function named(clip: Clip, { t }: Pick<ExportInput, 't'>): PhrasingContent[] {
  return around(t('export_screenshot', SLOT), [sourceLink(clip)]);
}

/** The findings as Markdown to paste: a screenshot is named, with a link to its page, and never there as bytes. */
export function clipboardMarkdown(input: Omit<ExportInput, 'loadAsset'>): string {
  return toMarkdown(findingsDocument(input, (_id, clip) => named(clip, input)));
}

/**
 * The findings as HTML to paste into documents and mail, with the pictures in it, each at the size that it had on its
 * page and with its words as its alternative.
 */
export async function clipboardHtml(input: ExportInput): Promise<string> {
  const pictures = new Map<string, { image: Image; words: string }>();
  let bytes = 0;
  for (const id of new Set(clipsOf(groupFindings(input)).flatMap(shownAssetIds))) {
    const picture = await loadPicture(id, input);
    if (!picture || bytes + picture.bytes.length > MAX_BYTES) continue;
    bytes += picture.bytes.length;
    const { mime, width, height, scale } = picture.asset;
    const image: Image = {
      type: 'image',
      url: `data:${mime};base64,${base64(picture.bytes)}`,
      data: { size: { width: Math.round(width / scale), height: Math.round(height / scale) } },
    };
    pictures.set(id, { image, words: await loadWords(picture.asset) });
  }
  const document = findingsDocument(input, (id, clip) => {
    const picture = pictures.get(id);
    return picture ? [{ ...picture.image, alt: altText(titleOf(clip), picture.words) }] : named(clip, input);
  });
  return toHtml(withoutRemoteImages(document));
}

/** Pictures on other people's servers become links: whoever opens the document must not tell them so. */
function withoutRemoteImages(tree: Root): Root {
  const open: { node: Nodes; inLink: boolean }[] = [{ node: tree, inLink: false }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { node } = at;
    if (!('children' in node)) continue;
    const inLink = at.inLink || node.type === 'link';
    for (const [index, child] of node.children.entries()) {
      if (child.type === 'image' && !child.data?.size) {
        const name = plain(child.alt || child.url);
        node.children[index] = inLink ? name : { type: 'link', url: child.url, children: [name] };
      } else {
        open.push({ node: child, inLink });
      }
    }
  }
  return tree;
}
