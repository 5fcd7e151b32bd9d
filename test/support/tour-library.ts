import type { Page } from 'playwright';
import { openExport, saveExport } from './library-gestures.ts';
import { searchBox } from './search-box.ts';
import type { Stage } from './tour-clips.ts';
import { markPicture, showSettings } from './tour-pictures.ts';

/** An empty library, where the project of the research is made. */
export async function openProject({ browser, album, words, research }: Stage): Promise<void> {
  const library = await browser.extensionPage('library.html');
  await library.locator('.list-empty').waitFor();
  await album.shoot(library, 'library-empty');
  await library.getByRole('combobox', { name: words('project_current') }).selectOption({ label: words('project_new') });
  await library.getByRole('textbox', { name: words('project_new_name') }).fill(research.project);
  await library.keyboard.press('Enter');
  await library.getByRole('combobox', { name: words('project_current') }).waitFor();
  await library.close();
}

function view(library: Page, name: string) {
  return library.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) });
}

/** Finds, reads, selects and exports what was clipped. @returns the zip that the browser saved. */
export async function workInLibrary(stage: Stage): Promise<Buffer> {
  const { browser, album, words, research } = stage;
  const library = await browser.extensionPage('library.html');
  const rows = library.locator('.clip');
  await rows.first().waitFor();
  await library.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await album.shoot(library, 'library');

  await rows.filter({ hasText: '14' }).locator('.clip-main').last().click();
  await library.locator('.detail blockquote strong').first().waitFor();
  await album.shoot(library, 'library-detail');
  await rows
    .filter({ has: library.locator('.clip-thumb') })
    .locator('.clip-main')
    .first()
    .click();
  await library.locator('.detail-image').waitFor();
  await album.shoot(library, 'library-detail-screenshot');
  await markPicture(library, stage);
  await showSettings(library, stage);
  await library.getByRole('button', { name: words('close'), exact: true }).click();

  const search = searchBox(library);
  await search.fill(research.composed.tag);
  await library.locator('.clip mark').first().waitFor();
  await album.shoot(library, 'library-search');
  await search.fill('zzz');
  await library.locator('.list-empty').waitFor();
  await album.shoot(library, 'library-no-match');
  await search.fill('');

  await view(library, words('type_feedback')).click();
  await library
    .locator('.nav[aria-pressed="true"]')
    .filter({ hasText: words('type_feedback') })
    .waitFor();
  await album.shoot(library, 'library-filter');
  await view(library, words('view_all')).click();

  for (const index of [0, 2, 3]) await rows.nth(index).getByRole('checkbox').check();
  await album.shoot(library, 'library-selection');
  await openExport(library, words, 'markdown-zip');
  await album.shoot(library, 'library-export');
  await library.keyboard.press('Escape');
  await library.getByRole('dialog').waitFor({ state: 'detached' });
  await library.getByRole('button', { name: words('select_none'), exact: true }).click();

  await openExport(library, words, 'markdown-zip');
  const { bytes } = await saveExport(library, words);
  await library.locator('.snackbar').waitFor();
  await album.shoot(library, 'library-exported');

  await view(library, words('view_trash')).click();
  await library.locator('.list-empty').waitFor();
  await album.shoot(library, 'library-trash-empty');
  await view(library, words('view_all')).click();
  await rows.last().getByRole('checkbox').check();
  await library
    .getByRole('main')
    .getByRole('button', { name: words('trash'), exact: true })
    .click();
  await library.locator('.snackbar').waitFor();
  await view(library, words('view_trash')).click();
  await library.waitForFunction(() => document.querySelectorAll('.clip').length === 1);
  await album.shoot(library, 'library-trash');
  await library.close();
  return bytes;
}

/** The side panel, beside a page. */
export async function showSidePanel({ browser, album, words, address }: Stage): Promise<void> {
  const page = await browser.openPage(address('community.tradewind.example', 'forum.html'));
  const popup = await browser.clickToolbar(page);
  const [panel] = await Promise.all([
    browser.context.waitForEvent('page', { predicate: (one) => one.url().endsWith('/sidepanel.html') }),
    popup.getByRole('button', { name: words('open_side_panel'), exact: true }).click(),
  ]);
  await panel.locator('.recent').first().waitFor();
  await album.shoot(panel, 'side-panel');
  await panel.locator('.recent-open').last().click();
  await panel.locator('.panel-footer').waitFor();
  await album.shoot(panel, 'side-panel-clip');
  await page.close();
}
