import type { Page } from 'playwright';
import { build } from 'vite';
import type * as parts from './own-library-parts.ts';

/** What the global `library` is in a page to which {@link giveLibrary} has given it. */
export type Library = typeof parts;

/**
 * Puts code of `lib/` into a page of the extension, as the global `library`, beside what the page has of it by itself.
 * It ends when the page goes elsewhere.
 */
export async function giveLibrary(page: Page): Promise<void> {
  const entry = `${import.meta.dirname}/own-library-parts.ts`;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'library' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The library did not build.');
  // As the debugger evaluates it, the page's content security policy has no say.
  await page.evaluate(`${chunk.code}\nglobalThis.library = library; undefined`);
}
