import { Image as ImageIcon } from 'lucide-react';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { t } from '#lib/platform/i18n.ts';
import { excerpt, markMatches } from '#lib/search/highlight.ts';

/** One line of a picture's words, with what was searched for near its beginning. */
const FOUND = 45;

/** What stands for a clip in a list. */
export function textOf({ quote, source }: Pick<Clip, 'quote' | 'source'>): string {
  return quote || source.title;
}

/** Text with the words that were searched for marked in it. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  return markMatches(text, terms).map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
    piece.isMatch ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}

/** The words of a clip, or its page's title where it is a picture: so many characters, from what was searched for on. */
export function ClipQuote({ clip, terms, length }: { clip: Clip; terms: readonly string[]; length: number }) {
  const text = excerpt(textOf(clip), terms, length);
  return (
    <span className={clip.quote ? 'clip-quote' : 'clip-quote plain'} dir="auto" lang={clip.source.lang}>
      <Marked text={text} terms={terms} />
    </span>
  );
}

/** What a search has found in a clip's picture. */
export function FoundInPicture({
  text,
  terms,
  lang,
}: {
  text: string;
  terms: readonly string[];
  lang: Source['lang'];
}) {
  return (
    <span className="clip-found cut" dir="auto" lang={lang}>
      <span className="visually-hidden">{t('in_picture')} </span>
      <ImageIcon className="icon" aria-hidden />
      <Marked text={excerpt(text, terms, FOUND)} terms={terms} />
    </span>
  );
}
