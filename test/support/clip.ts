import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { uniqueFileNames } from '#lib/export/file-name.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { type ClipArguments, readArguments, USAGE, UsageError } from './clip-arguments.ts';
import { type LastingBrowser, lastingBrowser } from './clip-browser.ts';
import { type ClipInput, fileNamesOf, openInputs } from './clip-inputs.ts';
import { clipPage, exportClips, exportPictures, trashLeftover } from './clip-pages.ts';
import { messageOf } from './message-of.ts';

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** In one line: those of a browser's driver go on for a page. */
function reasonOf(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? '';
}

/** npm runs scripts in the package's folder, and says from which one it was called. */
function callersFolder(): string {
  return (process.env.npm_lifecycle_event === 'clip' ? process.env.INIT_CWD : undefined) ?? process.cwd();
}

/** Clips each input, in their order, whatever becomes of the others. @returns those that failed, and why. */
async function clipAll(browsers: LastingBrowser, inputs: ClipInput[], asked: ClipArguments): Promise<string[]> {
  const out = asked.out === undefined ? undefined : resolve(callersFolder(), asked.out);
  if (out !== undefined) await mkdir(out, { recursive: true });
  const failed: string[] = [];
  let lastId: string | undefined;
  let pictureNames: string[] = [];

  async function clipOne(url: string, index: number, browser: ExtensionBrowser): Promise<string> {
    const { id, element } = await clipPage(browser, url, asked);
    lastId = id;
    if (asked.wanted.kind === 'screenshot') await writePictures(browser, id, index);
    if (out === undefined) return element;
    const { bytes, extension } = await exportClips(browser, asked.format, [id]);
    await writeFile(join(out, fileNamesOf(inputs, extension)[index] ?? ''), bytes);
    return element;
  }

  /** Beside the export; one that goes to stdout has no place of its own. */
  async function writePictures(browser: ExtensionBrowser, id: string, index: number): Promise<void> {
    const pictures = await exportPictures(browser, id);
    if (pictures.length === 0) throw new Error('no picture came of it.');
    for (const [at, { bytes, extension }] of pictures.entries()) {
      const { name, ext } = parse(fileNamesOf(inputs, extension)[index] ?? '');
      const wanted = `${name}${pictures.length > 1 ? `-${at + 1}` : ''}${ext}`;
      pictureNames = uniqueFileNames([...pictureNames, wanted]);
      const file = join(out ?? callersFolder(), pictureNames.at(-1) ?? wanted);
      await writeFile(file, bytes);
      if (out === undefined) tell(`Wrote ${file}`);
    }
  }

  for (const [index, { given, target }] of inputs.entries()) {
    const progress = `[${index + 1}/${inputs.length}]`;
    const fail = (why: string) => {
      failed.push(`${given}: ${why}`);
      tell(`${progress} Could not clip ${given}: ${why}`);
    };
    if ('problem' in target) {
      fail(target.problem);
      continue;
    }
    // Where none can be had, there is nothing to go on with.
    const browser = await browsers.get();
    try {
      const element = await clipOne(target.url, index, browser);
      tell(`${progress} Clipped ${element} of ${given}`);
    } catch (error) {
      fail(reasonOf(error));
      // What cannot be put away either stays where it is: the others are worth more.
      lastId = await trashLeftover(await browsers.get(), lastId).catch(() => lastId);
    }
  }
  if (out === undefined && failed.length < inputs.length) {
    const { bytes } = await exportClips(await browsers.get(), asked.format);
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
      const browsers = await lastingBrowser();
      try {
        const failed = await clipAll(browsers, inputs, asked);
        if (inputs.length > 1) {
          tell(
            `Clipped ${inputs.length - failed.length} of ${inputs.length}${failed.length > 0 ? '. Not clipped:' : '.'}`,
          );
          for (const failure of failed) tell(`  ${failure}`);
        }
        return failed.length === 0 ? 0 : 1;
      } finally {
        await browsers.close();
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
