import * as z from 'zod/mini';
import { rowShape, timestamp } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';
import { assetId } from './asset.ts';

/** What a page was about on one day, as text: what later visits are compared with. */
export const snapshotSchema = z.object({
  ...rowShape,
  /** `pageKey` of the page. */
  page: z.string().check(z.maxLength(LIMITS.url)),
  /** SHA-256 of the text in UTF-8, lower-case hex. */
  hash: assetId,
  /** The text in UTF-8, gzipped. */
  text: z.instanceof(Blob),
  /** `clip`: kept with a clip, for good. `visit`: what stood there at the last visit; the next one replaces it. */
  reason: z.enum(['clip', 'visit']),
  /** When the page was first and last seen to say so. */
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
});

export type Snapshot = z.infer<typeof snapshotSchema>;
