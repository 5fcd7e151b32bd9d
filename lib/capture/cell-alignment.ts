import { attribute } from './safe-dom.ts';

/** To which side the text of a cell stands; null for where lines begin, and where there is no cell. */
export function alignmentOf(cell: Element | undefined): 'center' | 'right' | null {
  if (!cell) return null;
  const align = getComputedStyle(cell).textAlign || attribute(cell, 'align') || '';
  if (/center$/.test(align)) return 'center';
  return /^(?:right|end|-webkit-right)$/.test(align) ? 'right' : null;
}
