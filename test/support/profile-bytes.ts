import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Bytes that must not be there, and what to call them. */
export type Trace = { name: string; bytes: Buffer };

/** Words as they may stand in a file: UTF-8, and UTF-16 as V8 serialises what is not Latin-1. */
export function tracesOfWords(words: readonly string[]): Trace[] {
  return words.flatMap((word) => [
    { name: `“${word}” as UTF-8`, bytes: Buffer.from(word, 'utf8') },
    { name: `“${word}” as UTF-16`, bytes: Buffer.from(word, 'utf16le') },
  ]);
}

/** Bytes that say nothing of a picture (padding, tables that many files share) repeat themselves. */
function isTelling(bytes: Buffer): boolean {
  return new Set(bytes).size > bytes.length / 2;
}

/** Runs of bytes from all over a file, but for those that any file may have, and those that `others` have as well. */
export function tracesOfFile(name: string, file: Buffer, others: readonly Buffer[] = []): Trace[] {
  const length = 24;
  const step = Math.max(length, Math.floor(file.length / 400));
  const traces: Trace[] = [];
  for (let at = 0; at + length <= file.length; at += step) {
    const bytes = file.subarray(at, at + length);
    if (isTelling(bytes) && !others.some((other) => other.includes(bytes))) {
      traces.push({ name: `${name} from byte ${at}`, bytes });
    }
  }
  return traces;
}

/** Every file at and below a folder in which one of the traces stands, and which. */
export async function filesWith(folder: string, traces: readonly Trace[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    const inside = traces.filter(({ bytes }) => content.includes(bytes));
    if (inside[0]) found.push(`${relative(folder, path)}: ${inside[0].name} and ${inside.length - 1} more`);
  }
  return found;
}
