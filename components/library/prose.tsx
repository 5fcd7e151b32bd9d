import { useState } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { remarkClipSyntax } from '#lib/core/remark-clip-syntax.ts';
import { safeUrl } from '#lib/core/url.ts';
import { t } from '#lib/platform/i18n.ts';

/** UTF-16 units: more than this is shown when it is asked for. An article can be a megabyte, and takes seconds to draw. */
const SHOWN = 40_000;

/** The beginning of a long text, up to the end of a paragraph. */
function beginningOf(text: string): string {
  const end = text.lastIndexOf('\n\n', SHOWN);
  return text.slice(0, end > 0 ? end : SHOWN).toWellFormed();
}

/** What a clip says, to be read: the beginning of it where it is very long, and the rest on demand. */
export default function Prose({ markdown, quote }: { markdown: string; quote: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const text = markdown || quote;
  const isCut = text.length > SHOWN && !isWhole;
  const shown = isCut ? beginningOf(text) : text;
  return (
    <>
      {markdown ? <Rendered markdown={shown} /> : <span style={{ whiteSpace: 'pre-line' }}>{shown}</span>}
      {isCut ? (
        <button type="button" className="button" onClick={() => setIsWhole(true)}>
          {t('read_all')}
        </button>
      ) : null}
    </>
  );
}

/**
 * A clip's Markdown as React elements: no HTML string is ever made of what a page said. Links are only those that may be
 * followed; pictures on other people's servers are named, not fetched.
 */
function Rendered({ markdown }: { markdown: string }) {
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
