import { OWN, ownClipSchema } from '#lib/core/annotation-terms.ts';
import { newId } from '#lib/core/id.ts';
import { type ImportedClip, importedClipSchema } from '#lib/core/imported-clip.ts';
import { rowId } from '#lib/core/row.ts';
import { cleanLine, cleanText } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import {
  asThing,
  isA,
  listOf,
  own,
  placeOf,
  type Thing,
  targetOf,
  textOf,
  timeOf,
  wordsOf,
} from './annotation-parts.ts';

/** Why an annotation does not become a clip. */
export const PASSED = ['not_annotation', 'no_page', 'no_words', 'damaged'] as const;
export type Passed = (typeof PASSED)[number];

export type ReadAnnotation = { imported: ImportedClip; unknownSelectors: number } | { passed: Passed };

/**
 * Makes a clip of an annotation. One of Gleaner's own gives the clip that it was made of; of others, the first target on
 * the web is the page, its quote the quote, and all bodies that are no tags are the note.
 * @param at When annotations without a date were made: now.
 * @param sanitise Makes HTML what a clip may keep.
 */
export function readAnnotation(value: unknown, at: number, sanitise: (html: string) => string): ReadAnnotation {
  const annotation = asThing(value);
  if (!annotation) return { passed: 'not_annotation' };
  const written = own(annotation, OWN);
  if (written !== undefined) return readOwn(annotation, written, at, sanitise);
  if (
    !isA(annotation, 'Annotation') &&
    own(annotation, 'target') === undefined &&
    own(annotation, 'uri') === undefined
  ) {
    return { passed: 'not_annotation' };
  }
  return readOther(annotation, at);
}

/** The row's id where the annotation is named by one. */
function idOf(annotation: Thing): string {
  const id = textOf(own(annotation, 'id'))?.replace(/^urn:uuid:/, '');
  return rowId.safeParse(id).data ?? newId();
}

function readOwn(annotation: Thing, written: unknown, at: number, sanitise: (html: string) => string): ReadAnnotation {
  const parsed = ownClipSchema.safeParse(written);
  const [first] = listOf(own(annotation, 'target'));
  const target = asThing(first);
  const url = textOf(own(target ?? {}, 'source'));
  if (!parsed.success || !target || url === undefined) return { passed: 'damaged' };
  const { source, anchor, actor, html, quote, markdown, ...rest } = parsed.data;
  const place = placeOf(own(target, 'selector'));
  const { notes, tags } = wordsOf(annotation);
  const note = notes.join('\n\n');
  const createdAt = timeOf(own(annotation, 'created')) ?? at;
  return checked(
    {
      clip: {
        ...rest,
        quote: cleanText(quote),
        markdown: cleanText(markdown),
        ...(html === undefined ? {} : { html: sanitise(html) }),
        id: idOf(annotation),
        createdAt,
        updatedAt: timeOf(own(annotation, 'modified')) ?? createdAt,
        source: { ...source, url },
        ...(anchor ? { anchor: { selectors: place.selectors, ...anchor } } : {}),
        ...(note ? { note } : {}),
        assetIds: [],
      },
      tags,
      actor: actor && { ...actor, name: cleanLine(actor.name) },
    },
    place.unknown,
  );
}

function readOther(annotation: Thing, at: number): ReadAnnotation {
  const found = targetOf(annotation);
  if (!found) return { passed: 'no_page' };
  const { url, target } = found;
  const place = placeOf(own(target, 'selector'));
  const { notes, tags } = wordsOf(annotation);
  const note = notes.map((each) => each.trim()).join('\n\n');
  const exact = place.selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  const quote = cleanText(exact).trim();
  if (quote === '' && note === '' && tags.length === 0) return { passed: 'no_words' };
  const createdAt = timeOf(own(annotation, 'created')) ?? at;
  return checked(
    {
      clip: {
        id: idOf(annotation),
        createdAt,
        updatedAt: Math.max(createdAt, timeOf(own(annotation, 'modified') ?? own(annotation, 'updated')) ?? createdAt),
        kind: quote === '' ? 'link' : 'selection',
        quote,
        markdown: '',
        isPlain: true,
        source: { url, title: titleOf(annotation, target), site: siteOf(url) },
        ...(place.selectors.length > 0 ? { anchor: { selectors: place.selectors } } : {}),
        assetIds: [],
        capturedAt: createdAt,
        ...(note ? { note } : {}),
        triage: 'inbox',
      },
      tags,
    },
    place.unknown,
  );
}

function titleOf(annotation: Thing, target: Thing): string {
  const source = asThing(own(target, 'source')) ?? {};
  const document = asThing(own(annotation, 'document')) ?? {};
  const titles = [own(target, 'title'), own(source, 'title'), ...listOf(own(document, 'title'))];
  return cleanLine(titles.map(textOf).find(Boolean) ?? '');
}

function checked(imported: unknown, unknownSelectors: number): ReadAnnotation {
  const parsed = importedClipSchema.safeParse(imported);
  return parsed.success ? { imported: parsed.data, unknownSelectors } : { passed: 'damaged' };
}
