import { GleanerError } from '#lib/core/errors.ts';
import { chooseFile } from './folder-access.ts';
import type { Sink } from './zip/writer.ts';

/** Where a file is written to. What is not finished leaves nothing behind. */
export type Target = {
  sink: Sink;
  /** @returns the file, where it still has to be handed to the browser's downloads. */
  finish(): Promise<File | undefined>;
  abort(): Promise<void>;
};

/** What a browser says of a file system, as what the user is told. */
export function folderError(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  const { name, message } = error;
  if (name === 'NotFoundError') return new GleanerError('folder_missing', message, error);
  const isDenied = ['NotAllowedError', 'NoModificationAllowedError', 'SecurityError', 'InvalidStateError'].includes(
    name,
  );
  return isDenied ? new GleanerError('folder_denied', message, error) : error;
}

async function inFile(handle: FileSystemFileHandle): Promise<Target> {
  const writable = await handle.createWritable();
  return {
    sink: { write: (data) => writable.write(data), restart: () => writable.truncate(0) },
    async finish() {
      await writable.close();
      return undefined;
    },
    abort: () => writable.abort().catch(() => undefined),
  };
}

/** How often, and how long in ms, a file that is held on to is waited for. */
const HELD = { attempts: 40, pause: 50 };

/** Deletes what is not to stay. A browser holds on to a file for a moment after the stream into it was aborted. */
async function remove(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 0; attempt < HELD.attempts; attempt += 1) {
    try {
      return await folder.removeEntry(name);
    } catch (error) {
      // One that has gone is what was wanted; whatever else there is, the next backup tries again.
      if (!(error instanceof DOMException) || error.name !== 'NoModificationAllowedError') return;
    }
    await new Promise((done) => setTimeout(done, HELD.pause));
  }
}

/** Files of the origin's own that wait until the browser has downloaded them. */
const WAITING = 'backups-to-download';

const waitingFolder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(WAITING, { create: true });

/** A file on the disk that is handed to the downloads: a Blob of that size would be in memory. */
async function forDownload(name: string): Promise<Target> {
  const folder = await waitingFolder();
  // What the last one left: nobody can tell when a browser has read it to its end.
  for await (const old of folder.keys()) await folder.removeEntry(old).catch(() => undefined);
  const handle = await folder.getFileHandle(name, { create: true });
  const target = await inFile(handle);
  return {
    ...target,
    async finish() {
      await target.finish();
      return handle.getFile();
    },
    async abort() {
      await target.abort();
      await remove(folder, name);
    },
  };
}

/**
 * Where the user wants a file of this name: a file of their choice, or among the downloads where the browser offers no choice. To be
 * called at once in the handler of a click.
 * @returns undefined where they thought better of it.
 * @throws GleanerError `folder_denied`, `folder_missing`
 */
export async function chooseTarget(name: string): Promise<Target | undefined> {
  try {
    if (!window.showSaveFilePicker) return await forDownload(name);
    const handle = await chooseFile(name);
    return handle && (await inFile(handle));
  } catch (error) {
    throw folderError(error);
  }
}

const PARTIAL = '.part';
/** What a browser that was killed left of ours, with the file that Chromium writes to until the stream is closed. */
const LEFT = /^gleaner-.*\.zip\.part(?:\.crswap)?$/;

/**
 * A new file in a folder. It has its name once it is whole: until then it has another one.
 * @throws DOMException as the browser says it; see {@link folderError}
 */
export async function inFolder(folder: FileSystemDirectoryHandle, name: string): Promise<Target> {
  const partial = `${name}${PARTIAL}`;
  for await (const old of folder.keys()) {
    if (LEFT.test(old)) await folder.removeEntry(old).catch(() => undefined);
  }
  const handle = await folder.getFileHandle(partial, { create: true });
  const target = await inFile(handle);
  return {
    ...target,
    async finish() {
      await target.finish();
      if (await moved(handle, name)) return undefined;
      const whole = await handle.getFile();
      const copy = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await whole.stream().pipeTo(copy);
      await remove(folder, partial);
      return undefined;
    },
    async abort() {
      await target.abort();
      await remove(folder, partial);
    },
  };
}

/** Gives a file another name. Not every browser can, nor everywhere. */
async function moved(handle: FileSystemFileHandle, name: string): Promise<boolean> {
  try {
    await handle.move?.(name);
    return handle.move !== undefined;
  } catch {
    return false;
  }
}
