import { describe, expect, test } from 'vitest';
import { readTextLayer } from '#lib/capture/text-layer/index.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { type TextRun, textLayerSchema } from '#lib/core/schema/text-layer.ts';
import { find, openPage } from './page.ts';

const SCREEN: Rect = { x: 0, y: 0, width: 1000, height: 700 };
const STYLE = '<style>body { margin: 0; font: 20px/30px monospace }</style>';

const pageOf = (body: string) => openPage(`<!doctype html>${STYLE}<body>${body}`);

async function layerOf(body: string, within = SCREEN): Promise<TextRun[]> {
  const page = await pageOf(body);
  const before = page.documentElement.outerHTML;
  const layer = readTextLayer(page, within);
  expect(page.documentElement.outerHTML).toBe(before);
  expect(textLayerSchema.safeParse(layer).success).toBe(true);
  return layer;
}

const wordsOf = async (body: string, within?: Rect) => (await layerOf(body, within)).map(({ text }) => text);

/** Where the words of an element begin and end. */
function boxOf(page: Document, selector: string): Rect {
  const range = page.createRange();
  range.selectNodeContents(find(page, selector));
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x, y, width, height };
}

function expectNear(run: TextRun | undefined, rect: Rect): void {
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(run?.[side], side).toBeCloseTo(rect[side], 0);
}

describe('lines', () => {
  test('are runs with the words that stand on them', async () => {
    const layer = await layerOf('<p style="margin: 0; width: 20ch">one two three four five six seven eight</p>');
    expect(layer.map(({ text }) => text)).toEqual(['one two three four', 'five six seven eight']);
    expect(layer.map(({ x }) => x)).toEqual([0, 0]);
    expect((layer[1]?.y ?? 0) - (layer[0]?.y ?? 0)).toBe(30);
  });

  test('have white space as it is drawn', async () => {
    expect(await wordsOf('<p>\n   one\n   two&nbsp;\n <b> three </b>\n</p>')).toEqual(['one two', 'three']);
    expect(await wordsOf('<pre>if (a) {\n  b(  c );\n\n}</pre>')).toEqual(['if (a) {', '  b(  c );', '}']);
  });

  test('begin where their first letter does', async () => {
    const page = await pageOf('<p>\n   <b>one</b>\n   <i> two </i></p>');
    const layer = readTextLayer(page, SCREEN);
    expectNear(layer[0], boxOf(page, 'b'));
    expect(layer[1]?.width).toBeCloseTo(layer[0]?.width ?? 0, 0);
  });

  test('of Chinese and Japanese break between any letters', async () => {
    const text = '敏捷的棕色狐狸跳过了懒狗。「引用」也在这里，换行的地方没有空格。';
    const layer = await layerOf(`<p style="width: 200px; font-family: sans-serif">${text}</p>`);
    expect(layer.length).toBeGreaterThan(1);
    expect(layer.map((run) => run.text).join('')).toBe(text);
  });

  test('that run from right to left keep the order of reading', async () => {
    const text = 'מפתחות אלה הם שלי וגם החתולים האלה';
    const layer = await layerOf(`<p dir=rtl style="width: 15ch">${text}</p>`);
    expect(layer.length).toBeGreaterThan(1);
    expect(layer.map((run) => run.text).join(' ')).toBe(text);
  });

  test('of two directions are one run', async () => {
    const layer = await layerOf('<p style="width: 40ch">one שלום עולם two, and on the next line נוסף three</p>');
    expect(layer.map((run) => run.text).join(' ')).toBe('one שלום עולם two, and on the next line נוסף three');
    expect(layer).toHaveLength(2);
  });

  test('may be written from top to bottom', async () => {
    const text = '縦書きの文章はこのように上から下へ読みます';
    const layer = await layerOf(`<p style="writing-mode: vertical-rl; height: 200px; margin: 0">${text}</p>`);
    expect(layer.length).toBeGreaterThan(1);
    expect(layer.map((run) => run.text).join('')).toBe(text);
    expect(layer[0]?.height).toBeGreaterThan(layer[0]?.width ?? 0);
    expect(layer.every(({ isVertical }) => isVertical)).toBe(true);
    expect(layer[0]?.x).toBeGreaterThan(layer[1]?.x ?? 0);
  });

  test('are where transforms put them', async () => {
    const page = await pageOf(
      '<p style="transform: translate(100px, 200px) scale(2); transform-origin: 0 0">moved</p>',
    );
    const layer = readTextLayer(page, SCREEN);
    expectNear(layer[0], boxOf(page, 'p'));
    expect(layer[0]?.x).toBe(100);
  });

  test('that are turned still have all their words', async () => {
    const words = await wordsOf(
      '<p style="width: 10ch; transform: rotate(90deg); margin: 200px">one two three four</p>',
    );
    expect(words.join(' ')).toBe('one two three four');
  });

  test('have letters as they are shown', async () => {
    expect(await wordsOf('<p style="text-transform: uppercase">straße')).toEqual(['STRASSE']);
    expect(await wordsOf('<p style="text-transform: capitalize">it’s 4th öl')).toEqual(['It’s 4th Öl']);
    expect(await wordsOf('<p>hy&shy;phen')).toEqual(['hyphen']);
  });

  test('of long text are found one by one', async () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `w${index}`);
    const page = await pageOf(`<p style="width: 60ch">${words.join(' ')}`);
    const all = readTextLayer(page, { x: 0, y: 0, width: 1000, height: 100_000 });
    expect(all.map((run) => run.text).join(' ')).toBe(words.join(' '));
    expect(all.every(({ width }) => width <= 60 * 12.1)).toBe(true);
    const some = readTextLayer(page, { x: 0, y: 3_000, width: 1000, height: 600 });
    const inAll = all.filter(({ y }) => y >= 2_990 && y < 3_590).map((run) => run.text);
    expect(some.map((run) => run.text).filter((text) => !inAll.includes(text)).length).toBeLessThanOrEqual(1);
    expect(some.length).toBeGreaterThanOrEqual(19);
  });
});

describe('the area', () => {
  test('is the corner that rectangles are told from, and cuts them', async () => {
    const layer = await layerOf('<p style="margin: 100px">0123456789', { x: 136, y: 95, width: 60, height: 40 });
    expect(layer.map(({ text }) => text)).toEqual(['34567']);
    expect(layer[0]?.x).toBeCloseTo(0, 0);
    expect(layer[0]?.width).toBeCloseTo(60, 0);
  });

  test('may begin above the viewport and reach below it', async () => {
    const page = await pageOf(
      '<p style="margin: 0">top</p><div style="height: 3000px"></div><p style="margin: 0">bottom</p>',
    );
    page.defaultView?.scrollTo(0, 1_500);
    const layer = readTextLayer(page, { x: 0, y: -1_500, width: 1000, height: 3_060 });
    expect(layer.map(({ text, y }) => [text, Math.round(y / 30)])).toEqual([
      ['top', 0],
      ['bottom', 101],
    ]);
  });

  test('has what stays in it of elements that are far off', async () => {
    const far = (inside: string) => `<div style="margin-top: 5000px"><div><p>far</p>${inside}</div></div>`;
    expect(await wordsOf(far('<p style="position: fixed; top: 9px">near</p>'))).toEqual(['near']);
    expect(await wordsOf(far('<p style="transform: translateY(-5000px)">near</p>'))).toEqual(['near']);
    const page = await pageOf('');
    page.body.setHTMLUnsafe(
      far(
        '<x-dialog><template shadowrootmode=open><p style="position: fixed; top: 9px">near</p></template></x-dialog>',
      ),
    );
    expect(readTextLayer(page, SCREEN).map(({ text }) => text)).toEqual(['near']);
  });

  test('leaves out a line of which less than half is in it', async () => {
    expect(await wordsOf('<p style="margin: 0">one<br>two<br>three', { x: 0, y: 18, width: 500, height: 30 })).toEqual([
      'two',
    ]);
  });
});

describe('what is not seen', () => {
  test.each([
    ['no display', '<p style="display: none">no</p>'],
    ['invisible', '<p style="visibility: hidden">no <b style="visibility: visible">yes</b></p>', 'yes'],
    ['no opacity around it', '<div style="opacity: 0"><p>no</p></div>'],
    ['transparent letters', '<p style="color: transparent">no</p>'],
    ['almost no size', '<p style="font-size: 0">no</p>'],
    ['the pixel for screen readers', '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">no</p>'],
    ['a clip', '<p style="position: absolute; clip: rect(0, 0, 0, 0)">no</p>'],
    ['a clip path', '<p style="clip-path: inset(50%)">no</p>'],
    ['a clip path of a circle', '<p style="clip-path: circle(0)">no</p>'],
    ['far to the left', '<p style="text-indent: -9999px">no</p>'],
    ['a closed details', '<details><summary>yes</summary>no</details>', 'yes'],
    ['hidden content', '<p style="content-visibility: hidden">no</p>'],
    ['a collapsed box', '<div style="height: 0; overflow: hidden"><p>no</p></div>'],
    ['scripts and templates', '<script>1</script><style>p{}</style><template>no</template>'],
    ['scaled to nothing', '<p style="transform: scale(0)">no</p>'],
    ['dots in place of letters', '<p style="-webkit-text-security: disc">no</p>'],
  ])('%s', async (_name, html, ...seen) => {
    expect(await wordsOf(html)).toEqual(seen);
  });

  test('but a gradient behind the letters is', async () => {
    const html =
      '<p style="color: transparent; background: linear-gradient(red, blue); -webkit-background-clip: text"><b>yes</b></p>';
    expect(await wordsOf(html)).toEqual(['yes']);
  });

  test('beyond the edge of what scrolls, and what of a line is within it', async () => {
    const html =
      '<div style="overflow: auto; width: 60px; height: 60px"><pre style="margin: 0">0123456789\nb\nc</pre></div>';
    const layer = await layerOf(html);
    expect(layer[0]?.text).toBe('01234');
    expect(layer[0]?.width).toBeLessThanOrEqual(60);
    expect(layer.map(({ text }) => text)).not.toContain('c');
  });

  test('in scrollers in scrollers', async () => {
    const page = await pageOf(
      '<div id=a style="overflow: hidden; height: 100px"><div id=b style="overflow: auto; height: 300px">' +
        Array.from({ length: 40 }, (_, index) => `<p style="margin: 0">${index}</p>`).join('') +
        '</div></div>',
    );
    find(page, '#b').scrollTop = 600;
    expect(readTextLayer(page, SCREEN).map(({ text }) => text)).toEqual(['20', '21', '22']);
    // Pictured as a whole, its own edge is none.
    const inner = readTextLayer(find(page, '#b'), { x: 0, y: -600, width: 500, height: 1_200 });
    expect(inner.map(({ text }) => text)).toEqual(Array.from({ length: 40 }, (_, index) => String(index)));
  });

  test('what is taken out of the flow is cut by what it is placed in', async () => {
    const inside = (position: string, around = '') =>
      `<div style="overflow: hidden; height: 10px; ${around}"><p style="position: ${position}; top: 40px; margin: 0">x</p></div>`;
    expect(await wordsOf(inside('absolute'))).toEqual(['x']);
    expect(await wordsOf(inside('absolute', 'position: relative'))).toEqual([]);
    expect(await wordsOf(inside('fixed', 'position: relative'))).toEqual(['x']);
    expect(await wordsOf(inside('fixed', 'transform: translate(0)'))).toEqual([]);
  });

  test('a root or body that does not scroll cuts nothing off', async () => {
    const html = '<style>html { overflow: hidden } body { height: 10px; overflow: hidden }</style><p>yes</p>';
    expect(await wordsOf(html)).toEqual([]);
    expect(await wordsOf('<style>body { height: 10px; overflow: hidden }</style><p>yes</p>')).toEqual(['yes']);
  });

  test('what something opaque covers', async () => {
    const over = (style: string) =>
      `<p style="margin: 0">under</p><div style="position: fixed; inset: 0 0 auto; height: 40px; ${style}">over</div>`;
    expect(await wordsOf(over('background: #fff'))).toEqual(['over']);
    expect(await wordsOf(over('background: #fff8'))).toEqual(['under', 'over']);
    expect(await wordsOf(over(''))).toEqual(['under', 'over']);
    expect(await wordsOf(over('background: #fff; pointer-events: none'))).toEqual(['under', 'over']);
    // A page pictured as a whole has nothing that stays in front.
    const tall = { ...SCREEN, height: 2_000 };
    expect(await wordsOf(over('background: #fff'), tall)).toEqual(['under', 'over']);
  });
});

describe('trees of their own', () => {
  test('shadow trees are read in place, open or slotted', async () => {
    const page = await pageOf('');
    page.body.setHTMLUnsafe(
      '<p>1</p><x-host><template shadowrootmode=open><p>2</p><slot></slot><p>4</p></template><p>3</p></x-host><p>5</p>',
    );
    expect(readTextLayer(page, SCREEN).map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('what covers text in a shadow tree covers it', async () => {
    const page = await pageOf('');
    page.body.setHTMLUnsafe(
      '<x-host><template shadowrootmode=open><p style="margin: 0">under</p>' +
        '<div style="position: fixed; inset: 0 0 auto; height: 40px; background: #fff"></div></template></x-host>',
    );
    expect(readTextLayer(page, SCREEN)).toEqual([]);
  });

  test('frames are read where they are drawn', async () => {
    const page = await pageOf('');
    const frame = page.createElement('iframe');
    frame.style.cssText = 'margin: 50px; border: 5px solid; padding: 7px; width: 300px; height: 60px';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = `<!doctype html>${STYLE}<p style="margin: 10px">in the frame</p><p style="margin-top: 100px">below</p>`;
    page.body.append(frame);
    await loaded;
    const layer = readTextLayer(page, SCREEN);
    expect(layer.map(({ text }) => text)).toEqual(['in the frame']);
    expect(layer[0]?.x).toBe(72);
    frame.style.transform = 'scale(2)';
    frame.style.transformOrigin = '0 0';
    expect(readTextLayer(page, SCREEN)[0]?.x).toBeCloseTo(50 + 2 * 22, 0);
    frame.style.opacity = '0';
    expect(readTextLayer(page, SCREEN)).toEqual([]);
  });
});

describe('fields', () => {
  test('show what is typed, never a secret', async () => {
    const html =
      '<input value="typed"><input type=password value="secret"><input autocomplete="one-time-code" value="123456">' +
      '<input placeholder="hint"><input type=hidden value="no"><input type=checkbox value="no"><input type=submit value="Send">' +
      '<select><option>no<option selected>chosen</select>';
    expect(await wordsOf(html)).toEqual(['typed', 'hint', 'Send', 'chosen']);
  });

  test('have their text where it is drawn', async () => {
    const layer = await layerOf(
      '<input style="font: 20px monospace; width: 300px; padding: 0; border: 0; text-align: right" value="12345">',
    );
    expect(layer[0]?.x).toBeCloseTo(300 - 60, -1);
    expect(layer[0]?.width).toBeCloseTo(60, -1);
  });

  test('of several lines break them', async () => {
    const html =
      '<textarea style="font: 20px/30px monospace; width: 150px; height: 200px; padding: 0">one two three\nfour</textarea>';
    const layer = await layerOf(html);
    expect(layer.map(({ text }) => text)).toEqual(['one two', 'three', 'four']);
    expect((layer[2]?.y ?? 0) - (layer[0]?.y ?? 0)).toBe(60);
  });
});

describe('any page', () => {
  test('a form whose fields take the names of what is asked for', async () => {
    const names = [
      'childNodes',
      'firstChild',
      'nextSibling',
      'parentNode',
      'clientLeft',
      'clientWidth',
      'checkVisibility',
    ];
    const html = `<form style="overflow: hidden">${names.map((name) => `<input type=hidden name=${name}>`).join('')}<p>in it</p></form>`;
    expect(await wordsOf(html)).toEqual(['in it']);
  });

  test('words deeper than any stack', async () => {
    const page = await pageOf('');
    let at: Element = page.body;
    for (let depth = 0; depth < 5_000; depth += 1) {
      const div = page.createElement('span');
      at.append(div);
      at = div;
    }
    at.append('deep');
    expect(() => readTextLayer(page, SCREEN)).not.toThrow();
  });

  test('no more than a layer takes, however many there are', async () => {
    const long = 'x'.repeat(30_000);
    const layer = await layerOf(`<p style="white-space: nowrap; font-size: 2px; line-height: 3px">${long}`, {
      ...SCREEN,
      width: 100_000,
    });
    expect(layer[0]?.text.length).toBe(10_000);
  });

  test('a document that is shown nowhere has none', () => {
    const page = new DOMParser().parseFromString('<p>one', 'text/html');
    expect(readTextLayer(page, SCREEN)).toEqual([]);
  });
});
