import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import Prose from '#components/library/prose.tsx';

const shown = (markdown: string): string =>
  renderToStaticMarkup(createElement(Prose, { markdown, quote: '' })).replaceAll('\n', '');

it('shows what Markdown has no marks for as the page did, and all other HTML as text', () => {
  expect(shown('H<sub>2</sub>O <kbd>K</kbd> <mark>*m*</mark> <u>u</u> <mark id="a">x</mark>')).toBe(
    '<p>H<sub>2</sub>O <kbd>K</kbd> <mark><em>m</em></mark> &lt;u&gt;u&lt;/u&gt; &lt;mark id=&quot;a&quot;&gt;x&lt;/mark&gt;</p>',
  );
  expect(shown('| a<br>b |\n| - |')).toContain('<th>a<br/>b</th>');
});

it('shows math as the TeX that it is, and prices as prices', () => {
  expect(shown('$a_1$ for $10 and $20')).toBe(
    '<p><code class="language-math math-inline">a_1</code> for $10 and $20</p>',
  );
  expect(shown('$$\nb_1 \\\\\n$$')).toBe('<pre class="language-math math-display">b_1 \\\\</pre>');
});
