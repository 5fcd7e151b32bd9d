import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';
import { untranslated } from '#test/support/translated.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

/** Names of keys, and of what the sample has in Latin letters. */
const NOT_OURS = ['Ctrl', 'Del', 'acme', 'analytics', 'example'];

const words = wordsOf('zh-CN');

/** The sample with nothing in it that could be taken for our own words. */
function chineseSample(): SampleLibrary {
  const sample = sampleLibrary();
  sample.projects.pricing.name = '一期';
  sample.tags.exports.name = '报表';
  sample.actors.acme.name = '数观';
  for (const [index, clip] of Object.values(sample.clips).entries()) {
    clip.quote = `第 ${index + 1} 句原话`;
    clip.source = { ...clip.source, title: '某个页面', site: '某个网站' };
  }
  return sample;
}

describe.each(['light', 'dark'] as const)('in Chinese, %s', (colorScheme) => {
  let browser: ExtensionBrowser;
  let library: Page;
  let sample: SampleLibrary;

  beforeAll(async () => {
    browser = await launchGleaner({ locale: 'zh-CN', colorScheme });
    sample = chineseSample();
    library = await freshLibrary(browser, sample);
  });
  afterAll(() => browser.close());

  async function isSound(): Promise<void> {
    expect(await violations(library)).toEqual([]);
    expect(await untranslated(library, NOT_OURS)).toEqual([]);
  }

  async function closed(): Promise<void> {
    await library.keyboard.press('Escape');
    await library.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('the palette, empty, with finds and without', async () => {
    await library.keyboard.press('j');
    await library.locator('.detail').waitFor();
    await library.keyboard.press('Control+k');
    const field = library.getByRole('dialog').getByRole('combobox');
    await library.getByRole('dialog').getByRole('option').first().waitFor();
    await isSound();
    await field.fill('句');
    await library.getByRole('option', { name: /第 1 句原话/ }).waitFor();
    await isSound();
    await field.fill('没有这样的');
    await library.getByText(words('palette_none')).waitFor();
    await isSound();
    await closed();
  });

  it('the help', async () => {
    await library.keyboard.press('?');
    await library.getByRole('dialog').locator('kbd').first().waitFor();
    await isSound();
    await closed();
  });

  it('the bar of a selection and the form that edits it', async () => {
    await library.keyboard.press('*');
    await library.locator('.list-bar.selecting').waitFor();
    await isSound();
    await library.keyboard.press('b');
    await library.getByRole('dialog').locator('.bulk-line').first().waitFor();
    await library.getByRole('dialog').getByRole('checkbox', { disabled: false }).nth(2).check();
    await isSound();
    await closed();
  });

  it('the history of a clip, and what was undone', async () => {
    await library.keyboard.press('Escape');
    await library.keyboard.press('3');
    await library.locator('.history summary').click();
    await library.locator('.clip-history-line').first().waitFor();
    await isSound();
    await library.keyboard.press('z');
    await library.locator('.clip-history .undone').first().waitFor();
    await library.locator('.snackbar').waitFor();
    await isSound();
  });

  it('the trash, and the last question before something is gone', async () => {
    await library
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${words('view_trash')}`) })
      .click();
    await library.locator(`[data-clip="${sample.clips.trashed.id}"]`).getByRole('button').click();
    await library.locator('.detail .button.danger').waitFor();
    await isSound();
    await library.keyboard.press('Delete');
    await library.getByRole('dialog').waitFor();
    await isSound();
    await closed();
  });
});
