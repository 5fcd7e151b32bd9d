import { useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import type { Drawn } from '#lib/screenshot/markup-items.ts';
import { type ClipPicture, countSharing, savePicture } from '#lib/screenshot/save-picture.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

export type Saving = {
  isSaving: boolean;
  error: AppError | undefined;
  /** Something is about to go for good, from so many other clips too: undefined unless the user is to confirm it. */
  sharing: number | undefined;
  save(): void;
  confirm(): void;
  cancel(): void;
  /** Does something and shows what went wrong with it, if anything did. */
  attempt(work: () => Promise<void>): Promise<void>;
};

type Props = {
  picture: ClipPicture;
  drawn: Drawn;
  isChanged: boolean;
  /** All is on the disk. */
  onSaved(): void;
};

/** Keeps what was drawn. Whatever fails, it is still on the screen; until it is kept, the browser asks before leaving. */
export function useSaving({ picture, drawn, isChanged, onSaved }: Props): Saving {
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<AppError>();
  const [sharing, setSharing] = useState<number>();
  const leave = useLeaveGuard(isChanged, onSaved);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  }

  function write(): void {
    setSharing(undefined);
    setSaving(true);
    void attempt(async () => {
      await savePicture(picture, drawn);
      leave();
    }).finally(() => setSaving(false));
  }

  function save(): void {
    if (isSaving) return;
    if (!isChanged) leave();
    else if (drawn.redactions.length === 0) write();
    else void attempt(async () => setSharing(await countSharing(picture)));
  }

  return { isSaving, error, sharing, save, confirm: write, cancel: () => setSharing(undefined), attempt };
}
