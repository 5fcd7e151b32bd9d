import { describe, expect, test } from 'vitest';
import { rangeToMarkdown } from '#lib/capture/markdown.ts';
import { contentsOf, openPage } from './page.ts';

const BASE = 'https://acme.example/docs/page';

async function markdownOf(html: string): Promise<string> {
  const page = await openPage(html);
  const shown = rangeToMarkdown(contentsOf(page.body), BASE);
  const unshown = new DOMParser().parseFromString(html, 'text/html');
  expect(rangeToMarkdown(contentsOf(unshown.body), BASE)).toBe(shown);
  return shown;
}

const annotated = (tex: string, display = '') =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML"${display}><semantics><mrow><mi>x</mi><mn>2</mn></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
const katex = (tex: string) =>
  `<span class="katex"><span class="katex-mathml" style="position:absolute;clip:rect(1px,1px,1px,1px)">${annotated(tex)}</span><span class="katex-html" aria-hidden="true"><span class="base">drawn</span></span></span>`;

describe('formulas', () => {
  test.each([
    ['KaTeX', `a ${katex('E=mc^2')}, b`, 'a $E=mc^2$, b'],
    ['KaTeX with what Markdown marks', katex('a_1 * b_2 * \\{c\\} \\\\ `d`'), '$a_1 * b_2 * \\{c\\} \\\\ `d`$'],
    [
      'KaTeX, display',
      `a <span class="katex-display">${katex('\\sum_i x_i')}</span> b`,
      'a\n\n$$\n\\sum_i x_i\n$$\n\nb',
    ],
    [
      'MathJax 2',
      'a <span class="MathJax_Preview"></span><span class="MathJax" id="MathJax-Element-1-Frame"><span>drawn</span></span><script type="math/tex" id="MathJax-Element-1">x &lt; y</script> b'.replace(
        '&lt;',
        '<',
      ),
      'a $x < y$ b',
    ],
    [
      'MathJax 2, display',
      '<div class="MathJax_Display"><span class="MathJax" id="MathJax-Element-2-Frame">drawn</span></div><script type="math/tex; mode=display" id="MathJax-Element-2">x^2</script>',
      '$$\nx^2\n$$',
    ],
    ['MathJax 2 that has not run', 'a <script type="math/tex">x</script> b', 'a $x$ b'],
    [
      'MathJax 3',
      'a <mjx-container class="MathJax" jax="CHTML"><mjx-math aria-hidden="true"><mjx-mi>drawn</mjx-mi></mjx-math><mjx-assistive-mml unselectable="on" display="inline"><math><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container> b',
      'a $x^{2}$ b',
    ],
    [
      'MathJax 3, display',
      '<mjx-container class="MathJax" jax="CHTML" display="true"><mjx-assistive-mml display="block"><math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math></mjx-assistive-mml></mjx-container>',
      '$$\n\\frac{a}{b}\n$$',
    ],
    ['MathML with TeX', `a ${annotated('x_2')} b`, 'a $x_2$ b'],
    ['MathML with TeX, display', annotated('x_2', ' display="block"'), '$$\nx_2\n$$'],
    [
      'Wikipedia',
      `<span class="mwe-math-element"><span style="display:none">${annotated('{\\displaystyle E=mc^{2}}')}</span><img src="https://wikimedia.org/x.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle E=mc^{2}}"></span>`,
      '$E=mc^{2}$',
    ],
    ['Zhihu', '<span class="ztext-math" data-eeimg="1" data-tex="\\alpha">drawn</span>', '$\\alpha$'],
    ['two that touch', `${katex('a')}${katex('b')}`, '$a$ $b$'],
    ['before a digit', `${katex('a')}5`, '$a$&#x35;'],
    [
      'in a cell',
      `<table><tr><th>a<th>b<tr><td>${katex('|x|')}<td>c</table>`,
      '| a | b |\n| - | - |\n| $\\vert x\\vert$ | c |',
    ],
    ['in a heading', `<h2>On ${katex('x')}</h2>`, '## On $x$'],
    ['in emphasis', `<b>a ${katex('x')}</b>`, '**a $x$**'],
    ['that cannot stand in a line', katex('\\text{if $x$}'), '`\\text{if $x$}`'],
  ])('%s', async (_, html, expected) => {
    expect(await markdownOf(html)).toBe(expected);
  });

  test.each([
    '<p>It costs $10 and $20, not $30.</p>',
    '<ul><li>US$5/month</li><li>$0</li></ul>',
    '<p>from $24 per seat ($20 if paid yearly), <b>$5</b> or <b>$9</b> per month</p>',
  ])('prices are not escaped: %s', async (html) => {
    expect(await markdownOf(html)).not.toContain('\\');
  });

  test('text that would become math is escaped', async () => {
    expect(await markdownOf('<p>set $PATH to $HOME$ now</p>')).toBe('set \\$PATH to \\$HOME\\$ now');
  });
});

describe('MathML as TeX', () => {
  test.each([
    [
      '<mi>x</mi><mo>=</mo><mfrac><mrow><mo>−</mo><mi>b</mi><mo>±</mo><msqrt><msup><mi>b</mi><mn>2</mn></msup></msqrt></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>',
      'x=\\frac{-b\\pm \\sqrt{b^{2}}}{2a}',
    ],
    [
      '<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup><mi>sin</mi><mo>⁡</mo><mi>θ</mi>',
      '\\int_{0}^{\\infty}\\sin \\theta',
    ],
    [
      '<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>',
      '\\sum_{i=1}^{n}x_{i}',
    ],
    [
      '<mover accent="true"><mi>x</mi><mo>¯</mo></mover><mo>∈</mo><mi mathvariant="double-struck">R</mi>',
      '\\bar{x}\\in \\mathbb{R}',
    ],
    ['<mroot><mi>x</mi><mn>3</mn></mroot><mtext> if </mtext><mi>Ω</mi>', '\\sqrt[3]{x}\\text{ if }\\Omega'],
    [
      '<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>',
      '\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}',
    ],
    ['<mfenced><mi>a</mi><mi>b</mi></mfenced><mo>%</mo><mo>{</mo>', '\\left(a,b\\right)\\%\\{'],
  ])('%s', async (mathml, tex) => {
    expect(await markdownOf(`<math>${mathml}</math>`)).toBe(`$${tex}$`);
  });

  test('comes to an end, however deep', async () => {
    const deep = `${'<msqrt>'.repeat(400)}<mi>x</mi>${'</msqrt>'.repeat(400)}`;
    expect(await markdownOf(`<math>${deep}</math> end`)).toMatch(/end$/);
  });
});
