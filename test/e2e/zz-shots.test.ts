import { mkdir } from 'node:fs/promises';
import { it } from 'vitest';
import { answerPickers } from '#test/support/backup-gestures.ts';
import { addClips, freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { clipOf } from '#test/support/rows.ts';
import { sampleLibrary } from '#test/support/sample-library.ts';
import { slowWrites } from '#test/support/slow-writes.ts';
import { openAlbum } from '#test/support/tour-album.ts';

it.each(['en', 'zh'] as const)(
  'shots %s',
  async (language) => {
    const dir = '/tmp/work-shots';
    await mkdir(dir, { recursive: true });
    const browser = await launchGleaner({ locale: language === 'en' ? 'en-US' : 'zh-CN' } as never);
    const sample = sampleLibrary();
    const page = await freshLibrary(browser, sample);
    await page.setViewportSize({ width: 1280, height: 800 });
    const album = openAlbum(dir, language);
    await page.keyboard.press('*');
    await page.keyboard.press('n');
    await page.locator('dialog.bulk').waitFor();
    await page.keyboard.type('问销售 ask sales');
    await page.locator('dialog.bulk .segmented').first().waitFor();
    await album.shoot(page, 'bulk');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.locator('dialog.palette').waitFor();
    await page.keyboard.type(language === 'en' ? 'back' : '备份');
    await page.waitForTimeout(500);
    await album.shoot(page, 'palette');
    await answerPickers(page);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(2500);
    await album.shoot(page, 'backup');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    await page.locator('nav.side button[aria-haspopup]').first().click();
    await page.locator('.manager-details').waitFor();
    await page.waitForTimeout(500);
    await album.shoot(page, 'project');
    await page.keyboard.press('Escape');
    await addClips(
      page,
      Array.from({ length: 2000 }, (_, i) =>
        clipOf(10_000 + i, { quote: `Clip ${i}`, projectId: sample.projects.pricing.id, type: 'note', triage: 'kept' }),
      ),
    );
    await page.waitForTimeout(1500);
    await page.keyboard.press('*');
    await page.waitForTimeout(500);
    await page.keyboard.press('1');
    await page.locator('.snackbar').waitFor();
    await page.waitForTimeout(1000);
    await slowWrites(page, 1200);
    await page.keyboard.press('z');
    await page.locator('dialog progress').waitFor();
    await page.locator('dialog progress').evaluate(
      (bar) =>
        new Promise<void>((done) => {
          const look = () => ((bar as HTMLProgressElement).value > 0 ? done() : setTimeout(look, 20));
          look();
        }),
    );
    await album.shoot(page, 'undoing');
    await browser.close();
  },
  120_000,
);
