import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeText } from '#test/support/compose-text.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import {
  expectListed,
  inOneBrowser,
  library,
  listed,
  type Name,
  openSample,
  rowOf,
  sample,
} from '#test/support/on-sample-library.ts';
import { fillLibrary } from '#test/support/sample-library.ts';
import { searchBox } from '#test/support/search-box.ts';
import { violations } from '#test/support/violations.ts';

inOneBrowser();
beforeAll(() => openSample());
beforeEach(async () => {
  await library.evaluate(() => void location.assign('#view=all'));
  await library.reload();
  await expectListed(ALL);
  // Tags are offered once their names are known.
  await box().press('ArrowDown');
  await options().filter({ hasText: /^tag:/ }).waitFor();
  await box().press('Escape');
});

const ALL: Name[] = ['report', 'api', 'limits', 'idea', 'untyped'];

const box = () => searchBox(library);
const suggestions = () => library.getByRole('listbox', { name: 'Suggestions for the search' });
const options = () => suggestions().getByRole('option');
const expectText = (text: string) => expect.poll(() => box().inputValue()).toBe(text);
const expectOptions = (names: readonly (string | RegExp)[]) =>
  expect.poll(() => options().allInnerTexts()).toEqual(names.map((name) => expect.stringMatching(name)));
const isOpen = () => box().getAttribute('aria-expanded');
const filters = () => library.getByRole('list', { name: 'Filters of the search' }).getByRole('listitem');
const press = async (...keys: string[]) => {
  for (const key of keys) await library.keyboard.press(key);
};

describe('what can be typed', () => {
  it.each<[string, Name[]]>([
    ['type:feedback', ['report']],
    ['类型：用户反馈', ['report']],
    ['type:requirement,competitor', ['api', 'limits']],
    ['tag:export -tag:价格', ['report']],
    ['标签：export 关于：“acme analytics”', ['limits']],
    ['site:shiguang.example', ['report']],
    ['has:note', ['idea']],
    ['-有:标签', ['api', 'idea', 'untyped']],
    ['is:inbox', ['untyped']],
    ['is:negative', ['report']],
    ['after:today on:7d before:2020', []],
    ['after:去年', ALL],
    ['"free plan"', ['limits']],
    ['"plan free"', []],
    ['plan -free', ['api']],
    ['「手动整理」', ['report']],
    ['tag:', ALL],
  ])('%s', async (text, names) => {
    await box().fill(text);
    await expectListed(names, text);
  });
});

describe('suggestions', () => {
  it('come while a filter is typed, wait with the search until it is one, and are taken by Enter', async () => {
    await box().click();
    await library.keyboard.type('tag:exp');
    await expectOptions([/^Export\s+2$/]);
    // The words before the colon found nothing; what was found for them may still be there.
    await expectListed(ALL);
    expect(await library.getByRole('search').getByRole('status').getByText('No tag').count()).toBe(0);
    await press('Enter');
    await expectText('tag:Export ');
    await expectListed(['report', 'limits']);
    await expect.poll(isOpen).toBe('false');
    await library.keyboard.type('typ');
    await expectOptions([/^type:/]);
    await press('ArrowDown', 'Enter');
    await expectText('tag:Export type:');
    await expect.poll(() => options().count()).toBe(5);
    await library.keyboard.type('feed');
    await press('Tab');
    await expectText('tag:Export type:feedback ');
    await expectListed(['report']);
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('name the sites that clips are from, those of most clips first', async () => {
    await box().fill('site:');
    await expectOptions([/^acme-analytics\.example\s+4$/, /^apps\.shiguang\.example\s+1$/]);
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await expectText('site:apps.shiguang.example ');
    await expectListed(['report']);
  });

  it('put names in quotation marks, and can be clicked and undone', async () => {
    await box().fill('free about:ac');
    await options().getByText('Acme Analytics').click();
    await expectText('free about:"Acme Analytics" ');
    await expectListed(['limits']);
    await press('Control+z');
    await expectText('free about:ac');
  });

  it('leave a word alone until an arrow key points at one', async () => {
    await box().fill('exp');
    await expectOptions([/^tag:\s*Export/, /^method:\s*experiment/]);
    await press('Enter');
    await expectText('exp');
    await expect.poll(isOpen).toBe('false');
    await expectListed(['report', 'limits']);
    await box().fill('expo');
    await expect.poll(isOpen).toBe('true');
    await press('Tab');
    await expectText('expo');
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(false);
  });

  it('are there on asking, and Esc closes nothing but them', async () => {
    await rowOf('idea').getByRole('button').click();
    const detail = library.getByRole('region', { name: 'Clip', exact: true });
    await detail.waitFor();
    await box().click();
    await expect.poll(isOpen).toBe('false');
    await press('ArrowDown');
    await expectOptions([
      /^type:/,
      /^tag:/,
      /^about:/,
      /^site:/,
      /^method:/,
      /^before:/,
      /^after:/,
      /^on:/,
      /^has:/,
      /^is:/,
    ]);
    await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp');
    await expect.poll(() => suggestions().getByRole('option', { selected: true }).innerText()).toMatch(/^is:/);
    await press('Escape');
    await expect.poll(isOpen).toBe('false');
    expect(await detail.isVisible()).toBe(true);
  });
});

describe('an input method', () => {
  it('is not disturbed: its letters search for nothing, and its Enter takes no suggestion', async () => {
    await box().click();
    await library.keyboard.type('tag:');
    await expectOptions([/Export/, /价格/]);
    await composeText(library, ['j', 'jia', "jia'ge"], '价格', { confirmKey: true });
    await expectText('tag:价格');
    await expectListed(['limits']);
    await expectOptions([/^价格/]);
    await box().fill('');
    await composeText(library, ['s', 'shou', "shou'dong"], '手动', { confirmKey: true });
    await expectText('手动');
    await expectListed(['report']);
  });

  it('does not empty the list while it composes', async () => {
    await box().click();
    const session = await library.context().newCDPSession(library);
    await session.send('Input.imeSetComposition', { text: "shou'dong", selectionStart: 9, selectionEnd: 9 });
    await expectText("shou'dong");
    expect(await isOpen()).toBe('false');
    await expect.poll(() => library.evaluate(() => location.hash)).not.toContain('shou');
    expect(await listed()).toEqual(ALL);
    await session.send('Input.insertText', { text: '手动' });
    await session.detach();
    await expectListed(['report']);
  });
});

describe('what was understood', () => {
  it('stands below as filters, the excluded ones marked, each of which can be removed by keyboard', async () => {
    await box().fill('free tag:export -类型:笔记,none');
    await expect.poll(() => filters().allInnerTexts()).toEqual(['tag\nexport', 'not\ntype\nnote or untyped']);
    await expectListed(['limits']);
    await library.getByRole('button', { name: 'Remove filter: not type note or untyped' }).focus();
    await press('Enter');
    await expectText('free tag:export');
    await library.getByRole('button', { name: 'Remove filter: tag export' }).click();
    await expectText('free');
    await expect.poll(() => filters().count()).toBe(0);
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('says what it does not know, finds nothing by it, and offers what may have been meant', async () => {
    await box().fill('free tag:exprt,价格');
    await library.getByRole('search').getByRole('status').getByText('No tag is called “exprt”.').waitFor();
    await expectListed(['limits']);
    await box().fill('tag:exprt');
    await expectListed([]);
    await library.getByRole('button', { name: 'Did you mean “Export”?' }).click();
    await expectText('tag:Export');
    await expectListed(['report', 'limits']);
    await expect.poll(() => library.getByText('No tag is called').count()).toBe(0);
  });

  it('says what there is instead, where that is a fixed set', async () => {
    await box().fill('free is:nothing');
    const said = library.getByRole('search').getByRole('status');
    await said.getByText('“is” knows no “nothing”.').waitFor();
    await said.getByText(/^There is: inbox, kept, .* or important\.$/).waitFor();
    // Tags are what somebody made.
    await box().fill('free tag:nothing');
    await said.getByText('No tag is called “nothing”.').waitFor();
    await expect.poll(() => said.getByText('There is:').count()).toBe(0);
  });

  it('says so of a beginning too, once nobody goes on with it', async () => {
    await box().fill('tag:exp');
    await expect.poll(isOpen).toBe('true');
    expect(await listed()).toEqual(ALL);
    await press('Escape');
    await library.getByText('No tag is called “exp”.').waitFor();
    await expectListed([]);
  });

  it('takes ordinary text with colons for words', async () => {
    await box().fill('http://x.example 10:30 note:');
    await expectListed([]);
    expect(await filters().count()).toBe(0);
    expect(await library.getByRole('search').getByRole('status').innerText()).toBe('');
  });
});

it('a search that comes from elsewhere takes the place of what was typed', async () => {
  await box().fill('tag:exp');
  await library.evaluate(() => void location.assign('#text=free'));
  await expectText('free');
  await expectListed(['limits']);
});

it('the help has examples that can be tried, and closes by Esc', async () => {
  const opener = library.getByRole('button', { name: 'What can be searched' });
  const help = library.getByRole('region', { name: 'What can be searched' });
  await opener.click();
  await help.getByRole('button', { name: 'tag:Export' }).click();
  await expectText('tag:Export');
  await expectListed(['report', 'limits']);
  await expect.poll(() => help.count()).toBe(0);
  await opener.focus();
  await press('Enter');
  await help.getByRole('button', { name: '-has:note' }).waitFor();
  await press('Escape');
  await expect.poll(() => help.count()).toBe(0);
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await opener.click();
  await help.waitFor();
  await library.getByRole('navigation').getByText('Competitors and customers').click();
  await expect.poll(() => help.count()).toBe(0);
});

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (colorScheme) => {
  it('with suggestions, filters, problems and the help', async () => {
    await library.emulateMedia({ colorScheme });
    await box().fill('free -type:note tag:exprt ta');
    await expect.poll(isOpen).toBe('true');
    await press('ArrowDown');
    await library.getByText('No tag is called').waitFor();
    expect(await violations(library)).toEqual([]);
    await library.getByRole('button', { name: 'What can be searched' }).click();
    await library.getByRole('region', { name: 'What can be searched' }).waitFor();
    expect(await violations(library)).toEqual([]);
  });
});

it('speaks Chinese where the browser does, and understands English there', async () => {
  const chinese = await launchGleaner({ locale: 'zh-CN' });
  try {
    const page = await chinese.extensionPage('library.html');
    await fillLibrary(page, sample);
    const input = searchBox(page);
    const offered = page.getByRole('listbox', { name: '搜索建议' }).getByRole('option');
    await input.press('ArrowDown');
    await offered.filter({ hasText: /^标签:/ }).waitFor();
    await input.fill('-类');
    await expect.poll(() => offered.allInnerTexts()).toEqual([expect.stringMatching(/^类型:/)]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => input.inputValue()).toBe('-类型:');
    await page.keyboard.type('反馈');
    await page.keyboard.press('Enter');
    await expect.poll(() => input.inputValue()).toBe('-类型:用户反馈 ');
    await page.keyboard.type('type:competitor');
    await page.keyboard.press('Escape');
    const chips = page.getByRole('list', { name: '搜索的筛选条件' }).getByRole('listitem');
    await expect.poll(() => chips.allInnerTexts()).toEqual(['排除\n类型\n用户反馈', '类型\n竞品']);
    await expect.poll(() => page.locator('[data-clip]').count()).toBe(1);
  } finally {
    await chinese.close();
  }
});
