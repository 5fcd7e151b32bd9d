import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveEvidence } from '#lib/capture/evidence/serve-evidence.ts';

/** The script that finds clips again in their page, put there on the user's gesture and never before. */
export default defineUnlistedScript(serveEvidence);
