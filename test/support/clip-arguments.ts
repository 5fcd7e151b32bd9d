import { parseArgs } from 'node:util';
import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import { cleanLine, LIMITS, nameKey } from '#lib/core/text.ts';

export const USAGE = `Usage: npm run clip -- <file-or-URL>… [options]

Clips pages with the built extension, in a headless Chromium, by the real toolbar button, and prints the export.
A file is served from its own folder over loopback; an http(s) URL is opened as it is.

  --select CSS      what to clip: the first element that matches
                    (default: the page's one <main>, else its one <article>, else its <body>)
  --type T          ${CLIP_TYPES.join(', ')} (default: note)
  --tag T           a tag; may be repeated
  --format F        markdown (default) or json; the JSON's "clips" holds a row for each input, in their order
  --out DIR         write one file for each input, named after it, instead of printing one export of all
  --help            print this

An input that cannot be clipped is reported on stderr, the others are exported all the same, and the exit code is 1.
`;

/** The command was called in a way that it does not understand. */
export class UsageError extends Error {}

export interface ClipArguments {
  inputs: string[];
  select: string | undefined;
  type: ClipType;
  tags: string[];
  format: 'markdown' | 'json';
  /** Folder to write to, as given; undefined for stdout. */
  out: string | undefined;
}

/** What the command line asks for; 'help' if that is what it asks for. @throws UsageError */
export function readArguments(args: string[]): ClipArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  if (positionals.length === 0) throw new UsageError('Name at least one file or URL to clip.');
  if (positionals.includes('')) throw new UsageError('An input is empty: name a file or an http(s) URL.');
  return {
    inputs: positionals,
    select: notEmpty('select', values.select),
    type: oneOf('type', CLIP_TYPES, values.type ?? 'note'),
    tags: readTags(values.tag ?? []),
    format: oneOf('format', ['markdown', 'json'] as const, values.format ?? 'markdown'),
    out: notEmpty('out', values.out),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        select: { type: 'string' },
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
