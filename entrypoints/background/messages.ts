import { serve } from '#lib/platform/messaging.ts';
import { toBackground } from '#lib/platform/to-background.ts';
import { cancelCapture, deliverCapture, startCapture } from './capture.ts';
import { checkEvidence, showEvidence } from './evidence.ts';
import { checkAgain, clipsToHighlight, noteOf, openClip } from './highlights.ts';
import { keepRest, putPart } from './rest.ts';
import { holdTiles, takeTile } from './tiles.ts';
import { keepTyping } from './typing.ts';

/** Everything that pages ask of the background. */
export function registerMessages(): void {
  serve(toBackground, {
    'capture.start': startCapture,
    'capture.deliver': deliverCapture,
    'page.part': putPart,
    'capture.rest': keepRest,
    'capture.tile': takeTile,
    'capture.hold': holdTiles,
    'capture.cancel': cancelCapture,
    'evidence.check': checkEvidence,
    'evidence.show': showEvidence,
    'highlights.clips': clipsToHighlight,
    'highlights.changed': checkAgain,
    'highlights.note': noteOf,
    'highlights.open': openClip,
    'draft.type': keepTyping,
  });
}
