import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';

/** How a passage is painted: in the colour of its type, for dark words or for light ones, and as it was or changed. */
export type Look = { type: ClipType | undefined; isOnDark: boolean; isChanged: boolean };

/** What the browser's registry of highlights knows a look by. Pages see these names. */
export function nameOf({ type, isOnDark, isChanged }: Look): string {
  return `gleaner-${type ?? 'none'}${isOnDark ? '-dark' : ''}${isChanged ? '-changed' : ''}`;
}

/** Of each type, the colour on light pages and on dark ones: those of `tokens.css`. */
const COLOURS: Record<ClipType | 'none', readonly [light: string, dark: string]> = {
  requirement: ['#2f5fc4', '#8fb2ff'],
  feedback: ['#1b6f46', '#7fd0a4'],
  competitor: ['#a84a14', '#f0a678'],
  note: ['#665f52', '#bdb6a8'],
  none: ['#6d6659', '#a39b8c'],
};

/** Through so much of a colour the words stay as legible as the page made them. In hex. */
const TINT = '2b';

/** All looks, with the colour that each is painted in. */
export function allLooks(): (Look & { colour: string })[] {
  return [...CLIP_TYPES, undefined].flatMap((type) =>
    [false, true].flatMap((isOnDark) =>
      [false, true].map((isChanged) => ({
        type,
        isOnDark,
        isChanged,
        colour: COLOURS[type ?? 'none'][isOnDark ? 1 : 0],
      })),
    ),
  );
}

/**
 * The style sheet of all looks. Changed words are underlined with dots and not tinted: they are not what was clipped. It
 * reaches into shadow trees, whose elements inherit it. Paper shows none of it.
 */
export function paintCss(): string {
  const rules = allLooks().map((look) => {
    const style = look.isChanged ? 'dotted' : 'solid';
    const tint = look.isChanged ? '' : `background-color: ${look.colour}${TINT} !important; `;
    return `::highlight(${nameOf(look)}) { ${tint}text-decoration: underline ${style} 2px ${look.colour} !important; }`;
  });
  return `@media screen {\n${rules.join('\n')}\n}`;
}
