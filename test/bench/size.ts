import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from './row.ts';

/** The files that a built file loads before it can run: what it imports or links statically, and so on. */
async function graphOf(dir: string, path: string, seen = new Set<string>()): Promise<ReadonlySet<string>> {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (path.endsWith('.css')) return seen;
  const code = await readFile(join(dir, path), 'utf8');
  const found = path.endsWith('.html')
    ? // Scripts, style sheets and preloaded modules, from the root of the extension.
      [...code.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')
    : // `import"./a.js"` and `from"./a.js"`, but not `import("./a.js")`: that loads when it is asked for.
      [...code.matchAll(/(?:\bimport|\bfrom)\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, file]) =>
        normalize(join(dirname(path), file ?? '')),
      );
  for (const file of found) await graphOf(dir, file, seen);
  return seen;
}

async function gzipped(dir: string, paths: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const path of paths) bytes += gzipSync(await readFile(join(dir, path)), { level: 9 }).length;
  return bytes;
}

/**
 * What each entry weighs, gzipped file by file as a store ships and a disk reads them.
 * @param dir The built extension.
 */
export async function sizes(dir: string): Promise<Row[]> {
  const entries = [
    { name: 'capture.js: in a page for every clip', path: 'capture.js', bar: 30_000 },
    { name: 'text.js: in a page for words, tables and images', path: 'text.js', bar: 50_000 },
    { name: 'scroll.js: in a page for a picture of more than is seen', path: 'scroll.js', bar: 20_000 },
    { name: 'article.js: in a page for its article', path: 'article.js', bar: 30_000 },
    { name: 'text-layer.js: in a page for the words in a picture', path: 'text-layer.js', bar: 10_000 },
    { name: 'popup in all', path: 'popup.html', bar: 150_000 },
    { name: 'side panel in all', path: 'sidepanel.html', bar: 150_000 },
    { name: 'background.js', path: 'background.js', bar: 60_000 },
    { name: 'library in all', path: 'library.html', bar: 198_000 },
    { name: 'onboarding in all', path: 'onboarding.html', bar: 145_000 },
  ];
  const rows: Row[] = await Promise.all(
    entries.map(async ({ name, path, bar }) => ({
      name: `size, gzipped: ${name}`,
      unit: 'kB' as const,
      samples: [await gzipped(dir, await graphOf(dir, path))],
      bar,
    })),
  );
  // Without a bar of its own yet: together they are more than the 50 kB that a first injection may weigh.
  const together = await gzipped(dir, ['capture.js', 'text.js']);
  return [...rows, { name: 'size, gzipped: what a clip of text puts into a page', unit: 'kB', samples: [together] }];
}
