import type { Page } from '#lib/capture/capture-kind.ts';
import type { Content, Shot } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';

/** What a picture of the visible page comes to: the picture, and the words in it. Takes the part `textLayer`. */
export async function picturedContent(page: Page, shot: Shot): Promise<Content> {
  return { quote: '', markdown: '', shot, textLayer: await wordsIn(page, shot) };
}

async function wordsIn({ document, load }: Page, { rect, viewport }: Shot): Promise<TextLayer> {
  const area = rect ?? viewport;
  if (!area) return [];
  const { readTextLayer } = await load('textLayer');
  try {
    return readTextLayer(document, area);
  } catch (error) {
    // A picture is evidence without its words too: no page may keep it from being taken.
    console.warn(error);
    return [];
  }
}
