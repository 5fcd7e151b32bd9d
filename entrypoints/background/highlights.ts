import { GleanerError } from '#lib/core/errors.ts';

export async function clipsToHighlight(): Promise<{ clips: [] }> {
  throw new GleanerError('unexpected', 'not there yet');
}

export async function keepSeen(): Promise<Record<string, never>> {
  throw new GleanerError('unexpected', 'not there yet');
}

export async function noteOf(): Promise<{ tags: string[]; capturedAt: number }> {
  throw new GleanerError('unexpected', 'not there yet');
}
