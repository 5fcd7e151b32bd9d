import * as z from 'zod/mini';
import { GleanerError } from './errors.ts';

// Extension pages forbid `eval`; without this zod probes for it and every probe raises a CSP report.
z.config({ jitless: true, ...z.locales.en() });

/**
 * Parses data that crossed a boundary.
 * @throws GleanerError `invalid_data`, naming `what` and the path of the first thing wrong.
 */
export function parse<S extends z.ZodMiniType>(schema: S, data: unknown, what: string): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue ? `${issue.path.join('.') || '(root)'}: ${issue.message}` : 'unknown';
  throw new GleanerError('invalid_data', `${what} · ${where}`);
}
