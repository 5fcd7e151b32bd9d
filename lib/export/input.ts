import { GleanerError } from '#lib/core/errors.ts';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { LibraryRows } from '#lib/db/library-rows.ts';

/**
 * All that an export is made of. The order of the rows does not matter: same rows, same bytes. A row that clips refer to
 * and that is missing is left out of the text.
 */
export type ExportInput = LibraryRows & {
  /** Pictures are asked for one at a time, so that a library of gigabytes is never in memory at once. */
  loadAsset(id: string): Promise<Asset | undefined>;
  t: Translate;
  /** BCP 47: the order of names. */
  locale: string;
  /** IANA name: on which day something happened. */
  timeZone: string;
};

export type ExportFile = { name: string; mime: string; bytes: Blob };

export type ExportFormat = {
  id: string;
  label: MessageKey;
  description: MessageKey;
  /** @throws GleanerError `cancelled` once `signal` is aborted. */
  run(input: ExportInput, signal?: AbortSignal): Promise<ExportFile>;
};

/** @throws GleanerError `cancelled` */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GleanerError('cancelled');
}
