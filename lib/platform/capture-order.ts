import type { CaptureTarget } from '#lib/core/schema/capture-target.ts';

/** What the background wants of a page: to be read in one way, and delivered under this id. */
export type CaptureOrder = { id: string; kindId: string; target: CaptureTarget };

/** Scripts that a page asks for by itself, once a clip is safe. */
export const LATE_FILES = ['/rest.js', '/sanitise.js', '/snapshot.js'] as const;

/** Scripts that are put into a page to read it: the capture script, and what some ways of reading take besides. */
export type PageFile =
  | '/capture.js'
  | '/text.js'
  | '/pickers.js'
  | '/article.js'
  | '/scroll.js'
  | '/text-layer.js'
  | '/evidence.js'
  | (typeof LATE_FILES)[number];

declare global {
  /** Orders that no script in this page has taken yet. */
  var gleanerOrders: readonly CaptureOrder[] | undefined;
  /** The capture script in this page. An update of the extension leaves a dead one behind, which is replaced. */
  var gleanerCapture: { isAlive(): boolean; takeOrders(): void } | undefined;
  /** Likewise the script that finds clips again in this page. */
  var gleanerEvidence: { isAlive(): boolean } | undefined;
}
