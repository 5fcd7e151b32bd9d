import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { GleanerError, toAppError } from '#lib/core/errors.ts';
import { parse } from '#lib/core/parse.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { isAlive } from './runtime.ts';
import type { ToBackground } from './to-background.ts';
import type { ToEvidence } from './to-evidence.ts';
import type { ToPage } from './to-page.ts';

/**
 * One direction of messages. `from` says who may send one: the extension's own pages and background, or the script that
 * the background put into a web page (which the extension's pages may stand in for: they are captured like any other).
 */
type Contracts = Record<string, { from: 'extension' | 'page'; input: z.ZodMiniType; output: z.ZodMiniType }>;

type Input<C extends Contracts, K extends keyof C> = z.output<C[K]['input']>;
type Output<C extends Contracts, K extends keyof C> = z.output<C[K]['output']>;

/**
 * Where a message came from; undefined for what is not in a tab. `url` is the address of the frame that sent it, and
 * `frameId` is 0 for the page itself.
 */
export type Sender = {
  tabId: number | undefined;
  windowId: number | undefined;
  frameId: number | undefined;
  url: string | undefined;
};

export type Handlers<C extends Contracts> = {
  [K in keyof C]: (input: Input<C, K>, sender: Sender) => Promise<Output<C, K>>;
};

type Envelope = { type: string; data: unknown };

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
}

async function answer<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (error) {
    return err(toAppError(error));
  }
}

/**
 * Answers the messages of one direction with a {@link Result}. Senders that may not ask are refused before anything is
 * parsed; messages of the other direction are left to whoever serves those.
 */
export function serve<C extends Contracts>(contracts: C, handlers: Handlers<C>): void {
  const own = browser.runtime.getURL('/');
  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (response: Result<unknown>) => void) => {
    if (sender.id !== browser.runtime.id || !isEnvelope(message) || !Object.hasOwn(contracts, message.type)) return;
    const { type, data } = message;
    const contract = contracts[type];
    if (!contract) return;
    // The background itself has no URL in some browsers; a script in a web page always has that page's, and no tab where the
    // page is shown in a sidebar.
    const isExtension = sender.url === undefined ? sender.tab === undefined : sender.url.startsWith(own);
    const handler = handlers[type as keyof C];
    void answer(async () => {
      if (contract.from === 'extension' && !isExtension) throw new GleanerError('invalid_data', `${type}: sender`);
      const input = parse(contract.input, data, `message ${type}`) as Input<C, keyof C>;
      const { tab, frameId, url } = sender;
      return handler(input, { tabId: tab?.id, windowId: tab?.windowId, frameId, url });
    }).then(respond);
    return true;
  });
}

/** What a message of this type carries. */
export type ToBackgroundInput<K extends keyof ToBackground> = Input<ToBackground, K>;

/** What the background answers to it. */
export type ToBackgroundOutput<K extends keyof ToBackground> = Output<ToBackground, K>;

/** The background may be stopped at any moment, and starts again when it is asked again: a busy machine takes seconds. */
const ATTEMPTS = 8;
const PAUSE_MS = 150;
/** A background that is stopped at the wrong moment leaves a question open for ever. */
const ANSWER_MS = 8_000;

const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms));

/**
 * Asks the background until it answers: what it is asked twice it does once. Never rejects; `page_gone` where the
 * extension has left this page behind.
 * @param isOutdated Whether asking again would come too late to be of use, or even do harm.
 */
export async function askBackground<K extends keyof ToBackground>(
  type: K,
  data: Input<ToBackground, K>,
  isOutdated: () => boolean = () => false,
): Promise<Result<Output<ToBackground, K>>> {
  for (let attempt = 1; ; attempt += 1) {
    let detail = 'no answer';
    try {
      const answer: Result<Output<ToBackground, K>> | undefined = await Promise.race([
        browser.runtime.sendMessage({ type, data }),
        pause(ANSWER_MS),
      ]);
      // No answer at all means that the background went away between receiving and answering.
      if (answer) return answer;
    } catch (error) {
      detail = String(error);
    }
    if (!isAlive()) return err({ code: 'page_gone', detail });
    if (attempt === ATTEMPTS) return err({ code: 'unexpected', detail });
    await pause(PAUSE_MS * attempt);
    if (isOutdated()) return err({ code: 'unexpected', detail });
  }
}

/** Asks the script in the top frame of a tab. Rejects where there is none. */
export function askPage<K extends keyof ToPage>(
  tabId: number,
  type: K,
  data: Input<ToPage, K>,
): Promise<Result<Output<ToPage, K>>> {
  return browser.tabs.sendMessage(tabId, { type, data }, { frameId: 0 });
}

/** Asks the script that finds clips again in the top frame of a tab. Rejects where there is none. */
export function askEvidence<K extends keyof ToEvidence>(
  tabId: number,
  type: K,
  data: Input<ToEvidence, K>,
): Promise<Result<Output<ToEvidence, K>>> {
  return browser.tabs.sendMessage(tabId, { type, data }, { frameId: 0 });
}
