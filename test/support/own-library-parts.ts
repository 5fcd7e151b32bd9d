/** The code of `lib/` that tests call in a page of the extension: where no screen calls it with such data. */
export { getAsset } from '#lib/db/assets.ts';
export { saveClip } from '#lib/db/clips.ts';
export { undoBatch } from '#lib/db/history.ts';
export { redactPicture, saveMarkup } from '#lib/db/pictures.ts';
export { ensureCurrentProject } from '#lib/db/projects.ts';
export { screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';
