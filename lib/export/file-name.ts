/** In bytes of UTF-8: the limit of ext4 and APFS. NTFS counts UTF-16 units, which are never more. */
const MAX_BYTES = 255;

/** Characters that Windows refuses, and those below U+0020 and from U+007F to U+009F that every system shows badly. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming control characters is what this pattern is for
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** Marks that are not seen but change how a name reads ("gpj.exe" for "exe.jpg") or tell two equal names apart. */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** Devices of Windows: with any extension, in any case. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i;

/**
 * A file name that Windows, macOS and Linux take as it is and a shell does not take for an option.
 * @param name what a reader would call it, in any script.
 * @param extension without the dot; a safe one.
 * @param maxBytes of the whole name in UTF-8.
 */
export function safeFileName(name: string, extension: string, maxBytes = MAX_BYTES): string {
  const stem = name
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ')
    .normalize('NFC')
    // A leading dot hides a file, a leading dash makes it an option.
    .replace(/^[\s.~-]+/, '');
  const named = RESERVED.test(stem) ? `_${stem}` : stem;
  const ending = `.${extension}`;
  // Windows drops dots and spaces at the end of a name.
  const cut = cutToBytes(named, maxBytes - byteLength(ending)).replace(/[\s.-]+$/, '');
  return `${cut || 'untitled'}${ending}`;
}

/**
 * The names with a number added wherever two would be one file to a file system that ignores case or composition.
 * @param names as of {@link safeFileName}; the result has the same order.
 */
export function uniqueFileNames(names: string[], maxBytes = MAX_BYTES): string[] {
  const given = new Set(names.map(fileKey));
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();
  return names.map((name) => {
    const key = fileKey(name);
    let unique = name;
    let number = lastNumber.get(key) ?? 1;
    while (taken.has(fileKey(unique)) || (unique !== name && given.has(fileKey(unique)))) {
      number += 1;
      unique = numbered(name, number, maxBytes);
    }
    lastNumber.set(key, number);
    taken.add(fileKey(unique));
    return unique;
  });
}

/** NTFS folds to upper case, APFS by full case folding of NFD: what either takes for one name is one here. */
function fileKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function numbered(name: string, number: number, maxBytes: number): string {
  const dot = name.lastIndexOf('.');
  const ending = `-${number}${dot < 0 ? '' : name.slice(dot)}`;
  return (
    cutToBytes(dot < 0 ? name : name.slice(0, dot), maxBytes - byteLength(ending)).replace(/[\s.-]+$/, '') + ending
  );
}

/** Never cuts through what a reader sees as one character, unless that one alone is too long. */
function cutToBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  // One byte a unit at least, so what is kept lies within the first `bytes` units.
  const start = text.slice(0, bytes + 1).toWellFormed();
  const cut = takeBytes(
    Array.from(graphemes.segment(start), ({ segment }) => segment),
    bytes,
  );
  return cut || takeBytes([...start], bytes);
}

function takeBytes(parts: string[], bytes: number): string {
  let taken = '';
  let left = bytes;
  for (const part of parts) {
    left -= byteLength(part);
    if (left < 0) break;
    taken += part;
  }
  return taken;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
