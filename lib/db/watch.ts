import { GleanerError } from '#lib/core/errors.ts';

/** For what takes long: how far it is, in rows, and whether it is still wanted. */
export type Watch = {
  onProgress?: ((done: number, all: number) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/** Rows that are read and written at a time: a transaction over ten thousand never holds all of them. */
export const ROWS_AT_ONCE = 500;

/**
 * Works on rows, some at a time, and tells how far it is. To be called inside the transaction that is to be all or nothing:
 * what `work` has written until it is stopped, the transaction takes back.
 * @throws GleanerError `cancelled` by the signal, also after the last of them.
 */
export async function someAtATime<T>(
  all: readonly T[],
  { onProgress, signal }: Watch,
  work: (some: readonly T[]) => Promise<void>,
): Promise<void> {
  const tell = (done: number): void => {
    onProgress?.(done, all.length);
    if (signal?.aborted) throw new GleanerError('cancelled');
  };
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
    tell(from);
    await work(all.slice(from, from + ROWS_AT_ONCE));
  }
  tell(all.length);
}

/** The watch of a part of something: `before` rows of `all` were done when it began. */
export function partOf({ onProgress, signal }: Watch, before: number, all: number): Watch {
  return { signal, onProgress: onProgress && ((done) => onProgress(before + done, all)) };
}
