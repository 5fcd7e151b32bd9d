import * as z from 'zod/mini';
import { LIMITS } from '#lib/core/text.ts';
import { MAX_FRAGMENT } from '#lib/core/text-directive.ts';

const offset = z.number().check(z.int(), z.nonnegative());

/** An element by XPath and a character offset in its text. https://www.w3.org/TR/annotation-model/#xpath-selector */
const xpathPoint = z.object({
  type: z.literal('XPathSelector'),
  value: z.string().check(z.maxLength(4_000)),
  refinedBy: z.object({ type: z.literal('TextPositionSelector'), start: offset, end: offset }),
});

export const textQuoteSelector = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().check(z.maxLength(LIMITS.quote)),
  prefix: z.string().check(z.maxLength(64)),
  suffix: z.string().check(z.maxLength(64)),
});

export const textPositionSelector = z.object({ type: z.literal('TextPositionSelector'), start: offset, end: offset });

export const rangeSelector = z.object({
  type: z.literal('RangeSelector'),
  startSelector: xpathPoint,
  endSelector: xpathPoint,
});

/** An element as a whole: a picture, a table. https://www.w3.org/TR/annotation-model/#css-selector */
const cssSelector = z.object({
  type: z.literal('CssSelector'),
  value: z.string().check(z.regex(/\S/), z.maxLength(2_000)),
});

/**
 * What browsers find the passage by, as the page was asked when it was clipped. Percent-encoded but for what a directive is
 * made of, so that it cannot end the address that it stands in. https://www.w3.org/TR/annotation-model/#fragment-selector
 */
export const fragmentSelector = z.object({
  type: z.literal('FragmentSelector'),
  conformsTo: z.literal('https://wicg.github.io/scroll-to-text-fragment/'),
  value: z.string().check(z.maxLength(MAX_FRAGMENT), z.regex(/^:~:text=(?:[\w.~,-]|%[\dA-F]{2})+$/)),
});

/**
 * Where in its page a passage or an element stands, said in ways that fail differently: the W3C Web Annotation selectors.
 * https://www.w3.org/TR/annotation-model/#selectors
 */
export const anchorSchema = z.object({
  selectors: z
    .array(
      z.discriminatedUnion('type', [
        rangeSelector,
        textPositionSelector,
        textQuoteSelector,
        cssSelector,
        fragmentSelector,
      ]),
    )
    .check(z.maxLength(16)),
  /**
   * The frames and shadow hosts that the passage is in, by CSS selector, outermost first: the selectors hold within the
   * document or shadow root of the last one.
   */
  within: z.optional(z.array(z.string().check(z.maxLength(2_000))).check(z.maxLength(32))),
  /** In how many places of the text the same words stood, this one included: what tells whether one of them is gone. */
  times: z.optional(z.number().check(z.int(), z.minimum(1))),
  /** Which of these places it is, from 1 for the first. */
  nth: z.optional(z.number().check(z.int(), z.minimum(1))),
});

export type Anchor = z.infer<typeof anchorSchema>;
export type Selector = Anchor['selectors'][number];
export type RangeSelector = z.infer<typeof rangeSelector>;
export type FragmentSelector = z.infer<typeof fragmentSelector>;
export type TextQuoteSelector = z.infer<typeof textQuoteSelector>;
