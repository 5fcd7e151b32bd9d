import { type CSSProperties, type KeyboardEvent, memo, useMemo } from 'react';
import { linesOfLayer } from '#lib/core/layer-text.ts';
import type { TextLayer, TextRun } from '#lib/core/schema/text-layer.ts';
import { t } from '#lib/platform/i18n.ts';

/** Lines that are laid over a picture: more of them slow the page down. All words can be copied by the button. */
const MAX_LINES = 5_000;

/** Size of the letters by which lines are measured, in pixels. */
const MEASURED = 100;

let ruler: CanvasRenderingContext2D | null | undefined;

/** How long a text is in the font of the layer, in heights of its letters. */
function lengthOf(text: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length / 2;
  ruler.font = `${MEASURED}px sans-serif`;
  return ruler.measureText(text).width / MEASURED;
}

/** Where a line stands over a picture of that size: all in shares of the picture, so that it scales with it. */
function styleOf(line: TextRun, width: number, height: number): CSSProperties {
  const vertical = line.isVertical;
  const [thickness, length] = vertical ? [line.width, line.height] : [line.height, line.width];
  const natural = lengthOf(line.text) * thickness;
  const stretch = natural > 0 ? length / natural : 1;
  return {
    left: `${(line.x / width) * 100}%`,
    top: `${(line.y / height) * 100}%`,
    fontSize: `${(thickness / width) * 100}cqw`,
    transform: vertical ? `scaleY(${stretch})` : `scaleX(${stretch})`,
    ...(vertical ? { writingMode: 'vertical-rl' as const } : {}),
  };
}

/** Ctrl+A in the words of a picture selects these alone. */
function selectAll(event: KeyboardEvent<HTMLElement>): void {
  if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  getSelection()?.selectAllChildren(event.currentTarget);
}

type Props = {
  layer: TextLayer;
  /** Of the picture, in CSS pixels. */
  width: number;
  height: number;
  lang: string | undefined;
};

/**
 * The words of a picture over the picture, unseen, to be selected by mouse and keyboard as if they were the picture's
 * own. They are also what a screen reader reads of it.
 */
export const PictureWords = memo(function PictureWords({ layer, width, height, lang }: Props) {
  const lines = useMemo(
    () =>
      linesOfLayer(layer.slice(0, MAX_LINES)).map((line) => ({ text: line.text, style: styleOf(line, width, height) })),
    [layer, width, height],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of fields
    <div
      className="picture-words"
      role="group"
      aria-label={t('picture_words')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is selected by keyboard must be reached by it
      tabIndex={0}
      lang={lang}
      onKeyDown={selectAll}
    >
      {lines.map(({ text, style }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <span key={index} dir="auto" style={style}>
          {text}
        </span>
      ))}
    </div>
  );
});
