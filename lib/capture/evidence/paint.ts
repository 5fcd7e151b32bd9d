import { documentOf, isElement, parentOf, viewOf } from '#lib/capture/safe-dom.ts';
import { allLooks, type Look, nameOf } from './paint-names.ts';

/** A passage of the page, and how to paint it. */
export type Painted = { range: Range } & Pick<Look, 'type' | 'isChanged'>;

type View = Window & typeof globalThis;

/** How bright a computed colour is, from 0 to 1, as browsers write it: `rgb(31 28 23 / .5)`, `oklch(0.4 …)`. */
export function brightnessOf(colour: string): number {
  const [, model = '', values = ''] = /^([a-z]+)\((?:[a-z][\w-]* )?(.*)\)$/.exec(colour) ?? [];
  const [a = 0, b = 0, c = 0] = [...values.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/gi)].map(([value]) => Number(value));
  if (model.startsWith('rgb')) return (0.299 * a + 0.587 * b + 0.114 * c) / 255;
  if (model === 'oklch' || model === 'oklab') return a;
  if (model === 'lch' || model === 'lab') return a / 100;
  return 0.299 * a + 0.587 * b + 0.114 * c;
}

/** Whether a passage is written in a light colour: on whatever the page has behind it, that is dark. */
function isOnDark({ startContainer }: Range, view: View): boolean {
  const element = isElement(startContainer) ? startContainer : parentOf(startContainer);
  return element !== null && isElement(element) && brightnessOf(view.getComputedStyle(element).color) > 0.5;
}

/** A passage that the page can neither see change with its text nor move: the page gets at all that is registered. */
function stillOf({ startContainer, startOffset, endContainer, endOffset }: Range, view: View): StaticRange {
  return new view.StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/**
 * Paints passages, in frames and shadow trees too, by the CSS Custom Highlight API: not a node of the page is touched.
 * `show` replaces what was painted before; with nothing to paint, nothing of ours is left in the page.
 */
export function openPaintbox(): { show(passages: readonly Painted[]): void } {
  const names = allLooks().map(nameOf);
  let before = new Set<View>();
  return {
    show(passages) {
      const byView = new Map<View, Map<string, StaticRange[]>>();
      for (const { range, type, isChanged } of passages) {
        const document = documentOf(range.startContainer);
        const view = document && (viewOf(document) as View | null);
        if (!view?.CSS?.highlights) continue;
        const name = nameOf({ type, isChanged, isOnDark: isOnDark(range, view) });
        const byName = byView.get(view) ?? new Map<string, StaticRange[]>();
        byView.set(view, byName.set(name, [...(byName.get(name) ?? []), stillOf(range, view)]));
      }
      for (const view of new Set([...before, ...byView.keys()])) {
        // A frame that has gone has taken its highlights along.
        if (view.closed) continue;
        const { highlights } = view.CSS;
        for (const name of names) {
          const ranges = byView.get(view)?.get(name);
          if (ranges) highlights.set(name, new view.Highlight(...ranges));
          else highlights.delete(name);
        }
      }
      before = new Set(byView.keys());
    },
  };
}
