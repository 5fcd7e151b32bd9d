import type { Page } from 'playwright';
import { build } from 'vite';
import type * as parts from './own-library-parts.ts';

/** What the global `library` is in a page to which {@link giveLibrary} has given it. */
export type Library = typeof parts;

/** Code of ours as one script that leaves what `file` exports, of this folder, in a global variable. */
export async function builtForPage(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: `${import.meta.dirname}/${file}`, formats: ['iife'], name },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${file} did not build.`);
  return `${chunk.code}\nglobalThis.${name} = ${name}; undefined`;
}

/**
 * Puts code of `lib/` into a page of the extension, as the global `library`, beside what the page has of it by itself.
 * It ends when the page goes elsewhere.
 */
export async function giveLibrary(page: Page): Promise<void> {
  // As the debugger evaluates it, the page's content security policy has no say.
  await page.evaluate(await builtForPage('own-library-parts.ts', 'library'));
}
