/**
 * The browser keeps a Blob of the database in a file, and deletes the file when the row has gone and nothing refers to
 * the Blob any more: not even an object that waits to be collected as garbage, which in an idle page takes for ever.
 * A browser that is closed before leaves the file until the database is opened again. So pages are given copies in
 * memory, and garbage is collected when a file has to go.
 */

/** Blobs with a file behind them that this page has read and not yet let go of. */
let held = 0;
const collected = new FinalizationRegistry<undefined>(() => {
  held -= 1;
});

/** What is in a Blob that came from the database. @throws DOMException where its file cannot be read. */
export function contentOf(file: Blob): Promise<ArrayBuffer> {
  held += 1;
  collected.register(file, undefined);
  return file.arrayBuffer();
}

/** A copy in memory of a Blob that came from the database. @throws DOMException where its file cannot be read. */
export async function copyOf(file: Blob): Promise<Blob> {
  return new Blob([await contentOf(file)], { type: file.type });
}

/** Asked for and never written to: it takes no memory of the machine, but the engine counts it. */
const ROUND_BYTES = 32 * 2 ** 20;
const ROUNDS = { least: 8, most: 32 };

/** Garbage may be collected in slices, between other tasks. In ms. */
const PAUSE = 20;

/**
 * Lets go of the files of Blobs that nobody uses any more, in all pages that share this one's process. No page can ask
 * for its garbage to be collected, but an engine from which much memory is asked looks for some. Takes some 30 ms; the
 * browser deletes the files within seconds.
 * @returns whether all Blobs that this page has read are let go of.
 */
export async function releaseBlobFiles(): Promise<boolean> {
  // What is let go of at once is taken back on its own, without a look at all the rest.
  const asked: ArrayBuffer[] = [];
  for (let round = 0; round < ROUNDS.least || (held > 0 && round < ROUNDS.most); round += 1) {
    try {
      asked.push(new ArrayBuffer(ROUND_BYTES));
    } catch {
      // There is no such memory: the engine has looked for garbage before it said so.
    }
    // Callbacks of collected objects have their turn between tasks.
    await new Promise((done) => setTimeout(done, round < ROUNDS.least ? 0 : PAUSE));
  }
  return held === 0;
}
