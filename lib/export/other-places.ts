import type { Paragraph } from 'mdast';
import type { Translate } from '#lib/core/message-key.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { cleanLine } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import { around, plain, SLOT, sourceLink } from './clip-line.ts';
import { linkify } from './linkify.ts';

/** Where else the same was said, a line each: `Also at [title](link) · site · clipped 2026-05-03`. */
export function otherPlaces(clip: Clip, { t, dayOf }: { t: Translate; dayOf(moment: number): string }): Paragraph[] {
  return (clip.alsoAt ?? []).map(({ source, anchor, capturedAt }) => {
    const { anchor: _, ...words } = clip;
    const there = { ...words, source, ...(anchor ? { anchor } : {}) };
    const site = cleanLine(source.site ?? '') || siteOf(source.url);
    return {
      type: 'paragraph',
      children: [
        ...around(t('export_also_at', SLOT), [sourceLink(there)]),
        ...(site === '' ? [] : [plain(' · '), ...linkify(site)]),
        plain(` · ${t('export_clipped', dayOf(capturedAt))}`),
      ],
    };
  });
}
