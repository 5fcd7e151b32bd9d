import { Readability } from '@mozilla/readability';
import { extractArticle } from '#lib/capture/article/article.ts';
import { passageOfArticle } from '#lib/capture/article/passage-of-article.ts';
import { renderedToMarkdown } from '#lib/capture/markdown.ts';
import { placeOfElement } from '#lib/capture/place.ts';
import { renderedHtml } from '#lib/capture/rendered-html.ts';
import { quoteOf } from '#lib/capture/rendered-text.ts';
import { renderPassage } from '#lib/capture/rendered-tree.ts';
import { isElement } from '#lib/capture/safe-dom.ts';
import { sanitise } from '#lib/capture/sanitise.ts';
import { readArticle } from '#lib/capture/text-reading.ts';
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

async function median(run: () => unknown, runs: number): Promise<number> {
  const samples: number[] = [];
  for (let index = -1; index < runs; index += 1) {
    const start = performance.now();
    await run();
    if (index >= 0) samples.push(performance.now() - start);
  }
  return samples.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

/**
 * Milliseconds on one long page: Readability with the clone that it needs, then the whole clip as the extension makes it
 * (words, Markdown and anchor) and its parts, and the HTML that follows once the clip is safe.
 */
export async function timeLongPage(runs = 9): Promise<Record<string, number>> {
  const document = await showPage(longPage());
  const url = 'https://example.com/';
  const found = extractArticle(document, url);
  if (!found) throw new Error('nothing to read');
  const passage = passageOfArticle(found);
  const tree = renderPassage(passage);
  const html = renderedHtml(tree, url);
  const times = {
    readability: await median(() => new Readability(document.cloneNode(true) as Document).parse(), runs),
    clip: await median(() => {
      const article = extractArticle(document, url);
      return article && readArticle({ document, url }, passageOfArticle(article));
    }, runs),
    extract: await median(() => extractArticle(document, url), runs),
    render: await median(() => renderPassage(passage), runs),
    quote: await median(() => quoteOf(tree), runs),
    Markdown: await median(() => renderedToMarkdown([tree], url), runs),
    HTML: await median(() => renderedHtml(tree, url), runs),
    sanitise: await median(() => sanitise(html), runs),
    anchor: await median(() => isElement(passage.top) && placeOfElement(passage.top), runs),
  };
  return { ...times, 'clip ÷ readability': times.clip / times.readability };
}
