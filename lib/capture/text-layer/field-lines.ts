import { attribute, boundsOf, fieldValue, htmlName, scrollLeftOf, scrollTopOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { common } from './area.ts';
import { scaleOf } from './padding-box.ts';

/** Fields of other types show no text of their own, or something else than what is typed. */
const TEXT_TYPES = new Set('text search url email tel number date time month week submit button reset'.split(' '));
const FIELDS = new Set(['input', 'textarea', 'select']);

/** Fields hold megabytes at times, and show a few lines. */
const MAX_LENGTH = 20_000;

/** Whether an element draws text that is no node of the page. */
export function isField(element: Element): boolean {
  return FIELDS.has(htmlName(element));
}

/**
 * The text that a field shows, line by line; never that of a secret. Browsers do not tell where in a field its text is
 * drawn: it is measured, and broken as they would break it.
 */
export function fieldLines(field: Element): { text: string; rect: Rect }[] {
  const name = htmlName(field);
  const type = attribute(field, 'type')?.toLowerCase() ?? 'text';
  if (
    name === 'input' &&
    !TEXT_TYPES.has(type) &&
    /^(?:password|hidden|checkbox|radio|file|range|color|image)$/.test(type)
  )
    return [];
  const value = fieldValue(field);
  if (value === undefined) return [];
  const shown = (value || (attribute(field, 'placeholder') ?? '')).slice(0, MAX_LENGTH);
  if (shown.trim() === '') return [];
  const style = getComputedStyle(field);
  const measure = ruler(style);
  const bounds = boundsOf(field);
  const box = contentBox(bounds, style, scaleOf(field, bounds));
  const lines = name === 'textarea' ? broken(shown, box.width, measure.width) : [shown.replace(/\s+/g, ' ')];
  const lineHeight = Number.parseFloat(style.lineHeight) || measure.height;
  const top = name === 'textarea' ? box.y - scrollTopOf(field) : box.y + (box.height - lineHeight) / 2;
  const scrolled = name === 'select' ? 0 : scrollLeftOf(field);
  return lines.flatMap((text, index) => {
    const width = measure.width(text);
    const x = box.x + (box.width - width) * Math.max(0, width < box.width ? alignment(style) : 0) - scrolled;
    const rect = { x, y: top + index * lineHeight, width, height: lineHeight };
    return text.trim() === ''
      ? []
      : [{ text: text.trim(), rect: common(rect, { ...box, y: bounds.y, height: bounds.height }) }];
  });
}

/** Which share of the free space of a line is before its text. */
function alignment({ textAlign, direction }: CSSStyleDeclaration): number {
  if (textAlign.endsWith('center')) return 0.5;
  const isLeft = textAlign.endsWith('left') || textAlign === (direction === 'rtl' ? 'end' : 'start');
  return isLeft ? 0 : 1;
}

function contentBox(bounds: DOMRect, style: CSSStyleDeclaration, scale: { x: number; y: number }): Rect {
  const px = (value: string) => Number.parseFloat(value) || 0;
  const left = (px(style.borderLeftWidth) + px(style.paddingLeft)) * scale.x;
  const right = (px(style.borderRightWidth) + px(style.paddingRight)) * scale.x;
  const top = (px(style.borderTopWidth) + px(style.paddingTop)) * scale.y;
  const bottom = (px(style.borderBottomWidth) + px(style.paddingBottom)) * scale.y;
  return {
    x: bounds.x + left,
    y: bounds.y + top,
    width: Math.max(0, bounds.width - left - right),
    height: Math.max(0, bounds.height - top - bottom),
  };
}

let context: OffscreenCanvasRenderingContext2D | null | undefined;

function ruler(style: CSSStyleDeclaration): { width: (text: string) => number; height: number } {
  context ??= new OffscreenCanvas(1, 1).getContext('2d');
  const fontSize = Number.parseFloat(style.fontSize) || 16;
  const canvas = context;
  if (!canvas) return { width: (text) => text.length * fontSize * 0.5, height: fontSize * 1.2 };
  // The shorthand is not told by every browser.
  canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = canvas.measureText('x');
  return {
    width: (text) => canvas.measureText(text).width,
    height: fontBoundingBoxAscent + fontBoundingBoxDescent,
  };
}

/** Lines of at most `width`, broken between words and where Chinese, Japanese and Korean may break. */
function broken(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(
      /[\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFFEF]|[^\s\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFFEF]+|\s+/g,
    ) ?? []) {
      if (line.trim() !== '' && measure((line + piece).trimEnd()) > width) {
        lines.push(line);
        line = '';
      }
      line += piece;
    }
    lines.push(line);
  }
  return lines;
}
