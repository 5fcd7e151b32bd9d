import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { Snapshot } from '#lib/core/schema/snapshot.ts';
import { askOfTab } from '#test/support/ask-of-tab.ts';
import { overlay, readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onOwnSite, removePage, site, writePage } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';

onOwnSite();

/** Clips what is in an element as a user does. @returns the clip. */
async function clip(page: Page, selector: string): Promise<Clip> {
  await page.bringToFront();
  await select(page, selector);
  return clipSelected(page);
}

async function clipSelected(page: Page): Promise<Clip> {
  const before = new Set((await readTable<Clip>(library, 'clips')).map(({ id }) => id));
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, 'note');
  await popup.close();
  const made = (await readTable<Clip>(library, 'clips')).find(({ id }) => !before.has(id));
  if (!made) throw new Error('Nothing was clipped.');
  return made;
}

/** What the popup and the side panel ask, of the tab that shows `page`. */
const ask = (page: Page, type: string, data: object = {}) => askOfTab(library, page, type, data);

/** Comes back to a page, and has it looked at. */
async function comeBack(path: string): Promise<{ page: Page; answer: unknown }> {
  const page = await browser.openPage(site.url + path);
  await browser.grantActiveTab(page);
  return { page, answer: await ask(page, 'evidence.check') };
}

/** What was seen of a clip last. */
async function newest({ id }: Clip): Promise<Observation | undefined> {
  const all = (await readTable<Observation>(library, 'observations')).filter(({ clipId }) => clipId === id);
  return all.sort((a, b) => a.lastSeenAt - b.lastSeenAt || a.id.localeCompare(b.id)).at(-1);
}

const FILLER = '<p>The storm left as it had come. Nobody on the quay had seen the lights of the ferry go out.</p>';

it('says of each clip what has become of it', async () => {
  const first = `<h1>Plans</h1>${FILLER}
    <p id="same">Every plan includes unlimited viewers and a full audit trail.</p>
    <p id="changes">Team costs $12 per user and month, billed once a year in advance.</p>
    ${FILLER}<p id="moves">Refunds are given within thirty days, no questions asked at all.</p>
    <p id="goes">Free workspaces are kept for as long as somebody opens them now and then.</p>${FILLER}
    <p id="space">White space is laid out anew whenever somebody formats the source.</p>
    <p>价格以人民币计，含增值税，可开具电子发票。</p>
    <p id="cjk">团队版按年付费，每位成员每月九十九元，支持五十个项目和无限看板。</p>
    <p>如需私有部署，请联系我们的销售顾问。</p>`;
  await writePage('plans.html', first);
  const page = await browser.openPage(`${site.url}plans.html`);
  const names = ['same', 'moves', 'changes', 'goes', 'space', 'cjk'] as const;
  const clips = new Map<string, Clip>();
  for (const name of names) clips.set(name, await clip(page, `#${name}`));
  await page.close();

  await writePage(
    'plans.html',
    `<h1>Plans</h1>${FILLER}
    <p id="same">Every plan includes unlimited viewers and a full audit trail.</p>
    <p id="changes">Team costs <b>$15</b> per user and month, billed once a year in advance.</p>
    ${FILLER}${FILLER}
    <p id="space">White space is
       laid out anew whenever   somebody formats the source.</p>
    <p>价格以人民币计，含增值税，可开具电子发票。</p>
    <p id="cjk">团队版按年付费，每位成员每月一百二十九元，支持五十个项目和无限看板。</p>
    <p>如需私有部署，请联系我们的销售顾问。</p>
    <p id="moves">Refunds are given within thirty days, no questions asked at all.</p>`,
  );
  const { page: back, answer } = await comeBack('plans.html');
  expect(answer).toEqual({ ok: true, value: { found: names.length } });
  const seen = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await newest(clips.get(name) as Clip)] as [string, Observation | undefined]),
    ),
  );
  expect(Object.fromEntries(Object.entries(seen).map(([name, one]) => [name, one?.state]))).toEqual({
    same: 'exact',
    moves: 'moved',
    changes: 'changed',
    goes: 'missing',
    space: expect.stringMatching(/exact|moved/),
    cjk: 'changed',
  });
  expect(seen.changes?.quote).toBe('Team costs $15 per user and month, billed once a year in advance.');
  expect(seen.cjk?.quote).toBe('团队版按年付费，每位成员每月一百二十九元，支持五十个项目和无限看板。');
  expect(seen.changes?.anchor?.selectors).toContainEqual(
    expect.objectContaining({ type: 'TextQuoteSelector', exact: seen.changes?.quote }),
  );

  // Looked at again, nothing new is written down.
  const rows = await readTable(library, 'observations');
  await Promise.all([ask(back, 'evidence.check'), ask(back, 'evidence.check')]);
  expect(await readTable(library, 'observations')).toEqual(rows);
  await back.close();
});

it('scrolls to a clip and points it out, and leaves the page as it is', async () => {
  const gap = '<div style="height: 3000px"></div>';
  await writePage(
    'long.html',
    `<style>html { scroll-behavior: smooth }</style>${gap}
    <p id="far">Far below the fold a sentence waits to be shown again.</p>
    <details><summary>More</summary><p id="folded">What is folded away stays so, whoever asks for it.</p></details>
    ${gap}`,
  );
  const page = await browser.openPage(`${site.url}long.html`);
  const far = await clip(page, '#far');
  await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
  const folded = await clip(page, '#folded');
  await page.close();

  const { page: back } = await comeBack('long.html');
  const html = () => back.evaluate(() => document.documentElement.outerHTML);
  const before = await html();
  expect(await ask(back, 'evidence.show', { clipId: far.id })).toEqual({ ok: true, value: { isShown: true } });
  const middle = await back.evaluate(() => {
    const { y, height } = document.querySelector('#far')?.getBoundingClientRect() ?? new DOMRect();
    return (y + height / 2) / innerHeight;
  });
  expect(middle).toBeCloseTo(0.5, 1);
  await overlay(back).waitFor({ state: 'detached' });
  expect(await html()).toBe(before);

  expect(await ask(back, 'evidence.show', { clipId: folded.id })).toEqual({ ok: true, value: { isShown: false } });
  expect(await html()).toBe(before);
  await back.close();
});

it('finds what is in frames and shadow trees, and what an app draws late', async () => {
  const words = 'Whoever reviews a dashboard needs to know who changed it last.';
  await writePage('inner.html', `${FILLER}<p id="framed">${words}</p>${FILLER}`);
  const shadow = `${FILLER}<p id="shadowed">${words}</p>${FILLER}`;
  const app = (delay: number) => `<div id="app"><p>Loading …</p></div><script>
    setTimeout(() => {
      document.querySelector('#app').innerHTML = ${JSON.stringify(`${FILLER}<p id="late">${words}</p>${FILLER}`)};
    }, ${delay});</script>`;
  const body = (delay: number) => `<iframe src="inner.html" width="600"></iframe>
    <div id="host"><template shadowrootmode="open">${shadow}</template></div>${app(delay)}`;
  await writePage('app.html', body(0));
  const page = await browser.openPage(`${site.url}app.html`);
  await page.locator('#late').waitFor();
  const late = await clip(page, '#late');
  await page.evaluate(() => {
    const text = document.querySelector('#host')?.shadowRoot?.querySelector('#shadowed')?.firstChild as Text;
    getSelection()?.setBaseAndExtent(text, 0, text, text.length);
  });
  const shadowed = await clipSelected(page);
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    const frame = document.querySelector('iframe') as HTMLIFrameElement;
    const inside = frame.contentDocument as Document;
    frame.focus();
    inside.getSelection()?.selectAllChildren(inside.querySelector('#framed') as Element);
  });
  const framed = await clipSelected(page);
  expect([late, shadowed, framed].map(({ quote }) => quote)).toEqual([words, words, words]);
  expect([shadowed, framed].map(({ anchor }) => anchor?.within?.length)).toEqual([1, 1]);
  await page.close();

  await writePage('app.html', body(1_500));
  const { page: back } = await comeBack('app.html');
  for (const one of [late, shadowed, framed]) expect((await newest(one))?.state).toBe('exact');
  for (const { id } of [shadowed, framed]) {
    expect(await ask(back, 'evidence.show', { clipId: id })).toEqual({ ok: true, value: { isShown: true } });
  }
  await back.close();
});

it('writes nothing down of a page that the tab went on to meanwhile', async () => {
  const words = 'An export that forgets its filters is an export of something else.';
  await writePage('first.html', `${FILLER}<p id="it">${words}</p>${FILLER}`);
  await writePage('second.html', FILLER);
  const page = await browser.openPage(`${site.url}first.html`);
  const one = await clip(page, '#it');
  const before = await newest(one);
  // It takes a while to be sure that something is missing.
  await page.evaluate(() => document.querySelector('#it')?.remove());
  const looking = ask(page, 'evidence.check');
  await page.waitForTimeout(300);
  await page.evaluate(() => history.pushState(null, '', '/elsewhere'));
  expect(await looking).toEqual({ ok: true, value: { found: 0 } });
  expect(await newest(one)).toEqual(before);

  await page.goto(`${site.url}first.html`);
  await browser.grantActiveTab(page);
  await page.evaluate(() => document.querySelector('#it')?.remove());
  const again = ask(page, 'evidence.check');
  await page.waitForTimeout(300);
  await page.goto(`${site.url}second.html`);
  expect(await again).toMatchObject({ ok: false, error: { code: 'page_gone' } });
  expect(['exact', undefined]).toContain((await newest(one))?.state);
  await page.close();
});

it('says what keeps it out of a page, and leaves pages without clips alone', async () => {
  const page = await browser.openPage(`${site.url}second.html`);
  expect(await ask(page, 'evidence.check')).toMatchObject({ ok: false, error: { code: 'page_needs_gesture' } });
  await browser.grantActiveTab(page);
  expect(await ask(page, 'evidence.check')).toEqual({ ok: true, value: { found: 0 } });
  await page.goto('chrome://version/');
  expect(await ask(page, 'evidence.check')).toMatchObject({ ok: false, error: { code: 'page_forbidden' } });
  await page.close();
});

it('keeps what a page is about at the clip, and what has become of it at the next visit', async () => {
  const paragraphs = ['Plans are billed by the year.', 'Every plan has unlimited viewers.', 'Refunds take a month.'];
  const article = (last: string) =>
    `<nav>Home</nav><main><article>${[...paragraphs, last].map((text) => `<p>${text.repeat(4)}</p>`).join('')}</article></main>`;
  await writePage('article.html', article('Support answers on weekdays.'));
  const page = await browser.openPage(`${site.url}article.html`);
  await clip(page, 'article p');
  const kept = async () =>
    (await readTable<Snapshot>(library, 'snapshots')).filter(({ page: key }) => key.endsWith('article.html'));
  await expect.poll(async () => (await kept()).map(({ reason }) => reason)).toEqual(['clip']);
  await ask(page, 'evidence.check');
  expect(await kept()).toHaveLength(1);
  await page.close();

  await writePage('article.html', article('Support answers at all hours.'));
  const { page: back } = await comeBack('article.html');
  await expect.poll(async () => (await kept()).map(({ reason }) => reason).sort()).toEqual(['clip', 'visit']);
  await back.close();
});

it('says nothing is missing where the server is down, and that all is where the page has been taken away', async () => {
  const words = 'A server that is down takes nothing back of what it said.';
  await writePage('down.html', `${FILLER}<p id="it">${words}</p>${FILLER}`);
  const page = await browser.openPage(`${site.url}down.html`);
  const one = await clip(page, '#it');
  await page.close();
  await browser.context.route('**/down.html', (route) => route.fulfill({ status: 503, body: 'Come back later.' }));
  const { page: down, answer } = await comeBack('down.html');
  expect(answer).toEqual({ ok: true, value: { found: 1 } });
  expect((await newest(one))?.state).not.toBe('missing');
  const texts = async () => (await readTable<Snapshot>(library, 'snapshots')).filter((row) => row.page === down.url());
  expect((await texts()).map(({ reason }) => reason)).not.toContain('visit');
  await down.close();

  await browser.context.unroute('**/down.html');
  await removePage('down.html');
  const { page: gone } = await comeBack('down.html');
  expect((await newest(one))?.state).toBe('missing');
  await gone.close();
});
