import { serve } from '#lib/platform/messaging.ts';
import { toBackground } from '#lib/platform/to-background.ts';
import { cancelCapture, deliverCapture, startCapture } from './capture.ts';
import { checkEvidence, showEvidence } from './evidence.ts';
import { clipsToHighlight, keepSeen, noteOf, openClip } from './highlights.ts';
import { keepHtml, putPart } from './html.ts';
import { holdTiles, takeTile } from './tiles.ts';
import { keepTyping } from './typing.ts';

/** Everything that pages ask of the background. */
export function registerMessages(): void {
  serve(toBackground, {
    'capture.start': startCapture,
    'capture.deliver': deliverCapture,
    'page.part': putPart,
    'capture.html': keepHtml,
    'capture.tile': takeTile,
    'capture.hold': holdTiles,
    'capture.cancel': cancelCapture,
    'evidence.check': checkEvidence,
    'evidence.show': showEvidence,
    'highlights.clips': clipsToHighlight,
    'highlights.seen': keepSeen,
    'highlights.note': noteOf,
    'highlights.open': openClip,
    'draft.type': keepTyping,
  });
}
