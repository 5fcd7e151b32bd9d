import { describe, expect, test } from 'vitest';
import { rangesToMarkdown } from '#lib/capture/markdown.ts';
import { passagesOf } from '#lib/capture/passages.ts';
import { renderedHtml } from '#lib/capture/rendered-html.ts';
import { renderPassage } from '#lib/capture/rendered-tree.ts';
import { sanitise } from '#lib/capture/sanitise.ts';
import { contentsOf, findAll, openPage, samplePages } from './page.ts';

const BASE = 'https://acme.example/docs/page';

/** The HTML that a clip of ranges keeps. */
function htmlOf(ranges: readonly AbstractRange[]): string {
  return sanitise(
    passagesOf(ranges)
      .map((passage) => renderedHtml(renderPassage(passage), BASE))
      .join('\n'),
  );
}

/** What a converter makes of that HTML later, where there is no page and no style sheet. */
function readAgain(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return rangesToMarkdown([contentsOf(page.body)], BASE);
}

const RICH: [name: string, html: string][] = [
  [
    'headings and paragraphs',
    '<h1>A</h1><p>b <b>c</b> <i>d</i> <s>e</s> <code>f</code></p><h3>g</h3><div>h</div><div>i</div>',
  ],
  ['line breaks', '<p>a<br>b<br><br>c<br></p>'],
  ['spaces', '<p>  a \n b\t<b> c </b>  d&nbsp;&nbsp;e </p>'],
  ['lists', '<ul><li>a<ol start=3><li>b<li>c</ol><li><p>d</p><p>e</p></ul>'],
  ['tasks', '<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>'],
  [
    'tasks of other makes',
    '<ul><li><span role=checkbox aria-checked=true></span> a<li><span role=checkbox aria-checked=false></span> b</ul>',
  ],
  ['quotations', '<blockquote><p>a<blockquote>b</blockquote></blockquote>'],
  ['code', '<pre>\n  a\n\n\tb &lt;c&gt;\n</pre>'],
  ['code that begins with an empty line', '<pre>\n\n  a</pre>'],
  [
    'code with a language',
    '<pre class="highlight"><code class="language-ts"><span class=k>const</span> a = 1;\nb();</code></pre>',
  ],
  [
    'code with line numbers',
    '<pre><code class="language-js"><span class=line>a</span>\n<span class=line>b</span></code></pre>',
  ],
  ['code of divs', '<pre><div>a</div><div>b</div></pre>'],
  [
    'links',
    '<p><a href="../x?y=1&amp;z=2">a <b>b</b></a> <a href="javascript:alert(1)">c</a> <a href="mailto:a@b.example" title="T">d</a></p>',
  ],
  [
    'pictures',
    '<p>a <img src="i.png" alt="I &quot;i&quot;" title="t"> b</p><figure><img data-src="/lazy.png" src="data:,"><figcaption>c</figcaption></figure>',
  ],
  [
    'tables',
    '<table><caption>T</caption><thead><tr><th>A<th align=right>B<tbody><tr><td>1|2<td style="text-align:right">3<br>4</table>',
  ],
  ['tables with spans', '<table><tr><th rowspan=2>A<th colspan=2>B<tr><th>C<th>D<tr><td>1<td colspan=2>2</table>'],
  ['tables that only lay out', '<table><tr><td><p>a</p><ul><li>b</ul></table>'],
  ['definitions', '<dl><dt>a<dd>b<dd>c<dt>d<dd><p>e</p></dl>'],
  ['details', '<details open><summary>a</summary><p>b</p></details><details><summary>c</summary><p>d</p></details>'],
  [
    'marks, keys, small print',
    '<p>H<sub>2</sub>O x<sup>2</sup> <mark>m</mark> <kbd>Ctrl</kbd> <small>s</small> <ins>i</ins> <q>q</q> <abbr title="long">l</abbr></p>',
  ],
  [
    'what is hidden',
    '<p>a<span hidden>x</span><span style="visibility:hidden">y</span><span style="user-select:none">z</span></p><script>s</script>',
  ],
  ['kept spaces', '<div style="white-space:pre-wrap">a  b\n  c</div><p style="white-space:pre-line">a  b \n c</p>'],
  [
    'flex rows',
    '<div style="display:flex"><span>$</span><span>29</span></div><div style="display:flex"><div>a</div><div>b</div></div>',
  ],
  [
    'blocks by style',
    '<span style="display:block">a</span><span style="display:block">b</span><div style="display:inline">c</div> d',
  ],
  [
    'tables by style',
    '<div style="display:table"><div style="display:table-row"><div style="display:table-cell">a</div><div style="display:table-cell">b</div></div></div>',
  ],
  ['footnotes', '<p>a<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">note <a href="#r1">↩</a></ol>'],
  [
    'math',
    '<p><span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x2</span></span></p>',
  ],
  [
    'math of scripts',
    '<p>a <script type="math/tex">x_1</script> b</p><script type="math/tex; mode=display">\\sum x</script>',
  ],
  ['MathML', '<p><math><msup><mi>x</mi><mn>2</mn></msup></math></p>'],
  ['ruby', '<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>'],
  ['Chinese', '<p>第一行\n  第二行<b>「这里」</b>，<b>注意：</b>正文</p>'],
  ['right to left', '<p dir=rtl>שלום <b>עולם</b> 12</p>'],
  ['drawings', '<svg><text>one</text><text>two</text></svg>'],
  ['emoji', '<p>👨‍👩‍👧 <img alt="😀" src="https://a.example/x.png"></p>'],
  ['what Markdown would take for its own', '<p># a * b _c_ [d](e) &lt;f&gt; &amp;amp; 1. g</p><p>- h</p><p>1) i</p>'],
  ['rules', '<p>a</p><hr><p>b</p>'],
  ['nothing that is a list', '<ul><li><li></ul><ol></ol><p>a</p>'],
  ['links around blocks', '<a href="/x"><h2>a</h2><p>b</p></a>'],
  ['buttons and fields', '<p>a <button>b</button> <label>c <input value=d></label> <select><option>e</select></p>'],
  ['paragraphs within what may hold none', '<p>a<span><div>b</div></span>c</p>'],
];

describe('the HTML of a clip, read again, is the same Markdown', () => {
  test.each(RICH)('%s', async (_, html) => {
    const page = await openPage(`<!doctype html><base href="${BASE}"><body>${html}`);
    const range = contentsOf(page.body);
    const kept = htmlOf([range]);
    expect(readAgain(kept), kept).toBe(rangesToMarkdown([range], BASE));
  });

  test.each(samplePages.filter(([name]) => name !== 'spa.html'))('%s, block by block', async (_, html) => {
    const page = await openPage(html.replace(/<base [^>]*>/, ''));
    const different: [string, string, string][] = [];
    for (const element of findAll(page, 'p, ul, ol, dl, table, pre, blockquote, figure, h1, h2, h3, details')) {
      const around = page.createRange();
      Range.prototype.selectNode.call(around, element);
      const kept = htmlOf([around]);
      const [again, first] = [readAgain(kept), rangesToMarkdown([around], BASE)];
      if (again !== first) different.push([kept, again, first]);
    }
    expect(different).toEqual([]);
  });
});

/** What is in HTML, as it would be if it were put into a page. */
function partsOf(html: string): { names: Set<string>; attributes: Set<string>; urls: string[] } {
  const template = document.createElement('template');
  template.innerHTML = html;
  const names = new Set<string>();
  const attributes = new Set<string>();
  const urls: string[] = [];
  for (const element of template.content.querySelectorAll('*')) {
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    names.add(element.localName);
    for (const { name, value } of element.attributes) {
      attributes.add(name);
      if (name === 'href' || name === 'src') urls.push(value);
    }
  }
  return { names, attributes, urls };
}

const VECTORS = [
  '<script>globalThis.pwned = 1</script>',
  '<img src=x onerror="globalThis.pwned=1">',
  '<svg onload="globalThis.pwned=1"><script>globalThis.pwned=1</script></svg>',
  '<svg><style><img src=x onerror=globalThis.pwned=1></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=globalThis.pwned=1&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=globalThis.pwned=1>',
  '<math><mi><svg><style><!--</style><img src="--><img src=x onerror=globalThis.pwned=1>">',
  '<svg></p><style><a id="</style><img src=1 onerror=globalThis.pwned=1>">',
  '<noscript><p title="</noscript><img src=x onerror=globalThis.pwned=1>">',
  '<template><img src=x onerror=globalThis.pwned=1></template>',
  '<div><template shadowrootmode=open><img src=x onerror=globalThis.pwned=1></template></div>',
  '<base href="https://evil.example/"><a href="x">a</a>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '<object data="javascript:globalThis.pwned=1"></object><embed src="javascript:1">',
  '<a href="javascript:globalThis.pwned=1">a</a><a href=" java\tscript:1">b</a><a href="data:text/html,1">c</a>',
  '<a href="vbscript:1">a</a><a xlink:href="javascript:1">b</a><svg><a xlink:href="javascript:1"><text>c</text></a></svg>',
  '<form action="javascript:1"><button formaction="javascript:1">a</button><input name=attributes><input name=childNodes></form>',
  '<form id=document><input name=createElement><input name=nodeName><input name=parentNode></form>',
  '<img name=getElementById><a id=cookie></a><a id=cookie name=x></a>',
  '<p style="background:url(https://evil.example/)">a</p><style>*{color:red}</style>',
  '<input type=image src=x onerror=globalThis.pwned=1 autofocus onfocus=globalThis.pwned=1>',
  '<video><source onerror=globalThis.pwned=1></video><audio src=x onerror=globalThis.pwned=1>',
  '<details open ontoggle=globalThis.pwned=1><summary>a</summary>b</details>',
  '<xmp><p title="</xmp><img src=x onerror=globalThis.pwned=1>"></xmp>',
  '<textarea></textarea><img src=x onerror=globalThis.pwned=1><title></title><plaintext><b>',
  '<table><tr><td><a></table><b></a></b><p></table><img src=x onerror=globalThis.pwned=1>',
  '<!--><img src=x onerror=globalThis.pwned=1>--><![CDATA[<img onerror=globalThis.pwned=1>]]>',
  '<x-evil is="y" onclick="1">a</x-evil><slot name=a onslotchange=globalThis.pwned=1></slot>',
  '<p class="</p><img src=x onerror=globalThis.pwned=1>" title=\'"><img src=x onerror=globalThis.pwned=1>\'>a',
  `${'<div>'.repeat(600)}<svg>${'<b>'.repeat(50)}<img src=x onerror=globalThis.pwned=1>`,
];

const NAMES =
  /^(?:a|abbr|article|aside|b|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|input|ins|kbd|li|main|mark|nav|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var)$/;

describe.each([
  [
    'what a page is made of',
    async (html: string) => {
      const page = await openPage(`<!doctype html><body>${html}`);
      return htmlOf([contentsOf(page.body)]);
    },
  ],
  ['HTML as such', async (html: string) => sanitise(html)],
])('of %s nothing is left that runs, loads, or is no part of a clip', (_, keep) => {
  test.each(VECTORS)('%s', async (vector) => {
    const kept = await keep(`<p>before</p>${vector}`);
    expect(kept).toContain('before');
    const { names, attributes, urls } = partsOf(kept);
    for (const name of names) expect(name).toMatch(NAMES);
    for (const name of attributes)
      expect(name).not.toMatch(/^(?:on|style$|srcset$|xlink|form|action$|name$|is$|data-(?!tex$))/);
    for (const url of urls) if (/^[^/]*:/.test(url)) expect(url).toMatch(/^(?:https?|mailto):/);
    // What is clean stays as it is, however often it is cleaned.
    expect(sanitise(kept)).toBe(kept);
    const shown = await openPage(`<!doctype html><body>${kept}`);
    expect(
      shown.querySelector('script, style, iframe, object, embed, base, meta, link, svg, math, template'),
    ).toBeNull();
    expect('pwned' in globalThis).toBe(false);
  });
});

test('a page whose elements are called like the methods of its document does not disturb the cleaning', async () => {
  const forms: HTMLFormElement[] = [];
  for (const name of [
    'createElement',
    'createNodeIterator',
    'implementation',
    'importNode',
    'createDocumentFragment',
  ]) {
    const form = Document.prototype.createElement.call(document, 'form') as HTMLFormElement;
    form.name = name;
    document.body.append(form);
    forms.push(form);
  }
  expect(sanitise('<p>a<img src=x onerror=1></p>')).toBe('<p>a<img src="x"></p>');
  for (const form of forms) form.remove();
});
