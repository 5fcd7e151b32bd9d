/** The colours that marks are drawn in. Any two tell apart, and white or ink on each reads well. */
export const MARK_COLOURS = ['#d1242f', '#1f5fd0', '#1a7f37', '#facc15', '#1f1c17'] as const;

const INK = '#1f1c17';
const PAPER = '#ffffff';

/** Relative luminance of `#rrggbb`, by WCAG 2. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour that sets a mark off from what it lies on, and in which a pin's number stands. */
export function contrastTo(colour: string): string {
  // Where black and white contrast alike.
  return luminance(colour) > 0.179 ? INK : PAPER;
}

/** One face for the preview and for the picture, so that both set the same line. */
export const MARK_FONT = 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", sans-serif';
export const MARK_FONT_WEIGHT = 600;

/** In CSS pixels of a picture of the usual width. */
export const MARK_SIZES = {
  stroke: 3,
  /** How far the contrasting edge reaches beyond a mark. */
  edge: 1.5,
  arrowHead: 16,
  text: 18,
  lineHeight: 1.35,
  /** Between a text and the edges of its label: beside it, and above and below. */
  textPadding: { x: 8, y: 3 },
  corner: 4,
  pin: 14,
  pinText: 15,
} as const;

/** Pictures wider than this are looked at from further away: their marks grow with them. */
const USUAL_WIDTH = 1_600;

/** What {@link MARK_SIZES} are multiplied by, for a picture so many CSS pixels wide. */
export function markUnit(width: number): number {
  return Math.max(1, width / USUAL_WIDTH);
}
