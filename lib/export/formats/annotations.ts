import { ANNOTATION_CONTEXT, ANNOTATION_TYPE, OWN, type OwnClip } from '#lib/core/annotation-terms.ts';
import { sha256 } from '#lib/core/hash.ts';
import { LATEST } from '#lib/core/row.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { safeFileName } from '#lib/export/file-name.ts';
import { present } from '#lib/export/findings.ts';
import { documentTitle } from '#lib/export/findings-document.ts';
import { type ExportFormat, throwIfCancelled } from '#lib/export/input.ts';
import { byCode } from '#lib/export/order.ts';
import { stableJson } from '#lib/export/stable-json.ts';

/** Annotations between two looks at whether the user has gone. */
const SLICE = 500;

/**
 * Every clip as a W3C Web Annotation, of one collection with one page. Readers of annotations find the passage, the note
 * and the tags where the model has them; what is Gleaner's alone is under one term of its own, so that an import gives the
 * same clips again. Without pictures, and without what is in the trash. https://www.w3.org/TR/annotation-model/
 */
export const annotations: ExportFormat = {
  id: 'annotations',
  label: 'export_annotations_label',
  description: 'export_annotations_description',
  async run(input, signal) {
    throwIfCancelled(signal);
    const tags = tagMeanings(input.tags);
    const actors = new Map(input.actors.filter(present).map((actor) => [actor.id, actor]));
    const clips = input.clips.filter(present).sort((a, b) => byCode(a.id, b.id));
    const id = `urn:x-gleaner:collection:${await sha256(new Blob(clips.map((clip) => clip.id)))}`;
    const parts: string[] = [
      `{\n  "@context": ${JSON.stringify(ANNOTATION_CONTEXT)},\n  "id": "${id}",\n  "type": "AnnotationCollection",\n`,
      `  "label": "Gleaner",\n  "total": ${clips.length}`,
    ];
    if (clips.length > 0) {
      parts.push(`,\n  "first": {\n    "id": "${id}:1",\n    "type": "AnnotationPage",\n    "partOf": "${id}",\n`);
      parts.push('    "startIndex": 0,\n    "items": [');
      for (const [index, clip] of clips.entries()) {
        if (index % SLICE === 0) throwIfCancelled(signal);
        parts.push(`${index === 0 ? '' : ','}\n      ${stableJson(annotationOf(clip, tags, actors))}`);
      }
      parts.push('\n    ]\n  }');
    }
    parts.push('\n}\n');
    return {
      name: safeFileName(documentTitle(input), 'jsonld'),
      mime: ANNOTATION_TYPE,
      bytes: new Blob(parts, { type: ANNOTATION_TYPE }),
    };
  },
};

function annotationOf(clip: Clip, tags: ReadonlyMap<string, Tag>, actors: ReadonlyMap<string, Actor>): object {
  const names = [...new Set(clip.tagIds.flatMap((id) => tags.get(id)?.name ?? []))];
  const actor = clip.actorId === undefined ? undefined : actors.get(clip.actorId);
  const text = (purpose: string, value: string) => ({ type: 'TextualBody', format: 'text/plain', purpose, value });
  const body = [
    ...(clip.note ? [text('commenting', clip.note)] : []),
    ...names.map((name) => text('tagging', name)),
    ...(clip.type ? [text('classifying', clip.type)] : []),
    ...(actor ? [text('identifying', actor.name)] : []),
  ];
  return {
    id: `urn:uuid:${clip.id}`,
    type: 'Annotation',
    created: dateTime(clip.createdAt),
    modified: dateTime(clip.updatedAt),
    motivation: motivationOf(clip, names),
    ...(body.length > 0 ? { body } : {}),
    target: targetsOf(clip),
    [OWN]: ownOf(clip, actor),
  };
}

/** Why it was made, in the model's words. https://www.w3.org/TR/annotation-model/#motivation-and-purpose */
function motivationOf({ note, quote, anchor }: Clip, tags: readonly string[]): string {
  if (note) return 'commenting';
  if (tags.length > 0) return 'tagging';
  return quote !== '' && anchor ? 'highlighting' : 'bookmarking';
}

/** The first is the clip's own. https://www.w3.org/TR/annotation-model/#cardinality-of-bodies-and-targets */
function targetsOf({ alsoAt = [], ...clip }: Clip): object {
  const own = targetOf(clip);
  return alsoAt.length === 0 ? own : [own, ...alsoAt.map((place) => targetOf({ ...place, quote: '' }))];
}

function targetOf({
  source,
  quote,
  anchor,
  capturedAt,
}: Pick<Clip, 'source' | 'quote' | 'anchor' | 'capturedAt'>): object {
  const selectors = anchor?.within ? quotesOf(anchor) : anchor?.selectors;
  // Where nothing says where the words stand, they say it themselves.
  const selector = selectors ?? (quote === '' ? [] : [{ type: 'TextQuoteSelector', exact: quote }]);
  return {
    type: 'SpecificResource',
    source: source.url,
    state: { type: 'TimeState', sourceDate: dateTime(capturedAt) },
    ...(selector.length > 0 ? { selector } : {}),
  };
}

const quotesOf = ({ selectors }: Anchor) => selectors.filter(({ type }) => type === 'TextQuoteSelector');

/** Of an anchor, what the target does not say. */
const placeOf = ({ selectors, ...place }: Anchor): Partial<Anchor> => ({
  ...place,
  ...(place.within ? { selectors } : {}),
});

function ownOf(clip: Clip, actor: Actor | undefined): OwnClip {
  const { kind, quote, markdown, html, isPlain, capturedAt, triage, type, sentiment, importance, method, occurredAt } =
    clip;
  const { url, ...source } = clip.source;
  return {
    ...{ kind, quote, markdown, html, isPlain, capturedAt, triage, type, sentiment, importance, method, occurredAt },
    source,
    ...(clip.anchor ? { anchor: placeOf(clip.anchor) } : {}),
    ...(clip.alsoAt ? { alsoAt: clip.alsoAt } : {}),
    ...(actor ? { actor: { kind: actor.kind, name: actor.name } } : {}),
  };
}

function dateTime(at: number): string {
  return new Date(Math.min(at, LATEST)).toISOString();
}
