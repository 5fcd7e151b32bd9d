/** Runs work that can be cut into slices to its end, without a pause. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs work in slices of about `milliseconds`, and waits for `pause` between them: whoever asks something meanwhile gets
 * an answer. What `pause` throws ends the work.
 */
export async function inSlices<T>(
  work: Generator<void, T>,
  milliseconds: number,
  pause: () => Promise<void>,
): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - start >= milliseconds) {
      await pause();
      start = performance.now();
    }
  }
}
