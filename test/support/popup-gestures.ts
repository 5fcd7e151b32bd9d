import type { Locator, Page } from 'playwright';
import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import type { Translate } from '#lib/core/message-key.ts';

/** What the popup said in place of a clip. */
export class NothingToClip extends Error {}

/**
 * Waits until the popup has read the page and shows what it would clip.
 * @throws NothingToClip with the popup's own sentence where it has nothing to show.
 */
export async function clipShown(popup: Page): Promise<void> {
  const ready = popup.locator('.panel-footer');
  const refusal = popup.locator('.notice.error, .panel-empty:not([role])');
  await ready.or(refusal).first().waitFor();
  if (!(await ready.isVisible())) throw new NothingToClip((await refusal.first().textContent()) ?? '');
  // The focus arrives together with the listener for keys, a moment after what is seen.
  await popup.waitForFunction(() => document.activeElement?.classList.contains('types-start'));
}

/**
 * Presses the button of a way to clip in an open popup. One that is picked on the page closes it.
 * @returns the id of the clip that was saved last before. @throws NothingToClip where the page cannot be read that way.
 */
export async function startKind(popup: Page, label: string): Promise<string | undefined> {
  const kind = popup.locator('.kinds').getByRole('button', { name: label, exact: true });
  const before = await newestClipId(popup);
  const closed = popup.waitForEvent('close').catch(() => undefined);
  const failure = popup.locator('.panel-failure');
  const saved = async () => {
    while (!popup.isClosed() && (await newestClipId(popup)) === before) await popup.waitForTimeout(50);
  };
  await kind.click().catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
  const gone = () => undefined;
  await Promise.race([closed, saved().catch(gone), failure.waitFor().catch(gone)]);
  const refusal = popup.isClosed() ? undefined : await failure.textContent({ timeout: 100 }).catch(gone);
  if (refusal) throw new NothingToClip(refusal);
  return before;
}

/** Presses the key of a type, and waits until the clip is saved as one of it. */
export async function chooseType(popup: Page, type: ClipType): Promise<void> {
  await popup.keyboard.press(String(CLIP_TYPES.indexOf(type) + 1));
  await popup.locator(`.type.t-${type}[aria-pressed="true"]`).waitFor();
  await popup.locator('.panel-footer [role="status"] svg').waitFor();
}

/** The text field of tags. */
export function tagField(popup: Page, words: Translate): Locator {
  return popup.getByRole('combobox', { name: words('field_tags'), exact: true });
}

/** Types a tag in full and takes it with Enter, whether it is known or new. */
export async function addTag(popup: Page, words: Translate, tag: string): Promise<void> {
  await tagField(popup, words).fill(tag);
  await takeOption(popup, tag);
  await popup.getByRole('button', { name: words('tag_remove', tag), exact: true }).waitFor();
}

/** Says whom a clip is about or from. */
export async function addActor(
  popup: Page,
  words: Translate,
  kind: 'competitor' | 'customer',
  name: string,
): Promise<void> {
  const label = popup.getByRole('combobox', {
    name: new RegExp(`^(?:${words('field_actor')}|${words('field_actor_from')})$`),
  });
  await label.fill(name);
  await takeOption(popup, name, words(kind === 'competitor' ? 'actor_competitor' : 'actor_customer'));
  await popup.getByRole('button', { name: words('actor_remove', name), exact: true }).waitFor();
}

/** What the open list of a field offers. */
export function offeredOptions(popup: Page): Locator {
  // By attribute: the project's <select> has options too.
  return popup.locator('[role="option"]:visible');
}

/** Walks down the open list to an option, and takes it: without a pointer, as whoever types does. */
async function takeOption(popup: Page, label: string, hint = ''): Promise<void> {
  const option = offeredOptions(popup)
    .filter({ has: popup.getByText(label, { exact: true }), hasText: hint })
    .first();
  await option.waitFor();
  const offered = await offeredOptions(popup).count();
  for (let step = 0; step < offered && (await option.getAttribute('aria-selected')) !== 'true'; step += 1) {
    await popup.keyboard.press('ArrowDown');
  }
  await popup.keyboard.press('Enter');
}

/** Writes a note, and leaves its field so that it is finished. */
export async function writeNote(popup: Page, words: Translate, note: string): Promise<void> {
  const field = popup.getByRole('textbox', { name: words('field_note'), exact: true });
  await field.fill(note);
  await field.blur();
}

/** Does what closes the popup, and waits until it is closed. It may be gone before Playwright hears that the deed is done. */
async function closing(popup: Page, act: () => Promise<void>): Promise<void> {
  const closed = popup.waitForEvent('close');
  const done = act().catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
  await Promise.all([closed, done]);
}

/** Presses the footer's button on a saved clip, which closes the popup. */
export async function finish(popup: Page, words: Translate): Promise<void> {
  await closing(popup, () => popup.getByRole('button', { name: words('done'), exact: true }).click());
}

/** The same without the mouse. */
export async function finishByKey(popup: Page): Promise<void> {
  await closing(popup, () => popup.keyboard.press('ControlOrMeta+Enter'));
}

/** Id of the clip that was saved last. Ids are ordered by the time they were made. */
export async function newestClipId(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      new Promise<string | undefined>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const newest = db.transaction('clips').objectStore('clips').openKeyCursor(null, 'prev');
          newest.onerror = () => reject(newest.error);
          newest.onsuccess = () => {
            db.close();
            resolve(newest.result ? String(newest.result.primaryKey) : undefined);
          };
        };
      }),
  );
}
