import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cssSelectorOf } from '#lib/capture/css-selector.ts';
import { anchorSchema } from '#lib/core/schema/anchor.ts';
import { find, findAll, openPage, samplePages } from './page.ts';

describe('a selector of an element', () => {
  test.each([
    ['its id', '<p id=plans>x</p>', 'p', '#plans'],
    ['an id with a number that was given', '<p id=post-4821>x</p>', 'p', '#post-4821'],
    ['an id that CSS would read otherwise', '<p id="1:a.b">x</p><p id="7 价格">y</p>', 'p:last-child', '#\\37 \\ 价格'],
    ['its test id', '<p data-testid="a &quot;b]">x</p>', 'p', '[data-testid="a\\ \\"b\\]"]'],
    ['an id before a test id', '<p id=a data-qa=b>x</p>', 'p', '#a'],
    ['its place below an id', '<div id=a><p>x</p><b>y</b><p>z</p></div>', 'p:last-child', '#a > p:nth-of-type(2)'],
    [
      'its place below the nearest of them',
      '<div id=a><p data-cy=b><i>x</i></p></div>',
      'i',
      '[data-cy="b"] > i:nth-of-type(1)',
    ],
    [
      'its place in the page',
      '<p>x</p><p>y</p>',
      'p:last-child',
      'html:nth-of-type(1) > body:nth-of-type(1) > p:nth-of-type(2)',
    ],
    ['the page itself', '', 'html', 'html:nth-of-type(1)'],
    [
      'not an id that is there twice',
      '<div id=b><p id=a>x</p><p id=a>y</p></div>',
      'p:last-child',
      '#b > p:nth-of-type(2)',
    ],
    [
      'what is in a drawing',
      '<svg id=a><g/><linearGradient/></svg>',
      'lineargradient, linearGradient',
      '#a > :nth-child(2)',
    ],
    ['what is no known element', '<div id=a><x-y>x</x-y><x:y>z</x:y></div>', 'x-y + *', '#a > :nth-child(2)'],
  ])('%s', async (_, html, wanted, expected) => {
    const page = await openPage(html);
    const selector = cssSelectorOf(find(page, wanted));
    expect(selector).toBe(expected);
    expect(findAll(page, selector ?? '')).toEqual([find(page, wanted)]);
    expect(anchorSchema.safeParse({ selectors: [{ type: 'CssSelector', value: selector }] }).success).toBe(true);
  });

  test.each([
    ':r1:',
    '«r3»',
    '_r_1a_',
    'radix-7',
    'ember1234',
    'css-1x0pqz9f',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'headlessui-menu-1',
  ])('is not by %s, which is another on the next visit', async (id) => {
    const page = await openPage(`<div id=a><p id="${id}">x</p></div>`);
    expect(cssSelectorOf(find(page, 'p'))).toBe('#a > p:nth-of-type(1)');
  });

  test('is one in its shadow root', async () => {
    const page = await openPage('<p id=a>x</p><div id=host></div>');
    const shadow = find(page, '#host').attachShadow({ mode: 'closed' });
    for (const name of ['p', 'p', 'b']) shadow.append(page.createElement(name));
    const [, second, last] = shadow.children;
    if (!second || !last) throw new Error('the shadow root is empty');
    expect(cssSelectorOf(last)).toBe('b:nth-of-type(1)');
    expect(cssSelectorOf(second)).toBe('p:nth-of-type(2)');
    last.append(page.createElement('p'), page.createElement('p'));
    expect(cssSelectorOf(second)).toBe(':host > p:nth-of-type(2)');
    expect(shadow.querySelector(':host > p:nth-of-type(2)')).toBe(second);
    last.id = 'a';
    expect(cssSelectorOf(last)).toBe('#a');
  });

  test('says nothing of where it is in no document, too deep, or found by nothing', async () => {
    const page = await openPage('<main></main>');
    expect(cssSelectorOf(page.createElement('p'))).toBeUndefined();
    let at = find(page, 'main');
    for (let depth = 0; depth < 5_000; depth += 1) {
      const inner = page.createElement('div');
      at.append(inner);
      at = inner;
    }
    expect(cssSelectorOf(at)).toBeUndefined();
    at.id = 'x'.repeat(5_000);
    expect(cssSelectorOf(at)).toBeUndefined();
    at.id = 'deep';
    expect(cssSelectorOf(at)).toBe('#deep');
  });

  test('of a page whose properties are replaced', async () => {
    const page = await openPage(
      `<form id=a><input name=id><input name=getAttribute><input name=parentNode><input name=getRootNode>
       <input name=previousElementSibling><b>x</b></form><form name=querySelectorAll></form>`,
    );
    expect(cssSelectorOf(find(page, 'b'))).toBe('#a > b:nth-of-type(1)');
    expect(cssSelectorOf(find(page, '#a'))).toBe('#a');
  });

  test('with any id finds that element or none', async () => {
    const page = await openPage('<main><p>x</p><p>y</p></main>');
    const wanted = find(page, 'p + p');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, testId) => {
        wanted.setAttribute('id', id);
        wanted.setAttribute('data-testid', testId);
        expect(findAll(page, cssSelectorOf(wanted) ?? '')).toEqual([wanted]);
      }),
    );
  });

  test.each(samplePages)('%s: each element has one that finds it alone', async (_, html) => {
    const page = await openPage(html);
    const elements = findAll(page, '*').slice(0, 2_000);
    for (const element of elements) {
      const selector = cssSelectorOf(element);
      if (selector !== undefined) expect(findAll(page, selector)).toEqual([element]);
    }
    expect(elements.filter((element) => cssSelectorOf(element) === undefined)).toEqual([]);
  });
});
