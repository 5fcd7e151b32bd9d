import { Readability } from '@mozilla/readability';
import { extractArticle } from '#lib/capture/article/article.ts';
import { readArticleText } from '#lib/capture/article/article-text.ts';
import { EXTRACTORS, type Extractor, showPage, textOfHtml } from './article-extractors.ts';

/** What the bench runs inside the browser. Returns the text of each extractor, and that of the truth if it is HTML. */
export async function readPage(
  html: string,
  truth?: string,
): Promise<{ texts: Record<Extractor, string>; truth?: string }> {
  const page = await showPage(html);
  const read = (name: Extractor): string => {
    try {
      return EXTRACTORS[name](page);
    } catch (error) {
      console.error(name, error);
      return `failed: ${error}`;
    }
  };
  const texts = { ours: read('ours'), readability: read('readability'), defuddle: read('defuddle') };
  return truth === undefined ? { texts } : { texts, truth: textOfHtml(truth) };
}

const SENTENCE =
  'The team compared the plans of three vendors, asked forty customers what they would miss, and wrote down <a href="/x">what they said</a>, word for word. ';

/** An article page of a megabyte, with the chrome of a news site around it. */
function longPage(): string {
  const sections: string[] = [];
  for (let section = 0, size = 0; size < 1_000_000; section += 1) {
    const text = `<section><h2>Part ${section}</h2>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(4)}<figure><img src="/${section}.png" alt=""><figcaption>Figure ${section}</figcaption></figure><ul><li>${SENTENCE}</li><li>${SENTENCE}</li></ul><table><tr><th>Plan</th><th>Price</th></tr><tr><td>Team</td><td>10</td></tr></table><pre><code>const x = ${section};</code></pre></section>`;
    sections.push(text);
    size += text.length;
  }
  return `<!doctype html><title>A long report</title><body><nav><ul>${'<li><a href="/">Section</a></li>'.repeat(40)}</ul></nav><main><article><h1>A long report</h1><div class="article-body">${sections.join('')}</div></article></main><footer>${'<a href="/">About us</a> '.repeat(40)}</footer>`;
}

function median(run: () => void, runs: number): number {
  const samples: number[] = [];
  for (let index = -1; index < runs; index += 1) {
    const start = performance.now();
    run();
    if (index >= 0) samples.push(performance.now() - start);
  }
  return samples.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

/** Milliseconds on one long page: Readability with the clone that it needs, and us in parts. */
export async function timeLongPage(runs = 7): Promise<Record<string, number>> {
  const page = await showPage(longPage());
  const url = 'https://example.com/';
  const readability = median(() => new Readability(page.cloneNode(true) as Document).parse(), runs);
  const extract = median(() => extractArticle(page, url), runs);
  const article = extractArticle(page, url);
  if (!article) throw new Error('nothing to read');
  const render = median(() => readArticleText(article, url), runs);
  const clip = median(() => {
    const found = extractArticle(page, url);
    if (found) readArticleText(found, url);
  }, runs);
  const ratios = { 'extract ÷ readability': extract / readability, 'clip ÷ readability': clip / readability };
  return { readability, extract, 'render and Markdown': render, clip, ...ratios };
}
