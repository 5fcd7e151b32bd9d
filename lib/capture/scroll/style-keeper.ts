import { attribute } from '#lib/capture/safe-dom.ts';

type Declaration = { value: string; priority: string };

type Kept = {
  /** The attribute as it was: absent, empty, or a text. */
  before: string | null;
  /** The attribute as we last left it. */
  after: string | null;
  /** The page has written there since. What it wrote stays. */
  isShared: boolean;
  /** What each property that we set was before. */
  properties: Map<string, Declaration>;
};

/** Sets inline styles for a while, and puts each `style` attribute back as it was, to the letter. */
export type StyleKeeper = {
  /** Styles that hold whatever the page's own say, at once and without a transition. */
  set(element: Element, styles: Readonly<Record<string, string>>): void;
  /** Takes back some of what `set` did. */
  unset(element: Element, properties: readonly string[]): void;
  restore(): void;
};

/** By way of the prototypes: a form with a field called "style" has another property in its place. */
function styleOf(element: Element): CSSStyleDeclaration | undefined {
  for (const owner of [HTMLElement, SVGElement, MathMLElement]) {
    try {
      const style = Object.getOwnPropertyDescriptor(owner.prototype, 'style')?.get?.call(element);
      if (style) return style;
    } catch {
      // Of another vocabulary.
    }
  }
  return undefined;
}

/** @param style The live one, which the attribute follows. */
function put(style: CSSStyleDeclaration, property: string, { value, priority }: Declaration): void {
  if (value === '') style.removeProperty(property);
  else style.setProperty(property, value, priority);
}

function writeAttribute(element: Element, text: string | null): void {
  if (text === null) Element.prototype.removeAttribute.call(element, 'style');
  else Element.prototype.setAttribute.call(element, 'style', text);
}

export function styleKeeper(): StyleKeeper {
  const touched = new Map<Element, Kept>();

  function keep(element: Element): Kept {
    const now = attribute(element, 'style');
    const known = touched.get(element);
    if (known) {
      known.isShared ||= now !== known.after;
      return known;
    }
    const kept = { before: now, after: now, isShared: false, properties: new Map<string, Declaration>() };
    touched.set(element, kept);
    return kept;
  }

  function takeBack(style: CSSStyleDeclaration, { properties }: Kept, names: Iterable<string>): void {
    for (const name of names) {
      const before = properties.get(name);
      if (before) put(style, name, before);
      properties.delete(name);
    }
  }

  return {
    set(element, styles) {
      const style = styleOf(element);
      if (!style) return;
      const kept = keep(element);
      for (const [name, value] of Object.entries({ transition: 'none', ...styles })) {
        if (!kept.properties.has(name)) {
          const before = { value: style.getPropertyValue(name), priority: style.getPropertyPriority(name) };
          kept.properties.set(name, before);
        }
        style.setProperty(name, value, 'important');
      }
      kept.after = attribute(element, 'style');
    },

    unset(element, names) {
      const style = styleOf(element);
      if (!style || !touched.has(element)) return;
      const kept = keep(element);
      takeBack(style, kept, names);
      kept.after = attribute(element, 'style');
    },

    restore() {
      const elements = [...touched];
      touched.clear();
      for (const [element, kept] of elements) {
        kept.isShared ||= attribute(element, 'style') !== kept.after;
        const style = styleOf(element);
        const names = [...kept.properties.keys()].filter((name) => name !== 'transition');
        if (style) takeBack(style, kept, names);
      }
      // Seen as it was before transitions are allowed again: what comes back does not fade in.
      for (const [element] of elements) void getComputedStyle(element).opacity;
      for (const [element, kept] of elements) {
        const style = styleOf(element);
        if (!kept.isShared) writeAttribute(element, kept.before);
        else if (style) takeBack(style, kept, ['transition']);
      }
    },
  };
}
