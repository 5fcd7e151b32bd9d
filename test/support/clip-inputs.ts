import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { safeFileName, uniqueFileNames } from '#lib/export/file-name.ts';
import { type SiteServer, serveDirectory } from './serve-site.ts';

export interface ClipInput {
  /** As given on the command line. */
  given: string;
  /** Where a browser opens it. */
  url: string;
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
 * Makes every input something that a browser can open: files are served over loopback, each from its own folder.
 * @param folder where relative paths start.
 * Rejects, and serves nothing, when an input is neither a file nor an http(s) URL.
 */
export async function openInputs(given: readonly string[], folder: string): Promise<OpenInputs> {
  const targets = await Promise.all(given.map(async (one) => ({ given: one, target: await targetOf(one, folder) })));
  const servers = new Map<string, SiteServer>();
  const close = async () => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  };
  try {
    const inputs: ClipInput[] = [];
    for (const { given: one, target } of targets) {
      if (target instanceof URL) {
        inputs.push({ given: one, url: target.href, name: nameOfUrl(target) });
        continue;
      }
      const dir = dirname(target);
      const server = servers.get(dir) ?? (await serveDirectory(dir));
      servers.set(dir, server);
      const url = `${server.url}${encodeURIComponent(basename(target))}`;
      inputs.push({ given: one, url, name: basename(one).replace(/\.[a-z0-9]{1,8}$/i, '') });
    }
    // The same page twice is the same clip: a passage is never clipped twice.
    return { inputs: [...new Map(inputs.map((input) => [input.url, input])).values()], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A URL to open, or the absolute path of a file. */
async function targetOf(given: string, folder: string): Promise<URL | string> {
  if (/^https?:/i.test(given)) {
    const url = URL.parse(given);
    if (!url) throw new Error(`${given} is not a valid URL.`);
    return url;
  }
  if (SCHEME.test(given) && !/^file:/i.test(given)) {
    throw new Error(`${given} cannot be clipped: inputs are files and http(s) URLs.`);
  }
  const path = /^file:/i.test(given) ? fileURLToPath(given) : resolve(folder, given);
  const info = await stat(path).catch(() => undefined);
  if (!info) throw new Error(`There is no file ${given} (looked for ${path}).`);
  if (!info.isFile()) throw new Error(`${given} is not a file.`);
  // Served from where it really lies, so that what it links to is found beside it.
  return realpath(path);
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
