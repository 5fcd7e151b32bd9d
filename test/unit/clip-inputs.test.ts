import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileNamesOf, type OpenInputs, openInputs } from '#test/support/clip-inputs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gleaner-inputs-'));
  await mkdir(join(folder, 'b'));
  await writeFile(join(folder, '对比 #1.html'), 'one');
  await writeFile(join(folder, 'b', '对比 #1.html'), 'two');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened<T>(given: string[], use: (open: OpenInputs) => T | Promise<T>): Promise<T> {
  const open = await openInputs(given, folder);
  try {
    return await use(open);
  } finally {
    await open.close();
  }
}

const textOf = async (target: object) => ('url' in target ? (await fetch(String(target.url))).text() : undefined);

describe('openInputs', () => {
  it('serves each file from its own folder, by path or by file URL', async () => {
    const given = ['对比 #1.html', join('b', '对比 #1.html'), pathToFileURL(join(folder, 'b', '对比 #1.html')).href];
    await opened(given, async ({ inputs }) => {
      expect(await Promise.all(inputs.map(({ target }) => textOf(target)))).toEqual(['one', 'two']);
      // The last two are one page, and a file URL is named like its file.
      expect(fileNamesOf(inputs, 'md')).toEqual(['对比 #1.md', '对比 #1-2.md']);
    });
  });

  it('keeps what cannot be opened in its place, with the reason', async () => {
    const given = ['missing.html', '对比 #1.html', 'b', 'ftp://example.com/', 'http://[', 'https://example.com/a.html'];
    await opened(given, ({ inputs }) => {
      expect(inputs.map((input) => input.given)).toEqual(given);
      expect(inputs.map(({ target }) => ('problem' in target ? target.problem : 'opened'))).toEqual([
        `there is no such file (looked for ${join(folder, 'missing.html')}).`,
        'opened',
        'it is not a file.',
        'inputs are files and http(s) URLs.',
        'it is not a valid URL.',
        'opened',
      ]);
    });
  });

  it('opens the same page once, however it is written', async () => {
    const given = ['对比 #1.html', join('.', 'b', '..', '对比 #1.html'), 'https://example.com', 'https://example.com/'];
    await opened(given, ({ inputs }) => expect(inputs).toHaveLength(2));
  });

  it('gives each a file name that no other has', async () => {
    const given = ['对比 #1.html', join('b', '对比 #1.html'), 'https://example.com/a/b.html?c=1', 'missing.html'];
    await opened(given, ({ inputs }) => {
      expect(fileNamesOf(inputs, 'json')).toEqual([
        '对比 #1.json',
        '对比 #1-2.json',
        'example.com-a-b-c-1.json',
        'missing.json',
      ]);
    });
  });
});
