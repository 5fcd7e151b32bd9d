import { parseArgs } from 'node:util';
import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import { cleanLine, LIMITS, nameKey } from '#lib/core/text.ts';
import { exportFormats } from '#lib/export/formats/index.ts';

const FORMATS = exportFormats.map(({ id }) => id);

export const USAGE = `Usage: npm run clip -- <file-or-URL>… [options]

Clips pages with the built extension, in a headless Chromium, by the gestures of a user, and prints the export.
A file is served from its own folder over loopback; an http(s) URL is opened as it is.

What to clip of each page, one of:
  --select CSS      all text in the first element that matches, as a selection
                    (default: in the page's one <main>, else its one <article>, else its <body>)
  --article         the article, thread or list that Gleaner takes for the page's main content
  --table CSS       the first table that matches, picked with the mouse or the arrow keys, as are
  --element CSS     the first element that matches, of any sort, and
  --image CSS       the first image that matches
  --screenshot W    a picture of W, which is one of
                    visible           what the window shows, 1280 × 800 pixels of the page
                    full              the whole page
                    element:CSS       the first element that matches
                    region:X,Y,W,H    a rectangle, in pixels from the page's top left corner; no larger than the window
                    The images are written beside the export: to DIR, or to this folder

  --frame CSS       look in this frame, which must be of the page's own site (not with --article, nor with screenshots
                    of anything but an element)
  --type T          ${CLIP_TYPES.join(', ')} (default: note)
  --tag T           a tag; may be repeated
  --format F        ${FORMATS.join(', ')} (default: markdown)
                    "clips" of the JSON holds a row for each input that was clipped, in their order
  --out DIR         write one file for each input, named after it, instead of printing one export of all
  --help            print this

Selectors find what is in open shadow roots too. The export alone goes to stdout; progress goes to stderr, a line for
each input. One that cannot be clipped is reported there and again at the end, the others are exported all the same.

Exit code: 0 when every input was clipped, 1 when one was not, 2 when the command was not understood.
`;

/** The command was called in a way that it does not understand. */
export class UsageError extends Error {}

/** What a picture is taken of. A region is in CSS pixels from the page's top left corner. */
export type Shot =
  | { of: 'visible' | 'full' }
  | { of: 'element'; css: string }
  | { of: 'region'; x: number; y: number; width: number; height: number };

/** What is clipped of a page. */
export type Wanted =
  | { kind: 'selection'; css: string | undefined }
  | { kind: 'article' }
  | { kind: 'screenshot'; shot: Shot }
  | { kind: 'table' | 'element' | 'image'; css: string };

export interface ClipArguments {
  inputs: string[];
  wanted: Wanted;
  /** CSS of the frame that it is in; undefined for the page itself. */
  frame: string | undefined;
  type: ClipType;
  tags: string[];
  /** Id of an export format. */
  format: string;
  /** Folder to write to, as given; undefined for stdout. */
  out: string | undefined;
}

/** What the command line asks for; 'help' if that is what it asks for. @throws UsageError */
export function readArguments(args: string[]): ClipArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  if (positionals.length === 0) throw new UsageError('Name at least one file or URL to clip.');
  if (positionals.includes('')) throw new UsageError('An input is empty: name a file or an http(s) URL.');
  const wanted = readWanted(values);
  if (wanted.kind === 'article' && values.frame !== undefined) {
    throw new UsageError('--frame cannot be used with --article: the article is looked for in the page itself.');
  }
  if (wanted.kind === 'screenshot' && wanted.shot.of !== 'element' && values.frame !== undefined) {
    throw new UsageError('--frame can be used with screenshots of an element only: the others are of the page itself.');
  }
  return {
    inputs: positionals,
    wanted,
    frame: notEmpty('frame', values.frame),
    type: oneOf('type', CLIP_TYPES, values.type ?? 'note'),
    tags: readTags(values.tag ?? []),
    format: oneOf('format', FORMATS, values.format ?? 'markdown'),
    out: notEmpty('out', values.out),
  };
}

function readWanted(values: Values): Wanted {
  const given = (['select', 'article', 'table', 'element', 'image', 'screenshot'] as const).filter(
    (name) => values[name] !== undefined,
  );
  const [first, second] = given;
  if (first && second) {
    throw new UsageError(`--${first} and --${second} cannot be used together: one thing is clipped of each page.`);
  }
  if (first === 'article') return { kind: 'article' };
  const shot = notEmpty('screenshot', values.screenshot);
  if (shot !== undefined) return { kind: 'screenshot', shot: readShot(shot) };
  for (const kind of ['table', 'element', 'image'] as const) {
    const css = notEmpty(kind, values[kind]);
    if (css !== undefined) return { kind, css };
  }
  return { kind: 'selection', css: notEmpty('select', values.select) };
}

const SHOTS = 'visible, full, element:CSS or region:X,Y,W,H';

function readShot(value: string): Shot {
  if (value === 'visible' || value === 'full') return { of: value };
  const [, of, what = ''] = /^(element|region):(.*)$/s.exec(value) ?? [];
  if (of === 'element' && what.trim() !== '') return { of, css: what };
  const [x, y, width, height, ...more] = what
    .split(',')
    .map((side) => (side.trim() === '' ? Number.NaN : Number(side)));
  const isRegion = [x, y, width, height].every((side) => side !== undefined && Number.isFinite(side) && side >= 0);
  if (of === 'region' && isRegion && x !== undefined && y !== undefined && width && height && more.length === 0) {
    return { of, x, y, width, height };
  }
  throw new UsageError(`--screenshot is "${value}": it must be ${SHOTS}, with numbers that make a rectangle.`);
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        select: { type: 'string' },
        article: { type: 'boolean' },
        table: { type: 'string' },
        element: { type: 'string' },
        image: { type: 'string' },
        screenshot: { type: 'string' },
        frame: { type: 'string' },
        type: { type: 'string' },
        tag: { type: 'string', multiple: true },
        format: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function notEmpty(option: string, value: string | undefined): string | undefined {
  if (value?.trim() === '') throw new UsageError(`--${option} is empty.`);
  return value;
}

function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${option} is "${value}": it must be one of ${allowed.join(', ')}.`);
  return found;
}

/** The tags as the library will spell them, each once. */
function readTags(given: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const text of given) {
    const tag = cleanLine(text, LIMITS.name);
    if (tag === '') throw new UsageError('A --tag is empty.');
    if (!tags.has(nameKey(tag))) tags.set(nameKey(tag), tag);
  }
  return [...tags.values()];
}
