import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName, uniqueFileNames } from '#lib/export/file-name.ts';
import { naughtyStrings } from './export-fixture.ts';

const bytes = (name: string) => new TextEncoder().encode(name).length;

function expectSafe(name: string): void {
  expect(bytes(name)).toBeLessThanOrEqual(255);
  expect(name).toBe(name.normalize('NFC'));
  expect(name.isWellFormed()).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
  expect(name).not.toMatch(/^[\s.~-]|[\s.]\.md$|^\.md$/);
  expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\s*\./i);
  expect(name).toMatch(/\.md$/);
}

describe('safeFileName', () => {
  it.each([
    ['竞品定价 2026', '竞品定价 2026.md'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j.md'],
    ['CON', '_CON.md'],
    ['nul.tar', '_nul.tar.md'],
    ['console', 'console.md'],
    ['COM¹', '_COM¹.md'],
    ['a. . ', 'a.md'],
    ['../../etc/passwd', 'etc-passwd.md'],
    ['.bashrc', 'bashrc.md'],
    ['-rf', 'rf.md'],
    ['exe\u202Egpj', 'exegpj.md'],
    ['cafe\u0301', 'caf\u00e9.md'],
    ['', 'untitled.md'],
    ['\u0000', 'untitled.md'],
    ['a\nb\tc', 'a-b-c.md'],
  ])('%j → %j', (name, expected) => {
    expect(safeFileName(name, 'md')).toBe(expected);
  });

  it('cuts between characters, also those of several code points', () => {
    expect(safeFileName('名'.repeat(300), 'md')).toBe(`${'名'.repeat(84)}.md`);
    expect(safeFileName('👩‍👩‍👧'.repeat(40), 'md')).toBe(`${'👩‍👩‍👧'.repeat(14)}.md`);
    expect(safeFileName(`a${'\u0301'.repeat(400)}`, 'md')).toMatch(/^\u00e1\u0301+\.md$/);
  });

  it('is safe for each naughty string and for anything', () => {
    for (const name of naughtyStrings) expectSafe(safeFileName(name, 'md'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => expectSafe(safeFileName(name, 'md'))),
    );
  });

  it('keeps what it made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const safe = safeFileName(name, 'md');
        expect(safeFileName(safe.slice(0, -3), 'md')).toBe(safe);
      }),
    );
  });
});

describe('uniqueFileNames', () => {
  it('numbers names that differ by case or composition alone', () => {
    expect(uniqueFileNames(['a.md', 'A.md', 'a.md', 'b.md'])).toEqual(['a.md', 'A-2.md', 'a-3.md', 'b.md']);
    expect(uniqueFileNames(['é.md', 'e\u0301.md'])).toEqual(['é.md', 'e\u0301-2.md']);
    expect(uniqueFileNames(['straße.md', 'STRASSE.md'])).toEqual(['straße.md', 'STRASSE-2.md']);
  });

  it('never takes a name that another one has', () => {
    expect(uniqueFileNames(['a.md', 'a.md', 'a-2.md'])).toEqual(['a.md', 'a-3.md', 'a-2.md']);
  });

  it('stays within the limit', () => {
    const names = uniqueFileNames(Array.from({ length: 120 }, () => safeFileName('名'.repeat(300), 'md')));
    expect(new Set(names).size).toBe(120);
    expect(Math.max(...names.map(bytes))).toBeLessThanOrEqual(255);
  });

  it('comes to an end where everything has one name', () => {
    expect(new Set(uniqueFileNames(Array.from({ length: 20_000 }, () => 'Pricing.png'))).size).toBe(20_000);
  });
});
