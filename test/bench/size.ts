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
    { name: 'capture.js: in a page for screenshots and bookmarks', path: 'capture.js', bar: 50_000 },
    { name: 'text.js: in a page for words, the capture script in it', path: 'text.js', bar: 50_000 },
    { name: 'article.js: beside it for articles', path: 'article.js', bar: 20_000 },
    { name: 'pickers.js: beside it to point at something', path: 'pickers.js', bar: 10_000 },
    { name: 'rest.js: after a clip', path: 'rest.js', bar: 10_000 },
    { name: 'sanitise.js: after a clip of words', path: 'sanitise.js', bar: 15_000 },
    { name: 'snapshot.js: after a clip of words, and beside evidence.js', path: 'snapshot.js', bar: 35_000 },
    { name: 'scroll.js: beside it for more than is seen', path: 'scroll.js', bar: 15_000 },
    { name: 'text-layer.js: in a page for the words in a picture', path: 'text-layer.js', bar: 10_000 },
    { name: 'evidence.js: in a page to find its clips again', path: 'evidence.js', bar: 25_500 },
    { name: 'highlights.js: in each page of a granted site', path: 'highlights.js', bar: 3_000 },
    { name: 'painter.js: beside it where the page has clips', path: 'painter.js', bar: 30_000 },
    { name: 'popup in all', path: 'popup.html', bar: 158_000 },
    { name: 'side panel in all', path: 'sidepanel.html', bar: 158_000 },
    // 8.6 kB of it write backups on their schedule: a service worker has no `import()` to bring them when one is due.
    { name: 'background.js', path: 'background.js', bar: 77_000 },
    { name: 'library in all', path: 'library.html', bar: 199_000 },
    // 14 kB of it are the characters of traditional Chinese.
    { name: 'indexer.js: a worker of the library', path: 'indexer.js', bar: 91_000 },
    { name: 'picture editor in all', path: 'editor.html', bar: 170_000 },
    { name: 'onboarding in all', path: 'onboarding.html', bar: 163_000 },
  ];
  return Promise.all(
    entries.map(async ({ name, path, bar }) => ({
      name: `size, gzipped: ${name}`,
      unit: 'kB' as const,
      samples: [await gzipped(dir, await graphOf(dir, path))],
      bar,
    })),
  );
}
