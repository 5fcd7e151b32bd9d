import type { CDPSession, Page } from 'playwright';

/** Something in the page, e.g. an element, that calls in the same world take as an argument. */
export class InPage {
  readonly objectId: string;

  constructor(objectId: string) {
    this.objectId = objectId;
  }
}

/** A world of its own in a page: what the page did to its own functions does not hold there. */
export interface OwnWorld {
  readonly session: CDPSession;
  /**
   * Calls a function there. It sees nothing of the file that it is written in. Forms that are called like methods of
   * `document` hold there too: ask its prototypes.
   */
  call<T>(run: (...args: never[]) => T, ...args: unknown[]): Promise<Awaited<T>>;
  /** The same for what cannot be copied out of the page; undefined where it is null or undefined. */
  find(run: (...args: never[]) => unknown, ...args: unknown[]): Promise<InPage | undefined>;
  close(): Promise<void>;
}

/** Opens a world of its own in the page's main frame. It ends when the page goes elsewhere. */
export async function openOwnWorld(page: Page): Promise<OwnWorld> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });

  async function evaluate(run: (...args: never[]) => unknown, args: unknown[], returnByValue: boolean) {
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: run.toString(),
      executionContextId,
      arguments: args.map((value) => (value instanceof InPage ? { objectId: value.objectId } : { value })),
      awaitPromise: true,
      returnByValue,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result;
  }

  return {
    session,
    call: async (run, ...args) => (await evaluate(run, args, true)).value,
    find: async (run, ...args) => {
      const { objectId } = await evaluate(run, args, false);
      return objectId === undefined ? undefined : new InPage(objectId);
    },
    close: () => session.detach().catch(() => undefined),
  };
}
