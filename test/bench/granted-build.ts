import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of a build that may enter every page without a gesture. A real gesture opens the popup, which already puts the
 * capture script into the page: only without one can a first injection be timed. The code is the one that ships.
 */
export async function grantedBuild(dir: string): Promise<{ dir: string; remove(): Promise<void> }> {
  const copy = await mkdtemp(join(tmpdir(), 'gleaner-bench-'));
  await cp(dir, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest: object = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions: ['<all_urls>'] }));
  return { dir: copy, remove: () => rm(copy, { recursive: true, force: true }) };
}
