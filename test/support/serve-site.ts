import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

const MIME_TYPES: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

export interface SiteServer {
  /** Origin with a trailing slash, e.g. `http://127.0.0.1:41234/`. */
  url: string;
  /** Path and query of every request so far, oldest first: a test can prove that clipping fetched nothing. */
  requests: readonly string[];
  close(): Promise<void>;
}

/** The file a request path means inside `root`, or `undefined` when it lies outside, is malformed or does not exist. */
async function findFile(root: string, pathname: string): Promise<string | undefined> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const inside = (path: string) => path === root || path.startsWith(root + sep);
  const wanted = resolve(root, `.${decoded.replaceAll('\\', '/')}`);
  if (!inside(wanted)) return undefined;
  try {
    const candidate = (await stat(wanted)).isDirectory() ? join(wanted, 'index.html') : wanted;
    // A symbolic link may point outside: judge where it leads.
    const real = await realpath(candidate);
    return inside(real) && (await stat(real)).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Serve the files of `dir` on the loopback interface, uncached unless told otherwise; a folder answers with its `index.html`.
 * Paths that leave `dir` get 404. Port 0 (the default) takes a free one. Rejects when `dir` or the port is not usable.
 */
export async function serveDirectory(dir: string, { port = 0, cached = false } = {}): Promise<SiteServer> {
  const root = await realpath(dir);
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const target = request.url ?? '/';
    requests.push(target);
    // Not `new URL`: it would resolve `..` before we could refuse it.
    const file = await findFile(root, target.split(/[?#]/, 1)[0] ?? '/');
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(file === undefined ? 404 : 405, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(file === undefined ? 'Not found\n' : 'Method not allowed\n');
      return;
    }
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        'content-type': MIME_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
        'content-length': body.length,
        'cache-control': cached ? 'max-age=3600' : 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${String(error)}\n`);
    }
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site server has no TCP address.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () =>
      new Promise((done, failed) => {
        server.close((error) => (error ? failed(error) : done()));
        // Browsers keep connections open, which would keep `close` waiting.
        server.closeAllConnections();
      }),
  };
}
