import type { Capture } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';

/** What stands for a clip in a line: its first words, else the page that it pictures. */
export function titleOf({ quote, source }: Capture): string {
  return quote.slice(0, 200).trim() || t('screenshot_of', source.title);
}
