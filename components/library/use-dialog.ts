import { useCallback, useState } from 'react';
import type { ClipFieldId } from '#lib/core/fields.ts';
import type { OpenableDialog } from './command.ts';

/** What is asked or shown over the library. */
export type Dialog =
  | { name: OpenableDialog }
  | { name: 'edit'; ids: readonly string[]; field: ClipFieldId | undefined }
  | { name: 'purge'; ids: readonly string[] };

/** One that is open; each has a number of its own, for the same one may be opened again before it has gone. */
export type OpenDialog = Dialog & { serial: number };

/** Which dialog is open, one at a time. */
export function useDialog(): { dialog: OpenDialog | undefined; open(next: Dialog): void; close(): void } {
  const [dialog, setDialog] = useState<OpenDialog>();
  const open = useCallback(
    (next: Dialog) => setDialog((before) => ({ ...next, serial: (before?.serial ?? 0) + 1 })),
    [],
  );
  // A dialog tells late that it has closed: by then another one may be open.
  const close = useCallback(() => setDialog((now) => (now === dialog ? undefined : now)), [dialog]);
  return { dialog, open, close };
}
