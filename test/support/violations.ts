import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Everything that axe knows to be wrong, in a form that says where. */
export async function violations(page: Page): Promise<string[]> {
  // Halfway from one colour to another there may be too little contrast.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .map(({ finished, effect }) => (effect?.getTiming().iterations === Infinity ? undefined : finished)),
    ),
  );
  // Legacy mode opens no tab of its own, which would close a popup.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}\n  ${html}\n  ${any.map(({ message }) => message).join('\n  ')}`),
  );
}
