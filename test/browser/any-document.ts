import fc, { type Arbitrary } from 'fast-check';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Words of several scripts, and what means something in Markdown, in HTML or in TeX. */
const word = fc.oneof(
  fc.constantFrom('plain', 'words', 'a', 'B2', '10', '1990.', '24', 'x_y', 'snake_case_word', "it's", '(in brackets)'),
  fc.constantFrom('中文', '「这里」', '注意：', '很好，', '《书》', '（注）', '。', '한국어', 'カタカナ', 'ﾊﾝｶｸ', '！'),
  fc.constantFrom('שלום', 'مرحبا', '😀', '👩‍👩‍👧', '🇨🇳', '👍🏽', 'é', 'ǅ', 'x\u00a0y', '—', '…', '“quoted”', '€', '±'),
  fc.constantFrom('*', '**', '_', '__', '`', '``', '~', '~~', '[', ']', '(', ')', '![', '](', '<', '>', '<b>', '</b>'),
  fc.constantFrom(
    '<!--',
    '&',
    '&amp;',
    '&#35;',
    '\\',
    '\\\\',
    '\\*',
    '#',
    '##',
    '+',
    '-',
    '---',
    '===',
    '1.',
    '2)',
    '>',
    '|',
  ),
  fc.constantFrom(
    '|-|',
    ':-:',
    '!',
    '^',
    '{',
    '}',
    '"',
    "'",
    ':',
    '=',
    '```',
    '~~~',
    '[^1]',
    '[x]',
    '[ ]',
    '[a]: b',
    '<mark>',
  ),
  fc.constantFrom('www.a.example', 'http://a.example/b_c', 'a@b.example', 'https:', 'www.', '://', 'mailto:a@b.c', '@'),
  fc.constantFrom('$', '$10', '$20', '$x$', '$$', 'US$5', '$a', 'b$', '$1,000'),
);

/** With a space between some of the words and none between others. */
const text = fc
  .array(fc.tuple(word, fc.constantFrom('', ' ', ' ')), { minLength: 1, maxLength: 5 })
  .map((words) => escaped(words.map((pair) => pair.join('')).join('')));

const TEX = ['x', 'a_i^2', '\\frac{a}{b}', 'a * b * c', 'E = mc^2', '\\{ x \\}', '\\text{cost} < \\$5', '\\alpha'];
const annotated = (tex: string): string =>
  `<span class="katex"><math><semantics><mi>f</mi><annotation encoding="application/x-tex">${escaped(tex)}</annotation></semantics></math></span>`;
// Between two formulas that touch, Markdown needs a space.
const math = fc
  .tuple(fc.constantFrom(...TEX), fc.constantFrom(',', '5', '，'))
  .map(([tex, after]) => annotated(tex) + after);
const displayMath = fc
  .constantFrom(...TEX, 'a &= b \\\\\nc &= *d*')
  .map((tex) => `<span class="katex-display" style="display:block">${annotated(tex)}</span>`);

// No code in a cell of GFM can hold a backslash before a bar.
const code = text.map((inside) => `<code>${inside.replace(/\\+\|/g, '|')}</code>`);
const picture = text.map((alt) => `<img alt="picture ${alt}" src="https://a.example/p_1.png">`);

/** What stands in a line. `linked`: it stands in a link. */
function phrasing(depth: number, linked = false, cell = false): Arbitrary<string> {
  const flat = fc.oneof({ weight: 6, arbitrary: text }, code, picture, ...(cell ? [] : [math]));
  if (depth === 0) return flat;
  const inner = fc
    .array(phrasing(depth - 1, linked, cell), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''));
  const element = (name: string): Arbitrary<string> => inner.map((inside) => `<${name}>${inside}</${name}>`);
  const link = phrasing(depth - 1, true, cell).map((inside) => `<a href="/x_y?a=1&amp;b=(2)" title="t">${inside}</a>`);
  return fc.oneof(
    { weight: 6, arbitrary: flat },
    ...['strong', 'em', 'del', 'mark', 'sub', 'kbd'].map(element),
    ...(linked ? [] : [link]),
  );
}

const lineOf = (cell = false): Arbitrary<string> =>
  fc
    .array(fc.tuple(phrasing(2, false, cell), fc.constantFrom('', ' ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map((pair) => pair.join('')).join(''));
const line = lineOf();
const broken = fc.tuple(line, line).map(([one, other]) => `${one}<br>${other}`);

const block = (name: string, inside: Arbitrary<string>): Arbitrary<string> =>
  inside.map((html) => `<${name}>${html}</${name}>`);

const codeLine = fc.oneof(
  fc.constantFrom('', '\t', '  indented', '```', '~~~', '# not a heading', '- no item', '    '),
  text,
);
const codeBlock = fc
  .tuple(
    fc.constantFrom('', ' class="language-js"', ' class="language-c++"'),
    fc.array(codeLine, { minLength: 1, maxLength: 6 }),
  )
  .map(([language, lines]) => `<pre><code${language}>x\n${lines.join('\n')}\n</code></pre>`);

const row = (name: string, width: number): Arbitrary<string> =>
  fc
    .array(
      block(
        name,
        fc.oneof(
          lineOf(true),
          fc.tuple(lineOf(true), lineOf(true)).map((lines) => lines.join('<br>')),
        ),
      ),
      {
        minLength: width,
        maxLength: width,
      },
    )
    .map((cells) => `<tr>${cells.join('')}</tr>`);
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((width) => fc.tuple(row('th', width), fc.array(row('td', width), { minLength: 1, maxLength: 3 })))
  .map(([head, rows]) => `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`);

function list(depth: number): Arbitrary<string> {
  const nested = depth > 0 ? fc.option(list(depth - 1), { nil: '' }) : fc.constant('');
  // Right after a line of text, Markdown lets only a list that starts at 1 begin.
  const tight = fc
    .tuple(line, nested)
    .map(([words, inside]) => `<li>${words}${inside.replace(/^<ol start="7">/, '<ol>')}</li>`);
  const loose = fc
    .tuple(block('p', line), fc.option(flow(Math.max(depth - 1, 0)), { nil: '' }))
    .map(([words, inside]) => `<li>${words}${inside}</li>`);
  const task = fc
    .tuple(fc.boolean(), line)
    .map(([checked, words]) => `<li><input type="checkbox"${checked ? ' checked' : ''}> ${words}</li>`);
  const items = fc.oneof(...[tight, loose, task].map((item) => fc.array(item, { minLength: 1, maxLength: 3 })));
  return fc
    .tuple(fc.constantFrom('ul', 'ol', 'ol start="7"'), items)
    .map(([name, inside]) => `<${name}>${inside.join('')}</${name.slice(0, 2)}>`);
}

/** One block. */
function flow(depth: number): Arbitrary<string> {
  const flat = [
    block('p', line),
    block('p', broken),
    block('h1', line),
    block('h3', line),
    codeBlock,
    table,
    displayMath,
    fc.constant('<hr>'),
  ];
  if (depth === 0) return fc.oneof(...flat);
  // In a quotation, micromark takes a list before another list or quotation for a loose one.
  const inside = fc
    .array(flow(depth - 1), { minLength: 1, maxLength: 3 })
    .map((blocks) => blocks.join('').replace(/(<\/[uo]l>)(?=<(?:[uo]l|blockquote))/g, '$1<p>between</p>'));
  return fc.oneof(...flat, block('blockquote', inside), list(depth - 1));
}

/** The HTML of a document, at most some dozen blocks of it. */
export const anyDocument: Arbitrary<string> = fc
  .array(flow(3), { minLength: 1, maxLength: 4 })
  .map((blocks) => blocks.join(''));
