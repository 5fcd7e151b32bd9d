import { GleanerError } from '#lib/core/errors.ts';
import type { ToBackgroundInput } from '#lib/platform/messaging.ts';

export async function checkEvidence(_input: ToBackgroundInput<'evidence.check'>): Promise<{ found: number }> {
  throw new GleanerError('unexpected', 'not there yet');
}

export async function showEvidence(_input: ToBackgroundInput<'evidence.show'>): Promise<{ isShown: boolean }> {
  throw new GleanerError('unexpected', 'not there yet');
}
