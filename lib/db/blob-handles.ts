/**
 * Each Blob of the database that a page has read costs the browser's own process some 20 kB, until the page's garbage is
 * collected. Nothing tells the page's engine of that: to it they are small.
 */

/** So many wait to be collected at most: some 60 MB. */
const MOST = 3_000;

/** Asked for and never written to: it takes no memory of the machine, but the engine counts it. */
const ASKED = { count: 4, bytes: 32 * 2 ** 20 };

/**
 * To be told, by whoever reads rows and does not keep them, how many Blobs were in them. Once there are many, it makes the engine
 * collect them, which takes some 30 ms.
 */
export function countedHandles(): (blobs: number) => void {
  let waiting = 0;
  return (blobs) => {
    waiting += blobs;
    if (waiting < MOST) return;
    waiting = 0;
    // All at once: what is let go of in between is taken back on its own, without a look at all the rest.
    const asked: ArrayBuffer[] = [];
    try {
      while (asked.length < ASKED.count) asked.push(new ArrayBuffer(ASKED.bytes));
    } catch {
      // There is no such memory: the engine has looked for garbage before it said so.
    }
  };
}
