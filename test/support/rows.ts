import type { Actor } from '#lib/core/schema/actor.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Capture, Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';

/** A valid row id that sorts by `number`. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

const AT = Date.UTC(2026, 4, 3, 12);
const row = { createdAt: AT, updatedAt: AT };

/** Where the passage of {@link captureOf} stands: at `start` in the text of its page, after the words `prefix`. */
export function anchorAt(start: number, prefix: string): Anchor {
  return {
    selectors: [
      { type: 'TextPositionSelector', start, end: start + 16 },
      { type: 'TextQuoteSelector', exact: 'Free for 5 seats', prefix, suffix: '' },
    ],
  };
}

/** What a page gave: one short passage, unless `changes` say otherwise. */
export function captureOf(changes: Partial<Capture> = {}): Capture {
  return {
    kind: 'selection',
    quote: 'Free for 5 seats',
    markdown: 'Free for **5** seats',
    source: { url: 'https://acme.example/pricing', title: 'Pricing', site: 'Acme' },
    assetIds: [],
    capturedAt: AT,
    ...changes,
  };
}

export function clipOf(number: number, changes: Partial<Clip> = {}): Clip {
  return { ...row, ...captureOf(), id: idOf(number), tagIds: [], projectId: idOf(1), triage: 'inbox', ...changes };
}

export function tagOf(number: number, name: string, changes: Partial<Tag> = {}): Tag {
  return { ...row, id: idOf(number), name, key: name.toLowerCase(), aliases: [], ...changes };
}

export function actorOf(number: number, name: string, changes: Partial<Actor> = {}): Actor {
  return { ...row, id: idOf(number), kind: 'competitor', name, domains: [], ...changes };
}
