import * as z from 'zod/mini';
import { LIMITS } from '#lib/core/text.ts';
import { safeUrl } from '#lib/core/url.ts';

const link = z.string().check(
  z.maxLength(LIMITS.url),
  z.refine((url) => safeUrl(url) !== undefined, 'is not a link that may be followed'),
);
const line = z.string().check(z.maxLength(LIMITS.title));
const date = z.string().check(z.maxLength(40));

/** Where a clip came from, as the page itself said at the moment of the clip. */
export const sourceSchema = z.object({
  /** The address bar. Kept even where it is no link (a local file), so never shown as one without `safeUrl`. */
  url: z.string().check(z.maxLength(LIMITS.url)),
  canonicalUrl: z.optional(link),
  title: line,
  /** The publisher's name for itself (`og:site_name`), else the host. */
  site: z.optional(line),
  author: z.optional(line),
  /** ISO 8601, as precise as the page was. */
  publishedAt: z.optional(date),
  /** Likewise; never before it was published. */
  modifiedAt: z.optional(date),
  /** BCP 47. */
  lang: z.optional(z.string().check(z.maxLength(35))),
  favicon: z.optional(link),
  /** What the page says it is about, in a sentence or two. */
  description: z.optional(line),
});

export type Source = z.infer<typeof sourceSchema>;
