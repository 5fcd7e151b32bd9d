import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { overlay, pendingCaptures, readTable } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { middleOf, openPickerByMenu, pointAt, pressAll } from '#test/support/picker-gestures.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

/** What hostile.js keeps of the keys and pointers that it swallowed. */
declare const __events: { type: string }[];

let page: Page;

onSite();
afterEach(() => page.close());

const clips = () => readTable<Clip>(library, 'clips');

async function open(path: string): Promise<void> {
  page = await browser.openPage(site.url + path);
  await browser.grantActiveTab(page);
}

/** The clip of what `pick` picks; the popup that opens on it is closed. */
async function picked(pick: () => Promise<unknown>, kind = 'element'): Promise<Clip> {
  const before = new Set((await clips()).map(({ id }) => id));
  await openPickerByMenu(browser, page, kind);
  await pick();
  const made = async () => (await clips()).filter(({ id }) => !before.has(id));
  await expect.poll(made).toHaveLength(1);
  await (await browser.attachPopup()).close();
  const [clip] = await made();
  if (!clip) throw new Error('The clip is gone again.');
  return clip;
}

async function givenUp(before: Clip[]): Promise<void> {
  await overlay(page).waitFor({ state: 'detached' });
  await expect.poll(() => pendingCaptures(browser)).toEqual([]);
  expect(await clips()).toEqual(before);
}

describe('the picker takes what is drawn', () => {
  it('in a modal dialog of the page’s own, which stays open and keeps the focus', async () => {
    await open('frames.html');
    await page.locator('#open-dialog').click();
    const clip = await picked(() => pointAt(page, '#dialog-quote'));
    expect(clip.quote).toBe('After the trial, history older than 14 days is deleted and cannot be restored.');
    expect(await page.locator('#dialog').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
    expect(await page.locator('#dialog > div').count()).toBe(0);
  });

  it('in a modal dialog within a shadow tree', async () => {
    await open('frames.html');
    await page.evaluate(() => {
      const root = document.querySelector('#declarative-host')?.shadowRoot;
      root?.append(document.createElement('dialog'));
      const dialog = root?.querySelector('dialog');
      if (!dialog) throw new Error('no dialog');
      dialog.innerHTML = '<p id="modal-quote">Words of a modal in a shadow tree.</p>';
      dialog.showModal();
    });
    const clip = await picked(() => pointAt(page, '#modal-quote'));
    expect(clip.quote).toBe('Words of a modal in a shadow tree.');
    expect(clip.anchor?.within).toEqual(['#declarative-host']);
  });

  it('on a header that stays in view', async () => {
    await open('kinds.html');
    await page.evaluate(() => scrollTo({ top: 400, behavior: 'instant' }));
    const clip = await picked(() => page.mouse.click(60, 24));
    expect(clip.quote).toBe('Acme Analytics');
    expect(await page.evaluate(() => scrollY)).toBe(400);
  });

  it.each([
    [
      '#open-quote',
      'This sentence is in an open shadow root, and these words are one root further in.',
      ['#open-host'],
    ],
    ['#slotted', 'a slotted signature from the light tree', undefined],
  ])('in an open shadow tree: %s', async (selector, quote, within) => {
    await open('frames.html');
    await page.locator(selector).scrollIntoViewIfNeeded();
    const clip = await picked(async () => {
      const box = await page.locator(selector).boundingBox();
      if (box) await page.mouse.click(box.x + 6, box.y + box.height / 2);
    });
    expect(clip.quote).toBe(quote);
    expect(clip.anchor?.within).toEqual(within);
  });

  it('in a closed shadow tree', async () => {
    await open('frames.html');
    await page.locator('#closed-host').scrollIntoViewIfNeeded();
    const box = await page.locator('#closed-host').boundingBox();
    const clip = await picked(() => page.mouse.click((box?.x ?? 0) + 30, (box?.y ?? 0) + (box?.height ?? 0) / 2));
    expect(clip.quote).toBe('This sentence is in a closed shadow root.');
    expect(clip.anchor?.within).toEqual(['#closed-host']);
  });

  it('in a frame, scrolled or not, and up out of it again', async () => {
    await open('frames.html');
    await page.locator('#frame').scrollIntoViewIfNeeded();
    const at = await page.frameLocator('#frame').locator('#inner-quote').boundingBox();
    if (!at) throw new Error('The passage is not drawn.');
    const clip = await picked(async () => {
      await page.mouse.move(at.x + 5, at.y + at.height / 2);
      await page.mouse.click(at.x + 6, at.y + at.height / 2);
    });
    expect(clip.quote).toMatch(/^We would renew today if the report came with its sources\./);
    expect(clip.anchor?.within).toEqual(['#frame']);
    const whole = await picked(async () => {
      await page.mouse.move(at.x + 6, at.y + at.height / 2);
      await pressAll(page, 'ArrowUp', 'Enter');
    });
    expect(whole.quote).toContain('A letter from a customer');
    expect(whole.quote).toContain('by post');
  });
});

describe('while the picker is open', () => {
  it('the wheel scrolls the page and what scrolls in it, and what was scrolled stays so', async () => {
    await open('kinds.html');
    const clip = await picked(async () => {
      await page.mouse.move(640, 300);
      await page.mouse.wheel(0, 350);
      await page.waitForFunction(() => scrollY === 350);
      const { x, y } = await middleOf(page, '#scroller');
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, 5_000);
      await page.waitForFunction(() => (document.querySelector('#scroller')?.scrollTop ?? 0) > 300);
      await pointAt(page, '#far');
    });
    expect(clip.quote).toBe('Far down in what scrolls.');
    expect(await page.evaluate(() => scrollY)).toBe(350);
    expect(await page.evaluate(() => document.querySelector('#scroller')?.scrollTop)).toBeGreaterThan(300);
  });

  it.each(['Enter', 'Escape'])('what the arrow keys scroll is scrolled back by %s', async (key) => {
    await open('kinds.html');
    const before = await clips();
    await page.evaluate(() => {
      document
        .querySelector('#last')
        ?.insertAdjacentHTML('afterend', '<table><tr><th>Last<th>table<tr><td>1<td>2</table>');
    });
    const act = async () => {
      await pressAll(page, 'ArrowDown', 'ArrowDown');
      await page.waitForFunction(() => scrollY > 0);
      await page.keyboard.press(key);
    };
    if (key === 'Enter') {
      expect((await picked(act, 'table')).quote).toContain('Last\ttable');
    } else {
      await openPickerByMenu(browser, page, 'table');
      await act();
      await givenUp(before);
    }
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it('assistive technology is told what it is, how it works, and what is pointed at', async () => {
    await open('kinds.html');
    const session = await page.context().newCDPSession(page);
    await openPickerByMenu(browser, page, 'element');
    const { x, y } = await middleOf(page, '#third');
    await page.mouse.move(x, y);
    const nodes = async () =>
      (await session.send('Accessibility.getFullAXTree')).nodes
        .filter(({ ignored }) => !ignored)
        .map(({ role, name }) => `${role?.value}: ${name?.value}`);
    await expect.poll(nodes).toContainEqual(`dialog: ${words('picker_name')}`);
    const heard = await nodes();
    expect(heard).toContain(`Iframe: ${words('picker_name')}`);
    expect(heard).toContainEqual(expect.stringContaining(words('picker_hint')));
    expect(heard).toContainEqual(expect.stringContaining(words('picker_hint_keys')));
    expect(heard).toContainEqual(expect.stringMatching(/^StaticText: p · /));
    expect(heard.some((node) => node.startsWith('status:'))).toBe(true);
    await page.keyboard.press('Escape');
    await overlay(page).waitFor({ state: 'detached' });
  });

  it('events of the page’s own making pick nothing', async () => {
    await open('kinds.html');
    const before = await clips();
    await openPickerByMenu(browser, page, 'element');
    const [pending] = await pendingCaptures(browser);
    await page.evaluate(() => {
      const at = {
        bubbles: true,
        composed: true,
        cancelable: true,
        button: 0,
        pointerId: 1,
        clientX: 200,
        clientY: 200,
      };
      for (const target of [document.activeElement, document, window]) {
        for (const type of ['pointermove', 'pointerdown', 'pointerup'])
          target?.dispatchEvent(new PointerEvent(type, at));
        for (const type of ['mousedown', 'mouseup', 'click']) target?.dispatchEvent(new MouseEvent(type, at));
        for (const key of ['ArrowDown', 'Enter', 'Escape'])
          target?.dispatchEvent(new KeyboardEvent('keydown', { ...at, key }));
        for (const type of ['cancel', 'close']) target?.dispatchEvent(new Event(type, at));
      }
    });
    expect(await pendingCaptures(browser)).toEqual([pending]);
    expect(await overlay(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    await givenUp(before);
  });

  it('the page hears no key and no pointer, and cannot keep them from the user', async () => {
    await open('hostile.html');
    const clip = await picked(async () => {
      await pointAt(page, '#plain');
    });
    expect(clip.quote).toMatch(/^A plain sentence that is easy to select/);
    const before = await clips();
    await openPickerByMenu(browser, page, 'element');
    await pressAll(page, 'ArrowDown', 'ArrowUp', 'PageDown', 'Escape');
    await givenUp(before);
    // All but the release of Esc, by which time the picker has left.
    expect(await page.evaluate(() => __events.filter(({ type }) => type !== 'keyup'))).toEqual([]);
  });

  it('a page that takes it off ends it, and the user simply starts again', async () => {
    await open('kinds.html');
    const before = await clips();
    await openPickerByMenu(browser, page, 'element');
    await overlay(page).evaluate((host) => host.remove());
    await givenUp(before);
    expect((await picked(() => pointAt(page, '#third'))).quote).toBe('Nothing else differs.');
  });

  it.each(['removes', 'closes'])('a page that %s the dialog that it is over ends it', async (how) => {
    await open('frames.html');
    await page.locator('#open-dialog').click();
    const before = await clips();
    await openPickerByMenu(browser, page, 'element');
    await page.locator('#dialog').evaluate((dialog, how) => {
      const section = document.createElement('section');
      if (how === 'closes') (dialog as HTMLDialogElement).close();
      else dialog.replaceWith(section);
    }, how);
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
    expect(await clips()).toEqual(before);
    await page.locator('h1').scrollIntoViewIfNeeded();
    expect((await picked(() => pointAt(page, 'h1'))).quote).toBe('Frames, shadows and a dialog');
  });

  it('a page that takes away what is pointed at gives nothing of it by accident', async () => {
    await open('kinds.html');
    const clip = await picked(async () => {
      const { x, y } = await middleOf(page, '#third');
      await page.mouse.move(x, y);
      await page.evaluate(() => document.querySelector('#third')?.remove());
      await page.keyboard.press('Enter');
    });
    expect(clip.quote).toBe('Nothing else differs.');
    expect(clip.anchor).toBeUndefined();
  });
});

describe('the focus', () => {
  it.each([
    ['a field', 'kinds.html', () => document.querySelector<HTMLElement>('#note')?.focus()],
    [
      'a field in a shadow tree',
      'frames.html',
      () => {
        const root = document.querySelector('#declarative-host')?.shadowRoot;
        const field = root?.appendChild(document.createElement('input'));
        field?.focus({ preventScroll: true });
      },
    ],
    [
      'a field in a frame',
      'frames.html',
      () => {
        const inside = document.querySelector<HTMLIFrameElement>('#frame')?.contentDocument;
        const field = inside?.body.appendChild(inside.createElement('input'));
        field?.focus({ preventScroll: true });
      },
    ],
  ])('is given back to %s', async (_, path, focus) => {
    await open(path);
    await page.evaluate(focus);
    const focused = () =>
      page.evaluate(() => {
        const path: string[] = [];
        for (let at = document.activeElement; at; ) {
          path.push(at.localName);
          at = at.shadowRoot?.activeElement ?? (at as HTMLIFrameElement).contentDocument?.activeElement ?? null;
        }
        return path;
      });
    const was = await focused();
    expect(was.at(-1)).toMatch(/^(?:input|textarea)$/);
    const before = await clips();
    await openPickerByMenu(browser, page, 'element');
    await page.keyboard.press('Escape');
    await givenUp(before);
    expect(await focused()).toEqual(was);
    await page.keyboard.type('typed');
    const value = await page.evaluate(() => {
      let at = document.activeElement;
      for (let inner = at; inner; ) {
        at = inner;
        inner = at.shadowRoot?.activeElement ?? (at as HTMLIFrameElement).contentDocument?.activeElement ?? null;
      }
      return (at as HTMLInputElement).value;
    });
    expect(value).toContain('typed');
  });
});
