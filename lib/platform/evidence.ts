import type { Result } from '#lib/core/result.ts';
import { askBackground } from './messaging.ts';

/** Has a tab's page looked at again for its clips; what it shows gets into the database. */
export function checkEvidence(tabId: number): Promise<Result<{ found: number }>> {
  return askBackground('evidence.check', { tabId });
}

/** Has a tab's page scrolled to a clip, and the clip pointed out there. */
export function showEvidence(tabId: number, clipId: string): Promise<Result<{ isShown: boolean }>> {
  return askBackground('evidence.show', { tabId, clipId });
}
