import type { CaptureKind } from '#lib/capture/capture-kind.ts';
import { region } from './region.ts';
import { selection } from './selection.ts';
import { visible } from './visible.ts';

/** Every way to clip, in the order in which users see them. */
export const captureKinds: readonly CaptureKind[] = [selection, region, visible];

export function captureKindOf(id: string): CaptureKind | undefined {
  return captureKinds.find((kind) => kind.id === id);
}
