import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress, Work } from '#lib/backup/write-backup.ts';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import type { Watch } from '#lib/db/watch.ts';

/** Nobody reads faster. */
const SHOWN_MS = 80;

export type Worker = {
  /** How far it is; undefined while nothing runs. */
  progress: Progress | undefined;
  /** What went wrong the last time. */
  error: AppError | undefined;
  /** Does something that takes a while. What is cancelled is no error. */
  run(work: (work: Work) => Promise<void>): Promise<void>;
  cancel(): void;
};

/** The same for what works on rows. */
export function watchOf({ signal, onProgress }: Work): Watch {
  return { signal, onProgress: (done, all) => onProgress?.({ done, all }) };
}

/** One thing at a time that shows how far it is, and can be cancelled; it is when its place on the screen goes. */
export function useWork(): Worker {
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<AppError>();
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const run = useCallback(async (work: (work: Work) => Promise<void>) => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setError(undefined);
    setProgress({ done: 0, all: 0 });
    let shownAt = 0;
    const onProgress = (next: Progress): void => {
      const now = performance.now();
      if (now - shownAt < SHOWN_MS || controller.signal.aborted) return;
      shownAt = now;
      setProgress(next);
    };
    try {
      await work({ signal: controller.signal, onProgress });
    } catch (thrown) {
      const next = toAppError(thrown);
      if (next.code !== 'cancelled') setError(next);
    } finally {
      running.current = undefined;
      setProgress(undefined);
    }
  }, []);
  return { progress, error, run, cancel };
}
