import type { CSSProperties } from 'react';
import type { Tag } from '#lib/core/schema/tag.ts';
import { type TagNode, tagTree } from '#lib/core/tag-tree.ts';
import { t, tNumber } from '#lib/platform/i18n.ts';
import { TagDot } from './tag-dot.tsx';

type Props = {
  tags: readonly Tag[];
  /** As a tree, or one after the other with their whole names. */
  isTree: boolean;
  counts: ReadonlyMap<string, number>;
  openId: string | undefined;
  chosen: ReadonlySet<string>;
  onOpen(id: string): void;
  onToggle(id: string): void;
};

type Line = { key: string; label: string; level: number; tag: Tag | undefined };

function linesOf(nodes: readonly TagNode[], level = 0): Line[] {
  return nodes.flatMap(({ key, label, tag, children }) => [
    { key, label, level, tag },
    ...linesOf(children, level + 1),
  ]);
}

const indented = (level: number) => ({ '--level': level }) as CSSProperties;

/** Tags to choose from, by the dozen or one at a time. */
export function TagRows({ tags, isTree, counts, openId, chosen, onOpen, onToggle }: Props) {
  const lines = isTree
    ? linesOf(tagTree(tags))
    : tags.map((tag) => ({ key: tag.key, label: tag.name, level: 0, tag }) satisfies Line);
  return (
    <ul className="manager-rows" aria-label={t('field_tags')}>
      {lines.map(({ key, label, level, tag }) =>
        tag ? (
          <li className="manager-row" key={key} style={indented(level)}>
            <input
              type="checkbox"
              aria-label={t('tag_select', tag.name)}
              checked={chosen.has(tag.id)}
              onChange={() => onToggle(tag.id)}
            />
            <button
              type="button"
              className="manager-row-main"
              aria-current={tag.id === openId}
              onClick={() => onOpen(tag.id)}
            >
              <TagDot colour={tag.colour} />
              <span className="cut">{label}</span>
              <span className="grow" />
              <span className="n">{counts.has(tag.id) ? tNumber(counts.get(tag.id) ?? 0) : t('tag_is_unused')}</span>
            </button>
          </li>
        ) : (
          <li className="manager-place cut" key={key} style={indented(level)}>
            {label}
          </li>
        ),
      )}
    </ul>
  );
}
