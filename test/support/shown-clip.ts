import type { BrowserContext, Page } from 'playwright';

/** What a form shows of the clip that is open in it. */
export type ShownClip = {
  type: string | undefined;
  /** Names, in the order in which they stand. */
  tags: string[];
  note: string | undefined;
  importance: string | undefined;
};

declare global {
  var shownClip: () => ShownClip;
}

/** Teaches all pages that are opened from now on to say what they show of a clip. */
export async function sayWhatIsShown(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.shownClip = () => {
      const pressed = (within: string) => document.querySelector(`${within} [aria-pressed="true"]`);
      const tags = document.querySelector('.fields [id$="-tagIds"]')?.closest('.combobox');
      return {
        type: /t-(\w+)/.exec(pressed('.types')?.className ?? '')?.[1],
        tags: [...(tags?.querySelectorAll('.chip > .cut:first-child') ?? [])].map((name) => name.textContent),
        note: document.querySelector<HTMLTextAreaElement>('.fields [id$="-note"]')?.value,
        importance: pressed('[aria-labelledby$="-importance-label"]')?.textContent ?? undefined,
      };
    };
  });
}

export const shownIn = (page: Page): Promise<ShownClip> => page.evaluate(() => globalThis.shownClip());

/** When (ms, as `Date.now()`) a page first shows these values, looked for in each of its frames from now on. */
export function whenShown(page: Page, want: Partial<ShownClip>): Promise<number> {
  return page.evaluate(
    (values) =>
      new Promise<number>((resolve, reject) => {
        const giveUp = performance.now() + 30_000;
        const look = () => {
          const shown: Record<string, unknown> = globalThis.shownClip();
          const isThere = Object.entries(values).every(
            ([key, value]) => JSON.stringify(shown[key]) === JSON.stringify(value),
          );
          if (isThere) resolve(Date.now());
          else if (performance.now() > giveUp) {
            reject(new Error(`${JSON.stringify(shown)} is shown, not ${JSON.stringify(values)}.`));
          } else requestAnimationFrame(look);
        };
        look();
      }),
    want,
  );
}
