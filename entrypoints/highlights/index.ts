import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { awaitClips } from '#lib/capture/evidence/await-clips.ts';

/** Registered for the sites that the user has granted, and for no other: a page without clips has nothing else of ours. */
export default defineUnlistedScript(awaitClips);
