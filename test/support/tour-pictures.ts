import type { Page } from 'playwright';
import { clickOnPicture, dragOnPicture, saveEdits } from './picture-editor.ts';
import type { Stage } from './tour-clips.ts';

/** Marks what matters in the picture of the clip that the library shows, and saves it. */
export async function markPicture(library: Page, { album, words }: Stage): Promise<void> {
  await library.locator('.edit-picture').first().click();
  await library.locator('.sheet img[src^="blob:"]').waitFor();
  await library.keyboard.press('b');
  await dragOnPicture(library, [34, 209], [690, 255]);
  await library.keyboard.press('a');
  await dragOnPicture(library, [420, 335], [520, 264]);
  await library.keyboard.press('p');
  await clickOnPicture(library, [34, 209]);
  await library.keyboard.press('v');
  await library.keyboard.press('Escape');
  await album.shoot(library, 'editor');
  await library.getByRole('button', { name: words('private_find'), exact: true }).click();
  await library.getByRole('complementary', { name: words('private_found'), exact: true }).waitFor();
  await album.shoot(library, 'editor-private');
  await library.keyboard.press('Escape');
  await saveEdits(library);
}

/** What the library takes of the disk. */
export async function showSettings(library: Page, { album, words }: Stage): Promise<void> {
  await library.getByRole('button', { name: words('settings'), exact: true }).click();
  await library.getByRole('dialog').locator('dd').first().waitFor();
  await album.shoot(library, 'library-settings');
  await library.keyboard.press('Escape');
  await library.getByRole('dialog').waitFor({ state: 'detached' });
}
