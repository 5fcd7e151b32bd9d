import type { Page } from 'playwright';
import { violations } from './violations.ts';

/** The same as `violations`, in the light theme and in the dark one. */
export async function violationsInThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)));
  }
  return found;
}
