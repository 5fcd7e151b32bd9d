import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { type ClipArguments, readArguments, USAGE, UsageError } from './clip-arguments.ts';
import { type ClipInput, fileNamesOf, openInputs } from './clip-inputs.ts';
import { clipPage, exportClips } from './clip-pages.ts';
import { findChromium } from './find-browser.ts';
import { freshBuild } from './fresh-build.ts';
import { launchGleaner } from './gleaner.ts';

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** npm runs scripts in the package's folder, and says from which one it was called. */
function callersFolder(): string {
  return (process.env.npm_lifecycle_event === 'clip' ? process.env.INIT_CWD : undefined) ?? process.cwd();
}

/** @returns how many inputs could not be clipped. */
async function clipAll(browser: ExtensionBrowser, inputs: ClipInput[], asked: ClipArguments): Promise<number> {
  const out = asked.out === undefined ? undefined : resolve(callersFolder(), asked.out);
  if (out !== undefined) await mkdir(out, { recursive: true });
  const names = fileNamesOf(inputs, asked.format === 'json' ? 'json' : 'md');
  let failed = 0;
  for (const [index, input] of inputs.entries()) {
    try {
      const { id, element } = await clipPage(browser, input.url, asked);
      tell(`Clipped ${element} of ${input.given}`);
      const name = names[index];
      if (out === undefined || name === undefined) continue;
      await writeFile(join(out, name), await exportClips(browser, asked.format, [id]));
      tell(`Wrote ${join(out, name)}`);
    } catch (error) {
      failed += 1;
      tell(`Could not clip ${input.given}: ${messageOf(error)}`);
    }
  }
  if (out === undefined && failed < inputs.length) {
    const bytes = await exportClips(browser, asked.format);
    // A pipe takes a large document in pieces: wait until the last one is gone.
    await new Promise<void>((done) => process.stdout.write(bytes, () => done()));
  }
  return failed;
}

/** @returns the exit code: 0 when all was clipped, 1 when something was not, 2 when the command was not understood. */
async function main(args: string[]): Promise<number> {
  try {
    const asked = readArguments(args);
    if (asked === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    const { inputs, close } = await openInputs(asked.inputs, callersFolder());
    try {
      const executablePath = await findChromium();
      const browser = await launchGleaner({ extensionDir: await freshBuild(), executablePath });
      try {
        return (await clipAll(browser, inputs, asked)) === 0 ? 0 : 1;
      } finally {
        await browser.close();
      }
    } finally {
      await close();
    }
  } catch (error) {
    tell(`clip: ${messageOf(error)}`);
    if (!(error instanceof UsageError)) return 1;
    tell('See "npm run clip -- --help".');
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
