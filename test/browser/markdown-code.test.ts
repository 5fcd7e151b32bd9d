import { describe, expect, test } from 'vitest';
import { rangeToMarkdown } from '#lib/capture/markdown.ts';
import { contentsOf, openPage } from './page.ts';

const BASE = 'https://acme.example/docs/page';

/** As a page that is shown, and as a document that is parsed from text and shown nowhere. */
async function markdownOf(html: string): Promise<[shown: string, unshown: string]> {
  const page = await openPage(html);
  const unshown = new DOMParser().parseFromString(html, 'text/html');
  return [rangeToMarkdown(contentsOf(page.body), BASE), rangeToMarkdown(contentsOf(unshown.body), BASE)];
}

const both = (markdown: string): [string, string] => [markdown, markdown];

describe('the language of code', () => {
  test.each([
    ['Prism', '<pre class="language-js line-numbers" tabindex=0><code class="language-js">x</code></pre>', 'js'],
    ['highlight.js', '<pre><code class="hljs language-c++">x</code></pre>', 'c++'],
    ['highlight.js, bare', '<pre><code class="hljs typescript">x</code></pre>', 'typescript'],
    ['highlight.js, bare and reversed', '<pre><code class="python hljs">x</code></pre>', 'python'],
    ['lang-', '<pre><code class="lang-go">x</code></pre>', 'go'],
    ['data-lang', '<pre data-lang="rust"><code>x</code></pre>', 'rust'],
    [
      'Shiki',
      '<pre class="shiki github-dark" data-language="tsx"><code><span class="line">x</span></code></pre>',
      'tsx',
    ],
    ['VitePress', '<div class="language-ts vp-adaptive-theme"><pre class="shiki"><code>x</code></pre></div>', 'ts'],
    ['GitHub', '<div class="highlight highlight-source-shell"><pre>x</pre></div>', 'shell'],
    [
      'Jekyll',
      '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>x</code></pre></div></div>',
      'ruby',
    ],
    [
      'Pandoc',
      '<div class="sourceCode" id="cb1"><pre class="sourceCode python numberSource"><code class="sourceCode python">x</code></pre></div>',
      'python',
    ],
    [
      'Hugo',
      '<div class="highlight"><pre class="chroma"><code class="language-go" data-lang="go">x</code></pre></div>',
      'go',
    ],
    ['SyntaxHighlighter', '<pre class="brush: sql">x</pre>', 'sql'],
    ['WeChat', '<pre class="code-snippet__js" data-lang="javascript"><code>x</code></pre>', 'javascript'],
    ['not one: plain text', '<pre><code class="language-plaintext hljs">x</code></pre>', ''],
    ['not one: no highlighting', '<pre><code class="nohighlight">x</code></pre>', ''],
    ['not one: a theme', '<pre class="shiki github-dark"><code>x</code></pre>', ''],
  ])('%s', async (_, html, language) => {
    expect(await markdownOf(html)).toEqual(both(`\`\`\`${language}\nx\n\`\`\``));
  });
});

describe('code without its numbers and buttons', () => {
  const row = (number: number, code: string) =>
    `<tr><td class="hljs-ln-line hljs-ln-numbers" data-line-number="${number}"><div class="hljs-ln-n" data-line-number="${number}">${number}</div></td><td class="hljs-ln-line hljs-ln-code" data-line-number="${number}">${code}</td></tr>`;
  test.each([
    [
      'Prism',
      '<pre class="language-js line-numbers"><code class="language-js">a\n\n\tb\n<span aria-hidden="true" class="line-numbers-rows"><span></span><span></span><span>3</span></span></code></pre>',
      'js\na\n\n\tb',
    ],
    [
      'a table of highlight.js',
      `<pre><code class="hljs language-js"><table class="hljs-ln"><tbody>${row(1, 'a')}${row(2, '')}${row(3, '  3')}</tbody></table></code></pre>`,
      'js\na\n\n  3',
    ],
    [
      'a table of highlight.js without a block around it',
      `<div class="hljs language-js"><table class="hljs-ln"><tbody>${row(1, 'a')}${row(2, 'b')}</tbody></table></div>`,
      'js\na\nb',
    ],
    [
      'Rouge',
      '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n3\n</pre></td><td class="rouge-code"><pre><span class="n">a</span>\n\n  b\n</pre></td></tr></tbody></table></code></pre></div></div>',
      'ruby\na\n\n  b',
    ],
    [
      'Sphinx',
      '<div class="highlight-python"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td><td class="code"><div class="highlight"><pre>a\nb\n</pre></div></td></tr></table></div>',
      '\na\nb',
    ],
    [
      'Hexo',
      '<figure class="highlight js"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">a</span><br><span class="line">b</span><br></pre></td></tr></table></figure>',
      'js\na\nb',
    ],
    [
      'Hugo, a table',
      '<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-go" data-lang="go">a\nb\n</code></pre></td></tr></table></div></div>',
      'go\na\nb',
    ],
    [
      'Hugo, inline',
      '<pre class="chroma"><code class="language-go"><span class="line"><span class="ln">1</span><span class="cl">a\n</span></span><span class="line"><span class="ln">2</span><span class="cl">b\n</span></span></code></pre>',
      'go\na\nb',
    ],
    [
      'Shiki',
      '<pre class="shiki" data-language="js"><code><span class="line"><span class="line-number">1</span>a</span>\n<span class="line"><span class="line-number">2</span></span>\n<span class="line"><span class="line-number">3</span>  c</span></code></pre>',
      'js\na\n\n  c',
    ],
    [
      'GitHub',
      '<table class="highlight js-file-line-container"><tr><td id="L1" class="blob-num js-line-number" data-line-number="1"></td><td id="LC1" class="blob-code blob-code-inner">a {</td></tr><tr><td class="blob-num" data-line-number="2">2</td><td class="blob-code">1</td></tr></table>',
      '\na {\n1',
    ],
    [
      'an editor',
      '<div class="CodeMirror"><div class="CodeMirror-code"><div><div class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber CodeMirror-gutter-elt">1</div></div><pre class="CodeMirror-line">a</pre></div><div><div class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber">2</div></div><pre class="CodeMirror-line">  b</pre></div></div></div>',
      '\na\n  b',
    ],
    [
      'WeChat: code for each line',
      '<section class="code-snippet__fix"><ul class="code-snippet__line-index code-snippet__js"><li></li><li></li></ul><pre class="code-snippet__js" data-lang="js"><code><span>a</span></code><code><span>b</span></code></pre></section>',
      'js\na\nb',
    ],
    [
      'a button in the block',
      '<pre><code class="language-js">a\nb\n</code><button class="copy" aria-label="Copy">Copy</button></pre>',
      'js\na\nb',
    ],
    [
      'a button beside the block',
      '<div class="code-toolbar"><pre class="language-js"><code>a</code></pre><div class="toolbar"><div class="toolbar-item"><button>复制代码</button></div></div></div>',
      'js\na',
    ],
    [
      'a clipboard element of GitHub',
      '<div class="highlight highlight-source-js"><pre>a</pre><div class="zeroclipboard-container"><clipboard-copy role="button" aria-label="Copy" value="a">x</clipboard-copy></div></div>',
      'js\na',
    ],
  ])('%s', async (_, html, code) => {
    expect(await markdownOf(html)).toEqual(both(`\`\`\`${code}\n\`\`\``));
  });

  test('what is no gutter stays', async () => {
    const html = '<p>Line <span class="line-number">5</span> runs hourly.</p><p><button>Copy</button> <b>x</b></p>';
    const [shown] = await markdownOf(html);
    expect(shown).toBe('Line 5 runs hourly.\n\nCopy **x**');
  });
});

describe('one element for each line', () => {
  const lines = (open: string, close: string, between = '') =>
    ['a {', '', '\t1', '}'].map((line) => `${open}${line}${close}`).join(between);
  test.each([
    ['<div class=line>', `<pre><code>${lines('<div class="line">', '</div>')}</code></pre>`],
    ['<div> with line feeds', `<pre>${lines('<div>', '\n</div>')}</pre>`],
    [
      '<span> shown as blocks',
      `<pre><code>${lines('<span class="line" style="display:block">', '</span>')}</code></pre>`,
    ],
    [
      '<span> shown as blocks, with line feeds between',
      `<pre><code>${lines('<span class="line" style="display:block">', '</span>', '\n')}</code></pre>`,
    ],
    ['<span> with line feeds between', `<pre><code>${lines('<span class="line">', '</span>', '\n')}</code></pre>`],
    ['<br>', `<pre><code>${lines('<span>', '</span>', '<br>')}</code></pre>`],
  ])('%s', async (_, html) => {
    const [shown] = await markdownOf(html);
    expect(shown).toBe('```\na {\n\n\t1\n}\n```');
  });

  test('blank lines at the end are code, the last line feed is none', async () => {
    expect(await markdownOf('<pre>\n\na\n\n\n</pre>')).toEqual(both('```\n\na\n\n\n```'));
  });
});
