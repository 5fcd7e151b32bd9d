import { describe, expect, test } from 'vitest';
import { rangesToMarkdown, rangeToMarkdown } from '#lib/capture/markdown.ts';
import { quoteOfRanges } from '#lib/capture/selection.ts';
import { contentsOf, find, openPage } from './page.ts';

const BASE = 'https://acme.example/docs/page';

async function markdownOf(html: string, selector = 'body'): Promise<string> {
  const page = await openPage(html);
  const unshown = new DOMParser().parseFromString(html, 'text/html');
  const shown = rangeToMarkdown(contentsOf(find(page, selector)), BASE);
  expect(rangeToMarkdown(contentsOf(find(unshown, selector)), BASE)).toBe(shown);
  return shown;
}

const FOOTNOTES: [name: string, html: string][] = [
  [
    'GitHub',
    '<p>Text<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="" aria-describedby="footnote-label">1</a></sup>.</p><section data-footnotes="" class="footnotes"><h2 id="footnote-label" class="sr-only" hidden>Footnotes</h2><ol><li id="user-content-fn-1"><p>The <b>note</b>. <a href="#user-content-fnref-1" data-footnote-backref="" class="data-footnote-backref" aria-label="Back">↩</a></p></li></ol></section>',
  ],
  [
    'markdown-it',
    '<p>Text<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p><hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>The <b>note</b>. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
  ],
  [
    'Pandoc',
    '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr><ol><li id="fn1"><p>The <b>note</b>.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
  ],
  [
    'Wikipedia',
    '<p>Text<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>.</p><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">The <b>note</b>.</span></li></ol>',
  ],
  [
    'kramdown',
    '<p>Text<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup>.</p><div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>The <b>note</b>. <a href="#fnref:1" class="reversefootnote" role="doc-backlink">↩</a></p></li></ol></div>',
  ],
  [
    'an address with the page in it',
    `<p>Text<sup><a href="${BASE}#n" id="r">1</a></sup>.</p><ol><li id="n">The <b>note</b>. <a href="${BASE}#r">back</a></li></ol>`,
  ],
];

describe('footnotes', () => {
  test.each(FOOTNOTES)('%s', async (_, html) => {
    expect(await markdownOf(html)).toBe('Text[^1].\n\n[^1]: The **note**.');
  });

  test.each(FOOTNOTES)('%s, without the note: as text', async (_, html) => {
    expect(await markdownOf(html, 'p')).toBe('Text\\[1].');
  });

  test('notes without their marks are an ordinary list', async () => {
    const html = '<p>a<sup><a href="#n" id="r">1</a></sup></p><ol><li id="n">one <a href="#r">up</a></li></ol>';
    expect(await markdownOf(html, 'ol')).toBe(`1. one [up](${BASE}#r)`);
  });

  test('several, of several blocks, referred to twice, and with items that are no notes', async () => {
    const html =
      '<p>a<sup><a href="#n1">1</a></sup> b<sup><a href="#n2">2</a></sup> c<sup><a href="#n1">1</a></sup></p><ol><li id="n1"><p>one</p><p>more</p></li><li id="n2">two</li><li>three</li></ol>';
    expect(await markdownOf(html)).toBe('a[^1] b[^2] c[^1]\n\n[^1]: one\n\n    more\n\n[^2]: two\n\n3. three');
  });

  test('a mark in one part and its note in another', async () => {
    const page = await openPage('<p>a<sup><a href="#n">1</a></sup></p><p>b</p><ol><li id="n">one</li></ol>');
    const ranges = ['p', 'ol'].map((selector) => contentsOf(find(page, selector)));
    expect(rangesToMarkdown(ranges, BASE)).toBe('a[^1]\n\n[^1]: one');
  });

  test('marks in a table, and notes in one', async () => {
    const html =
      '<table><tr><th>a<th>b<tr><td>1<sup><a href="#n">†</a></sup><td>2<tr><td><ol><li id="n">note</ol><td></table>';
    expect(await markdownOf(html)).toBe('| a | b |\n| - | - |\n| 1[^1] | 2 |\n| | |\n\n[^1]: note');
  });

  test('marks that are no numbers stay as they are where there is no note', async () => {
    expect(await markdownOf('<p>a<sup><a href="#n">*</a></sup></p>')).toBe('a\\*');
  });

  test('a raised link to another page is a link', async () => {
    expect(await markdownOf('<p>a<sup><a href="/x">1</a></sup></p>')).toBe('a<sup>[1](https://acme.example/x)</sup>');
  });

  test('the quote says what the page shows', async () => {
    const page = await openPage(FOOTNOTES[0]?.[1] ?? '');
    expect(quoteOfRanges([contentsOf(page.body)])).toBe('Text1.\n\nThe note. ↩');
  });
});
