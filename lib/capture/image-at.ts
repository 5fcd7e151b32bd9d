import { elementsOf } from './elements.ts';
import { imageSources } from './image-source.ts';
import { baseUriOf, isImage } from './safe-dom.ts';
import { viewportRect } from './viewport-rect.ts';

/** The image that shows what lies at `url`, the largest of several; undefined where none does, as for a background. */
export function imageAt(document: Document, url: string): HTMLImageElement | undefined {
  const area = (element: Element): number => {
    const { width, height } = viewportRect(element);
    return width * height;
  };
  return elementsOf(document, 'img')
    .filter(isImage)
    .filter((image) => imageSources(image).some((source) => URL.parse(source, baseUriOf(image))?.href === url))
    .sort((a, b) => area(b) - area(a))[0];
}
