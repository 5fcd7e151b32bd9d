import type { Data, Parent, PhrasingContent } from 'mdast';

/** HTML that Markdown has no marks for and every renderer of GFM shows: these elements, without attributes. */
export const INLINE_TAGS = ['mark', 'sub', 'sup', 'kbd'] as const;

export type InlineTagName = (typeof INLINE_TAGS)[number];

/** One of `INLINE_TAGS` around words, as a node of its own, so that all other HTML can stay text. */
export interface InlineTag extends Parent {
  type: 'inlineTag';
  name: InlineTagName;
  children: PhrasingContent[];
}

/** TeX among words, without its dollar signs. The type is that of mdast-util-math. */
export interface InlineMath {
  type: 'inlineMath';
  value: string;
  data?: Data;
}

/** TeX on lines of its own. The type is that of mdast-util-math. */
export interface DisplayMath {
  type: 'math';
  value: string;
  data?: Data;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    inlineTag: InlineTag;
    inlineMath: InlineMath;
  }
  interface BlockContentMap {
    math: DisplayMath;
  }
  interface RootContentMap {
    inlineTag: InlineTag;
    inlineMath: InlineMath;
    math: DisplayMath;
  }
}
