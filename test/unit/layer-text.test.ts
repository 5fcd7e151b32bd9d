import { describe, expect, it } from 'vitest';
import { textOfLayer, wordsOfLayer } from '#lib/core/layer-text.ts';
import type { TextRun } from '#lib/core/schema/text-layer.ts';

const run = (text: string, x: number, y: number, width: number, height = 20): TextRun => ({
  text,
  x,
  y,
  width,
  height,
});

describe('the words of a picture', () => {
  it('are put together where they are parts of one, and apart where there is a gap', () => {
    const layer = [run('un', 0, 0, 20), run('believ', 20, 0, 60), run('able', 81, 0, 40), run('gap', 127, 0, 30)];
    expect(textOfLayer(layer)).toBe('unbelievable gap');
  });

  it('stand line by line, or in one line', () => {
    const layer = [run('one two', 0, 0, 70), run('three', 0, 24, 50), run('aside', 400, 24, 50)];
    expect(textOfLayer(layer)).toBe('one two\nthree\naside');
    expect(wordsOfLayer(layer)).toBe('one two three aside');
  });

  it('of Chinese go on in the next line without a space, but not in another paragraph', () => {
    const layer = [run('每周五都要手工', 0, 0, 140), run('导出周报。', 0, 24, 100), run('下一段', 0, 120, 60)];
    expect(wordsOfLayer(layer)).toBe('每周五都要手工导出周报。 下一段');
    expect(textOfLayer(layer)).toBe('每周五都要手工\n导出周报。\n下一段');
  });

  it('of right-to-left lines follow each other to the left', () => {
    expect(wordsOfLayer([run('שלום', 60, 0, 40), run('עולם', 14, 0, 40)])).toBe('שלום עולם');
  });

  it('are none where there are none', () => {
    expect(wordsOfLayer([])).toBe('');
  });
});
