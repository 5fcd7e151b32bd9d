import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Enough to be measured like Gleaner, and nothing else: what the browser itself takes. */
const FILES = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    action: { default_popup: 'popup.html' },
    background: { service_worker: 'background.js' },
  }),
  'background.js': 'chrome.runtime.onMessage.addListener((_message, _sender, respond) => respond({ ok: true }));',
  'popup.html':
    '<!doctype html><meta charset="utf-8"><script type="module" src="popup.js"></script>' +
    '<button class="type">1</button><blockquote>…</blockquote>',
  'popup.js': "document.addEventListener('keydown', () => {});",
  'library.html': '<!doctype html><meta charset="utf-8"><title>Empty</title>',
};

/** An extension that does nothing, in a folder of its own: the floor under what any extension can reach. */
export async function emptyExtension(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'gleaner-empty-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(dir, name), text);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
