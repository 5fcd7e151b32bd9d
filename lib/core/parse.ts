import * as z from 'zod/mini';
import { GleanerError } from './errors.ts';

// Extension pages forbid `eval`; without this zod probes for it and every probe raises a CSP report. Its sentences are left
// out: they would be in every page that is clipped, and only developers read them.
z.config({ jitless: true });

/** What is wrong, for a developer: the sentence of the schema, where it has one, and what was asked for. */
function reasonOf({ code, path: _path, input: _input, message, ...asked }: z.core.$ZodIssue): string {
  return [code, message !== 'Invalid input' && message, JSON.stringify(asked)].filter(Boolean).join(' ');
}

/**
 * Parses data that crossed a boundary.
 * @throws GleanerError `invalid_data`, naming `what` and the path of the first thing wrong.
 */
export function parse<S extends z.ZodMiniType>(schema: S, data: unknown, what: string): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue ? `${issue.path.join('.') || '(root)'}: ${reasonOf(issue)}` : 'unknown';
  throw new GleanerError('invalid_data', `${what} · ${where}`);
}
