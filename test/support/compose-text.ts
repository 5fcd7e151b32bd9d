import type { Page } from 'playwright';

/**
 * Type through an input method into the focused field, as a Chinese IME does: show each of `steps` as the text being
 * composed (`compositionstart`, `compositionupdate`), then commit `text` (`compositionend`). `confirmKey` sends the Enter
 * that picks a candidate before the commit, as macOS reports it: `key` is Enter, and only `isComposing` and key code 229
 * tell that it must not submit.
 */
export async function composeText(
  page: Page,
  steps: readonly string[],
  text: string,
  { confirmKey = false }: { confirmKey?: boolean } = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    for (const step of steps) {
      await session.send('Input.imeSetComposition', {
        text: step,
        selectionStart: step.length,
        selectionEnd: step.length,
      });
    }
    if (confirmKey) {
      // 229 is the key code that browsers report for every key an input method swallows (UI Events, section 7.3.1).
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await session.send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
      });
    }
    await session.send('Input.insertText', { text });
  } finally {
    await session.detach().catch(() => undefined);
  }
}
