import { describe, expect, it } from 'vitest';
import { exportFormats } from '#lib/export/formats/index.ts';
import { readArguments, USAGE, UsageError } from '#test/support/clip-arguments.ts';

const WAYS = [
  ['--select', 'main'],
  ['--article'],
  ['--table', 'table'],
  ['--element', '#id'],
  ['--image', 'figure img'],
  ['--screenshot', 'visible'],
] as const;

/** What a call is refused with. */
function refusal(args: readonly string[]): string {
  try {
    readArguments([...args]);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`${args.join(' ')} is not refused.`);
}

describe('readArguments', () => {
  it('selects the main part of a page, as a note, to Markdown on stdout, unless told otherwise', () => {
    expect(readArguments(['a.html', 'https://example.com'])).toEqual({
      inputs: ['a.html', 'https://example.com'],
      wanted: { kind: 'selection', css: undefined },
      frame: undefined,
      type: 'note',
      tags: [],
      format: 'markdown',
      out: undefined,
    });
  });

  it.each([
    [WAYS[0], { kind: 'selection', css: 'main' }],
    [WAYS[1], { kind: 'article' }],
    [WAYS[2], { kind: 'table', css: 'table' }],
    [WAYS[3], { kind: 'element', css: '#id' }],
    [WAYS[4], { kind: 'image', css: 'figure img' }],
    [WAYS[5], { kind: 'screenshot', shot: { of: 'visible' } }],
  ])('takes %j', (way, wanted) => {
    expect(readArguments(['a.html', ...way])).toMatchObject({ wanted, frame: undefined });
    expect(readArguments([...way, '--', 'a.html'])).toMatchObject({ inputs: ['a.html'], wanted });
  });

  it('names both of two things to clip, whichever they are', () => {
    for (const [index, one] of WAYS.entries()) {
      for (const other of WAYS.slice(index + 1)) {
        expect(refusal(['a.html', ...other, ...one])).toContain(`${one[0]} and ${other[0]} cannot be used together`);
      }
    }
  });

  it.each([
    ['visible', { of: 'visible' }],
    ['full', { of: 'full' }],
    ['element:#a > b:not(.c), d', { of: 'element', css: '#a > b:not(.c), d' }],
    ['region:0,0,1,2.5', { of: 'region', x: 0, y: 0, width: 1, height: 2.5 }],
    ['region: 10, 20.5, 300, 40', { of: 'region', x: 10, y: 20.5, width: 300, height: 40 }],
  ])('takes a screenshot of %s', (value, shot) => {
    expect(readArguments(['a.html', '--screenshot', value])).toMatchObject({ wanted: { kind: 'screenshot', shot } });
  });

  it.each([
    'whole',
    'element:',
    'element: ',
    'element',
    'region',
    'region:',
    'region:1,2,3',
    'region:1,2,3,4,5',
    'region:1,2,0,4',
    'region:1,2,3,-4',
    'region:-1,2,3,4',
    'region:a,2,3,4',
    'region:1,,3,4',
    'region:1,2,3,Infinity',
    'visible:x',
  ])('refuses a screenshot of "%s", and says what there is', (value) => {
    const why = refusal(['a.html', '--screenshot', value]);
    expect(why).toContain(`"${value}"`);
    expect(why).toContain('visible, full, element:CSS or region:X,Y,W,H');
  });

  it('looks in a frame for everything but an article, and for screenshots of elements alone', () => {
    expect(readArguments(['a.html', '--frame', '#f'])).toMatchObject({ frame: '#f', wanted: { kind: 'selection' } });
    for (const way of WAYS.filter(([name]) => name !== '--article' && name !== '--screenshot')) {
      expect(readArguments(['a.html', ...way, '--frame', '#f'])).toMatchObject({ frame: '#f' });
    }
    expect(refusal(['a.html', '--article', '--frame', '#f'])).toMatch(/--frame .*--article/);
    const shot = (of: string) => ['a.html', '--screenshot', of, '--frame', '#f'];
    expect(readArguments(shot('element:p'))).toMatchObject({ frame: '#f' });
    for (const of of ['visible', 'full', 'region:1,2,3,4']) expect(refusal(shot(of))).toMatch(/--frame .*an element/);
  });

  it.each(['--select', '--table', '--element', '--image', '--screenshot', '--frame', '--out'])(
    'refuses an empty %s',
    (option) => {
      expect(refusal(['a.html', option, ' '])).toBe(`${option} is empty.`);
      expect(refusal(['a.html', `${option}=`])).toBe(`${option} is empty.`);
      expect(refusal(['a.html', option])).toContain(option);
    },
  );

  it('takes every format that findings can be exported to, and no other', () => {
    for (const { id } of exportFormats) {
      expect(readArguments(['a.html', '--format', id])).toMatchObject({ format: id });
      expect(USAGE).toContain(id);
    }
    expect(refusal(['a.html', '--format', 'pdf'])).toContain(exportFormats.map(({ id }) => id).join(', '));
  });

  it('keeps each tag once, spelled as the library spells it', () => {
    expect(readArguments(['a.html', '--tag', ' Free  plan ', '--tag', 'free plan', '--tag', '导出'])).toMatchObject({
      tags: ['Free plan', '导出'],
    });
    expect(refusal(['a.html', '--tag', ' '])).toContain('--tag');
  });

  it('needs an input, and none that is empty', () => {
    expect(refusal([])).toContain('at least one');
    expect(refusal(['--article'])).toContain('at least one');
    expect(refusal(['a.html', ''])).toContain('empty');
  });

  it('refuses what it does not know', () => {
    expect(refusal(['a.html', '--bogus'])).toContain('--bogus');
    expect(refusal(['a.html', '--article=yes'])).toContain('--article');
    expect(refusal(['a.html', '--type', 'idea'])).toContain('requirement, feedback, competitor, note');
  });

  it('is asked for help before anything else, and tells of every option', () => {
    expect(readArguments(['--help'])).toBe('help');
    expect(readArguments(['a.html', '--article', '--table', 'x', '-h'])).toBe('help');
    const options = WAYS.map(([name]) => name);
    for (const option of [...options, '--frame', '--type', '--tag', '--format', '--out', '--help']) {
      expect(USAGE).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
    }
  });
});
