import * as z from 'zod';

/**
 * What the Web Annotation Data Model says that annotations MUST be, written down from its text for what is used here.
 * https://www.w3.org/TR/annotation-model/
 */
const iri = z.string().regex(/^[a-z][a-z\d+.-]*:\S+$/i);
const offset = z.number().int().min(0);
const dateTime = z.iso.datetime();
const listOrOne = <T extends z.ZodType>(each: T) => z.union([each, z.array(each).min(1)]);

/** 3.1: bodies and targets of text, 3.2.5. `value` is one string. */
const textualBody = z.looseObject({
  type: z.literal('TextualBody'),
  value: z.string(),
  format: z.string().optional(),
  purpose: z
    .enum(
      'assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging'.split(
        ' ',
      ) as [string],
    )
    .optional(),
});

const position = z.looseObject({ type: z.literal('TextPositionSelector'), start: offset, end: offset });
const xpath = z.looseObject({
  type: z.literal('XPathSelector'),
  value: z.string().min(1),
  refinedBy: position.optional(),
});

/** 4.2 */
const selector = z.union([
  z.looseObject({ type: z.literal('FragmentSelector'), value: z.string(), conformsTo: iri.optional() }),
  z.looseObject({ type: z.literal('CssSelector'), value: z.string().min(1) }),
  xpath,
  z.looseObject({
    type: z.literal('TextQuoteSelector'),
    exact: z.string(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  }),
  position,
  z.looseObject({ type: z.literal('RangeSelector'), startSelector: xpath, endSelector: xpath }),
]);

/** 4.3.1: exactly one of a date and a range of dates. */
const timeState = z.looseObject({ type: z.literal('TimeState'), sourceDate: dateTime });

/** 4: exactly one source. */
const specificResource = z.looseObject({
  type: z.literal('SpecificResource'),
  source: iri,
  selector: listOrOne(selector).optional(),
  state: listOrOne(timeState).optional(),
});

/** 3.1 */
const annotation = z.looseObject({
  id: iri,
  type: z.literal('Annotation'),
  target: listOrOne(specificResource),
  body: listOrOne(textualBody).optional(),
  created: dateTime.optional(),
  modified: dateTime.optional(),
  motivation: listOrOne(textualBody.shape.purpose.unwrap()).optional(),
});

/** 5.2 */
const page = z.looseObject({
  id: iri,
  type: z.literal('AnnotationPage'),
  partOf: iri,
  startIndex: offset,
  items: z.array(annotation).min(1),
});

/** 5.1; 3.1 on the context: the W3C's is there. Where the collection is not empty, it has a first page. */
export const annotationCollection = z
  .looseObject({
    '@context': z.union([
      z.literal('http://www.w3.org/ns/anno.jsonld'),
      z.tuple([z.literal('http://www.w3.org/ns/anno.jsonld')], z.looseObject({})),
    ]),
    id: iri,
    type: z.literal('AnnotationCollection'),
    label: z.string(),
    total: offset,
    first: page.optional(),
  })
  .refine(({ total, first }) => total === (first?.items.length ?? 0));
