import { useMemo } from 'react';
import { foldDiff, type ShownPart } from '#lib/core/fold-diff.ts';
import type { DiffPart } from '#lib/core/word-diff.ts';
import { t } from '#lib/platform/i18n.ts';
import './word-diff.css';

type Props = {
  /** As `wordDiff` gives them. */
  parts: readonly DiffPart[];
  /** BCP 47, of the page. */
  lang?: string | undefined;
};

/** Browsers tell screen readers little of `ins` and `del`, so that words say it too: to be heard, not seen or copied. */
function Spoken({ text }: { text: string }) {
  return <span className="visually-hidden diff-spoken">{` ${text} `}</span>;
}

function Part({ part }: { part: ShownPart }) {
  if (part.kind === 'left-out') return <span className="faint">{' … '}</span>;
  if (part.kind === 'same') return part.text;
  const Tag = part.kind === 'removed' ? 'del' : 'ins';
  // The space behind a word has not changed, and is not struck through.
  const words = part.text.trimEnd();
  return (
    <>
      <Tag>
        <Spoken text={t(part.kind === 'removed' ? 'diff_removed' : 'diff_added')} />
        {words}
        <Spoken text={t('diff_end')} />
      </Tag>
      {part.text.slice(words.length)}
    </>
  );
}

/** What has become of a text, word by word: what went is struck through, what came is underlined, the rest is folded. */
export function WordDiff({ parts, lang }: Props) {
  const shown = useMemo(() => foldDiff(parts), [parts]);
  return (
    <div className="word-diff" dir="auto" lang={lang}>
      {shown.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
