/**
 * Lets whatever waits for this thread go first. Not `scheduler.yield`: what goes on after that comes before messages, and
 * a question would wait for all of the work.
 */
export function breathe(): Promise<void> {
  if ('scheduler' in globalThis) return scheduler.postTask(() => undefined, { priority: 'background' });
  return new Promise((resolve) => setTimeout(resolve));
}
