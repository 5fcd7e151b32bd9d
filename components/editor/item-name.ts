import { t } from '#lib/platform/i18n.ts';
import type { Item, Items } from '#lib/screenshot/markup-items.ts';
import { toolOf } from './tools.ts';

/** What an item is called: a text by its words, a pin by its number, others by their place among their like. */
export function itemName({ id, shape }: Item, items: Items): string {
  const kind = t(shape.type === 'redaction' ? 'mark_redaction' : toolOf(shape.type).label);
  switch (shape.type) {
    case 'crop':
      return kind;
    case 'text':
      return `${kind} · ${shape.text.replaceAll('\n', ' ')}`;
    case 'pin':
      return `${kind} ${shape.number}`;
    default: {
      const like = items.filter((other) => other.shape.type === shape.type);
      return `${kind} ${like.findIndex((other) => other.id === id) + 1}`;
    }
  }
}
