/** The part of the File System Access API that TypeScript does not know, as not all browsers have it. */

type PermissionMode = { mode: 'readwrite' };

declare global {
  interface FileSystemHandle {
    queryPermission?(mode: PermissionMode): Promise<PermissionState>;
    requestPermission?(mode: PermissionMode): Promise<PermissionState>;
  }
  interface FileSystemFileHandle {
    move?(name: string): Promise<void>;
  }
  interface Window {
    showSaveFilePicker?(options: {
      suggestedName: string;
      types: { accept: Record<string, string[]> }[];
    }): Promise<FileSystemFileHandle>;
    showDirectoryPicker?(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
  }
}

const MODE = { mode: 'readwrite' } as const;

/** Whether this browser lets the user choose a folder to write to. */
export const canChooseFolder = (): boolean => window.showDirectoryPicker !== undefined;

/** What the user chose; undefined where they thought better of it. */
async function chosen<T>(choice: Promise<T>): Promise<T | undefined> {
  try {
    return await choice;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** Lets the user choose a folder. To be called at once in the handler of a click. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  return window.showDirectoryPicker && chosen(window.showDirectoryPicker({ id: 'gleaner-backups', ...MODE }));
}

/** Lets the user choose where a file goes, a zip or JSON. To be called at once in the handler of a click. */
export async function chooseFile(name: string): Promise<FileSystemFileHandle | undefined> {
  const accept: Record<string, string[]> = name.endsWith('.zip')
    ? { 'application/zip': ['.zip'] }
    : { 'application/json': ['.jsonl'] };
  const types = [{ accept }];
  return window.showSaveFilePicker && chosen(window.showSaveFilePicker({ suggestedName: name, types }));
}

/** Whether a folder may be written to by now. */
export async function mayWrite(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.queryPermission?.(MODE)) === 'granted';
}

/** Asks the user. To be called at once in the handler of a click. */
export async function askToWrite(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.requestPermission?.(MODE)) === 'granted';
}
