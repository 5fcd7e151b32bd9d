import { expect, test } from 'vitest';
import { readTextLayer } from '#lib/capture/text-layer/index.ts';
import { findPrivateData } from '#lib/screenshot/private-data.ts';
import { find, openPage } from './page.ts';

const SCREEN = { x: 0, y: 0, width: 1000, height: 700 };
/** None in Chinese: where no font for it is installed, its letters are boxes of whatever width. */
const SENTENCES = [
  'Write to <b>william.illingworth@acme.example</b> if it will fill, little Lily.',
  'WWW MMM WARNING <b>mwmwmw@WMWM.example</b> iiii lllll tttt',
  'illicit little lilies: <b>+1 (415) 555-0132</b>',
  'Card number <b>4111 1111 1111 1111</b> and more text after it',
  'ID <b>11010519491231002X</b>',
];
const FONTS = ['sans-serif', 'serif', 'monospace', 'system-ui', 'cursive'];

test.each(FONTS)('what is drawn of private data in %s is covered, and not much beside it', async (font) => {
  const page = await openPage(
    `<!doctype html><body style="font: 16px ${font}">${SENTENCES.map(
      // Marked without an element around it, which would be a run of its own.
      (html, index) => `<p id=p${index} data-start="${html.indexOf('<b>')}">${html.replace(/<\/?b>/g, '')}</p>`,
    ).join('')}`,
  );
  const data = findPrivateData(readTextLayer(page, SCREEN));
  expect(data).toHaveLength(SENTENCES.length);
  for (const [index, html] of SENTENCES.entries()) {
    const [text, start] = [find(page, `#p${index}`).firstChild, html.indexOf('<b>')];
    if (!text) throw new Error('no text');
    const range = page.createRange();
    range.setStart(text, start);
    range.setEnd(text, html.indexOf('</b>') - '<b>'.length);
    const drawn = range.getBoundingClientRect();
    const [rect] = data[index]?.rects ?? [];
    if (!rect) throw new Error('no rectangle');
    const what = `${html}: ${drawn.left}–${drawn.right} in ${rect.x}–${rect.x + rect.width}`;
    expect(rect.x, what).toBeLessThanOrEqual(drawn.left + 2);
    expect(rect.x + rect.width, what).toBeGreaterThanOrEqual(drawn.right - 2);
    expect(rect.width, what).toBeLessThan(drawn.width * 1.3 + 60);
  }
});
