import { useEffect, useRef } from 'react';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { Likeness, LookAlike } from '#lib/core/tag-look-alikes.ts';
import { pairOf } from '#lib/core/tag-look-alikes.ts';
import { mergeTags } from '#lib/db/change-tags.ts';
import { dismissLookAlike } from '#lib/db/dismissed-look-alikes.ts';
import { t, tCount, tNumber } from '#lib/platform/i18n.ts';
import { TAGS } from './counts.ts';
import type { Notice } from './snackbar.tsx';
import { TagDot } from './tag-dot.tsx';
import type { TagWork } from './use-tag-work.ts';

const REASONS = {
  spelling: 'tags_alike_spelling',
  contained: 'tags_alike_contained',
  translation: 'tags_alike_translation',
  same_clips: 'tags_alike_same_clips',
} as const satisfies Record<Likeness, MessageKey>;

type Props = {
  /** Undefined while they are being looked for. */
  pairs: readonly LookAlike[] | undefined;
  counts: ReadonlyMap<string, number>;
  run: TagWork;
  tell(notice: Notice | undefined): void;
  onOpen(id: string): void;
};

/** Tags that may be the same, to be made one or told apart for good. */
export function TagPairs({ pairs, counts, run, tell, onOpen }: Props) {
  const countOf = ({ id }: Tag) => counts.get(id) ?? 0;

  const list = useRef<HTMLUListElement>(null);
  const decided = useRef<{ row: number; button: number }>(undefined);

  // What a pair was decided with goes with the pair: the keyboard goes on at the next one's.
  useEffect(() => {
    if (!pairs || !decided.current || document.activeElement !== document.body) return;
    const { row, button } = decided.current;
    decided.current = undefined;
    const next = list.current?.children[Math.min(row, pairs.length - 1)];
    next?.querySelectorAll<HTMLElement>('.manager-buttons button')[button]?.focus();
  }, [pairs]);

  async function dismiss(a: Tag, b: Tag): Promise<void> {
    const takeBack = await dismissLookAlike(a.id, b.id);
    const undo = () => {
      void takeBack();
      tell(undefined);
    };
    tell({ text: t('tags_told_apart', a.name, b.name), undo });
  }

  if (!pairs) return <p className="manager-empty">{t('tags_comparing')}</p>;
  if (pairs.length === 0) return <p className="manager-empty">{t('tags_none_alike')}</p>;
  return (
    <ul className="manager-rows" aria-label={t('tags_alike')} ref={list}>
      {pairs.map(({ a, b, likeness }, row) => {
        // What more clips have is what the other is most likely called.
        const [into, from] = countOf(b) > countOf(a) ? [b, a] : [a, b];
        return (
          <li className="pair" key={pairOf(a.id, b.id)}>
            <span className="pair-names">
              <TagName tag={into} count={countOf(into)} onOpen={onOpen} />
              <TagName tag={from} count={countOf(from)} onOpen={onOpen} />
            </span>
            <span className="faint">{t(REASONS[likeness])}</span>
            <span className="manager-buttons">
              <button
                type="button"
                className="button"
                onClick={() => {
                  decided.current = { row, button: 0 };
                  void run(() => mergeTags([from.id], into.id), t('tags_merged', tCount(TAGS, 1), into.name));
                }}
              >
                {t('tag_merge_into_named', into.name)}
              </button>
              <button
                type="button"
                className="button quiet"
                onClick={() => {
                  decided.current = { row, button: 1 };
                  void dismiss(a, b);
                }}
              >
                {t('tags_tell_apart')}
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function TagName({ tag, count, onOpen }: { tag: Tag; count: number; onOpen(id: string): void }) {
  return (
    <button type="button" className="button quiet" title={tag.definition} onClick={() => onOpen(tag.id)}>
      <TagDot colour={tag.colour} /> {tag.name} <span className="faint">{tNumber(count)}</span>
    </button>
  );
}
