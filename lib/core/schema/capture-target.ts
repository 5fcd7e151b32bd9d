import * as z from 'zod/mini';
import { LIMITS } from '#lib/core/text.ts';

const address = z.optional(z.string().check(z.maxLength(LIMITS.url)));

/** What the user opened the context menu on, as the browser says. */
export const captureTargetSchema = z.object({ imageUrl: address, linkUrl: address });
export type CaptureTarget = z.infer<typeof captureTargetSchema>;
