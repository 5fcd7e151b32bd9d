import { useLiveQuery } from 'dexie-react-hooks';
import { ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { Tag } from '#lib/core/schema/tag.ts';
import { type TagNode, tagTree } from '#lib/core/tag-tree.ts';
import { foldedTags, foldTag } from '#lib/db/folded-tags.ts';
import { t, tNumber } from '#lib/platform/i18n.ts';
import { type ClipFilter, type Narrowing, NO_FILTER } from '#lib/search/clip-filter.ts';
import { formatValue } from '#lib/search/query/format.ts';
import { TagDot } from './tag-dot.tsx';
import './tag-tree.css';

type Props = {
  /** Those that are in use. */
  tags: readonly Tag[];
  /** Clips that have a tag or one below it, by its id. */
  counts: ReadonlyMap<string, number>;
  filter: ClipFilter;
  onFilter(narrow: Narrowing): void;
};

/** Nothing is folded before it is known what is. */
const NONE: ReadonlySet<string> = new Set();

/**
 * Where a place leads. A tag narrows with type and competitor; a place that no tag has the name of is searched for by its
 * name, which finds all that is below it. The same one again lets go.
 */
function narrowingTo({ tag, key }: TagNode, filter: ClipFilter): { isCurrent: boolean; narrow: Narrowing } {
  if (tag) {
    const isCurrent = filter.tagId === tag.id;
    return {
      isCurrent,
      narrow: ({ tagId, ...others }) => ({ ...others, ...NO_FILTER, ...(isCurrent ? {} : { tagId: tag.id }) }),
    };
  }
  const search = `tag:${formatValue(key, 'tag')}`;
  const isCurrent = filter.text === search;
  return {
    isCurrent,
    narrow: ({ tagId, text, ...others }) => ({ ...others, ...NO_FILTER, ...(isCurrent ? {} : { text: search }) }),
  };
}

/** The search that a place of the tree is marked by, where a text may be one; undefined for words. */
export function searchOfPlace(text: string | undefined): string | undefined {
  const search = text?.trim();
  return search?.startsWith('tag:') ? search : undefined;
}

/** The tags as a tree, each with the number of clips that it shows: those of all that is below it too. */
export function TagTree({ tags, counts, filter, onFilter }: Props) {
  const tree = useMemo(() => tagTree(tags), [tags]);
  const folded = useLiveQuery(foldedTags, []) ?? NONE;
  const hasFolds = tree.some(({ children }) => children.length > 0);

  function place(node: TagNode) {
    const { key, label, tag, children } = node;
    const isOpen = !folded.has(key);
    const count = counts.get(tag?.id ?? '');
    const { isCurrent, narrow } = narrowingTo(node, filter);
    return (
      <li key={key}>
        <div className="tag-place">
          {children.length > 0 ? (
            <button
              type="button"
              className="tag-fold"
              aria-expanded={isOpen}
              aria-label={t('tag_below', label)}
              onClick={() => void foldTag(key, isOpen)}
            >
              <ChevronRight className="icon" aria-hidden />
            </button>
          ) : null}
          <button
            type="button"
            className="nav"
            aria-pressed={isCurrent}
            title={[tag?.name ?? label, tag?.definition].filter(Boolean).join('\n')}
            onClick={() => onFilter(narrow)}
          >
            <TagDot colour={tag?.colour} />
            <span className={tag ? 'cut' : 'cut only-place'}>{label}</span>
            <span className="grow" />
            {count ? <span className="n">{tNumber(count)}</span> : null}
          </button>
        </div>
        {children.length > 0 && isOpen ? <ul>{children.map(place)}</ul> : null}
      </li>
    );
  }

  return <ul className={`secondary tag-tree${hasFolds ? ' has-folds' : ''}`}>{tree.map(place)}</ul>;
}
