import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { article } from './article.ts';
import { bookmark } from './bookmark.ts';
import { element } from './element.ts';
import { elementShot } from './element-shot.ts';
import { fullPage } from './full-page.ts';
import { image } from './image.ts';
import { link } from './link.ts';
import { region } from './region.ts';
import { selection } from './selection.ts';
import { table } from './table.ts';
import { visible } from './visible.ts';

/** Every way to clip, in the order in which users see them. */
export const captureKinds: readonly CaptureKind[] = [
  selection,
  article,
  element,
  region,
  visible,
  fullPage,
  elementShot,
  table,
  image,
  link,
  bookmark,
];

export function captureKindOf(id: string): CaptureKind | undefined {
  return captureKinds.find((kind) => kind.id === id);
}
