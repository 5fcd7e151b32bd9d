import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { safeFileName, uniqueFileNames } from '#lib/export/file-name.ts';
import { messageOf } from './message-of.ts';
import { type SiteServer, serveDirectory } from './serve-site.ts';

export interface ClipInput {
  /** As given on the command line. */
  given: string;
  /** Where a browser opens it, or why none can. */
  target: { url: string } | { problem: string };
  /** What a file made of it is called, without extension. */
  name: string;
}

export interface OpenInputs {
  inputs: ClipInput[];
  close(): Promise<void>;
}

/** Two letters at least: one is a drive of Windows. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * Makes every input something that a browser can open: files are served over loopback, each from its own folder. One that
 * is neither a file nor an http(s) URL has its problem with it.
 * @param folder where relative paths start.
 */
export async function openInputs(given: readonly string[], folder: string): Promise<OpenInputs> {
  const servers = new Map<string, SiteServer>();
  const open = async (one: string): Promise<ClipInput> => {
    try {
      const target = await targetOf(one, folder);
      if (target instanceof URL) return { given: one, target: { url: target.href }, name: nameOfUrl(target) };
      const dir = dirname(target);
      const server = servers.get(dir) ?? (await serveDirectory(dir));
      servers.set(dir, server);
      return {
        given: one,
        target: { url: `${server.url}${encodeURIComponent(basename(target))}` },
        name: nameOfFile(one),
      };
    } catch (error) {
      return { given: one, target: { problem: messageOf(error) }, name: nameOfFile(one) };
    }
  };
  // One after the other: the file of a folder that is served already is served there too.
  const inputs: ClipInput[] = [];
  for (const one of given) inputs.push(await open(one));
  // The same page twice is the same clip: a passage is never clipped twice.
  const key = ({ target }: ClipInput) => JSON.stringify(target);
  return {
    inputs: [...new Map(inputs.map((input) => [key(input), input])).values()],
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}

/** A URL to open, or the absolute path of a file. */
async function targetOf(given: string, folder: string): Promise<URL | string> {
  if (/^https?:/i.test(given)) {
    const url = URL.parse(given);
    if (!url) throw new Error('it is not a valid URL.');
    return url;
  }
  if (SCHEME.test(given) && !/^file:/i.test(given)) {
    throw new Error('inputs are files and http(s) URLs.');
  }
  const path = /^file:/i.test(given) ? fileURLToPath(given) : resolve(folder, given);
  const info = await stat(path).catch(() => undefined);
  if (!info) throw new Error(`there is no such file (looked for ${path}).`);
  if (!info.isFile()) throw new Error('it is not a file.');
  // Served from where it really lies, so that what it links to is found beside it.
  return realpath(path);
}

function nameOfFile(given: string): string {
  return basename(/^file:/i.test(given) ? decode(given) : given).replace(/\.[a-z0-9]{1,8}$/i, '');
}

function nameOfUrl(url: URL): string {
  const path = decode(url.pathname).replace(/\.x?html?$/i, '');
  return `${url.hostname}${path}${decode(url.search)}`.replace(/[/?&=]+/g, '-').replace(/-+$/, '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A file name for each input, safe on every system and no two alike. */
export function fileNamesOf(inputs: readonly ClipInput[], extension: string): string[] {
  return uniqueFileNames(inputs.map(({ name }) => safeFileName(name, extension)));
}
