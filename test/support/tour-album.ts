import { join } from 'node:path';
import type { Page } from 'playwright';

export interface Album {
  /** Takes one screen in light and in dark: `<screen>-<en|zh>-<light|dark>.png`. */
  shoot(page: Page, screen: string, options?: { fullPage?: boolean }): Promise<void>;
  /** File names so far, in the order in which they were taken. */
  pictures: readonly string[];
}

/** A popup grows with its contents: waits until it has stood still for some frames. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let height = 0;
    for (let still = 0; still < 10; still += 1) {
      if (innerHeight !== height) still = 0;
      height = innerHeight;
      await new Promise(requestAnimationFrame);
    }
  });
}

/** Screenshots of one language, in `dir`. */
export function openAlbum(dir: string, language: 'en' | 'zh'): Album {
  const pictures: string[] = [];
  return {
    pictures,
    async shoot(page, screen, { fullPage = false } = {}) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const name = `${screen}-${language}-${colorScheme}.png`;
        await page.emulateMedia({ colorScheme });
        await settled(page);
        await page.screenshot({ path: join(dir, name), animations: 'disabled', caret: 'initial', fullPage });
        pictures.push(name);
      }
      await page.emulateMedia({ colorScheme: null });
    },
  };
}
