import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { remarkClipSyntax } from '#lib/core/remark-clip-syntax.ts';
import { safeUrl } from '#lib/core/url.ts';

/**
 * A clip's Markdown as React elements: no HTML string is ever made of what a page said. Links are only those that may be
 * followed; pictures on other people's servers are named, not fetched.
 */
export default function Prose({ markdown, quote }: { markdown: string; quote: string }) {
  if (!markdown) return <span style={{ whiteSpace: 'pre-line' }}>{quote}</span>;
  return (
    <Markdown
      remarkPlugins={[remarkGfm, remarkClipSyntax]}
      urlTransform={(url) => safeUrl(url) ?? ''}
      components={{
        a: ({ href, children }) => (
          <a href={href || undefined} target="_blank" rel="noreferrer noopener">
            {children}
          </a>
        ),
        img: ({ alt, src }) => (
          <a href={typeof src === 'string' && src ? src : undefined} target="_blank" rel="noreferrer noopener">
            [{alt || src}]
          </a>
        ),
      }}
    >
      {markdown}
    </Markdown>
  );
}
