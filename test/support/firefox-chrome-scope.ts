import type { Browser } from 'puppeteer-core';

interface BidiConnection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: unknown }>;
}

/** A function body that runs with the browser's own privileges, in its window; sees `args`. Resolves to a JSON value. */
export type ChromeScope = (body: string, args?: Record<string, unknown>) => Promise<unknown>;

/** Puppeteer has the WebDriver BiDi connection, but no type for it: look before trusting it. */
function findConnection(browser: Browser): BidiConnection {
  const connection: unknown = Reflect.get(browser, 'connection');
  const usable = typeof connection === 'object' && connection !== null && 'send' in connection;
  if (!usable || typeof connection.send !== 'function') {
    throw new Error('This version of puppeteer-core does not expose its WebDriver BiDi connection.');
  }
  return connection as BidiConnection;
}

/**
 * Code in Firefox's chrome scope, where toolbar buttons, shortcuts and menus live. Needs the switch
 * `--remote-allow-system-access`. A thrown exception rejects with its text.
 */
export async function openChromeScope(browser: Browser): Promise<ChromeScope> {
  const connection = findConnection(browser);
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = (tree as { contexts: { context: string }[] }).contexts[0]?.context;
  if (context === undefined) throw new Error('Firefox shows no browser window.');
  return async (body, args = {}) => {
    const { result } = await connection.send('script.evaluate', {
      expression: `(async (args) => JSON.stringify(await (async () => { ${body} })()))(${JSON.stringify(args)})`,
      target: { context },
      awaitPromise: true,
    });
    const outcome = result as {
      result?: { value?: string };
      exceptionDetails?: { text: string };
    };
    if (outcome.exceptionDetails !== undefined)
      throw new Error(`Firefox chrome scope: ${outcome.exceptionDetails.text}`);
    return outcome.result?.value === undefined ? undefined : JSON.parse(outcome.result.value);
  };
}
