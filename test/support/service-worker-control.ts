import type { BrowserContext, CDPSession, Page } from 'playwright';

/** Chromium's word for what the worker's thread is doing. */
type RunningStatus = 'stopped' | 'starting' | 'running' | 'stopping';

interface WorkerVersion {
  versionId: string;
  scriptURL: string;
  runningStatus: RunningStatus;
}

/** Any page will do: the ServiceWorker domain reaches every worker of the profile, the extension's included. */
async function somePage(context: BrowserContext): Promise<Page> {
  return context.pages().find((page) => !page.isClosed()) ?? context.newPage();
}

/** Resolves when `condition` holds for the newest known version of the worker, looking again at each CDP event. */
async function untilVersion(
  session: CDPSession,
  origin: string,
  condition: (version: WorkerVersion) => boolean,
  act: (version: WorkerVersion | undefined) => Promise<void>,
  timeout: number,
): Promise<void> {
  let latest: WorkerVersion | undefined;
  let wake: () => void = () => {};
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) {
      if (version.scriptURL.startsWith(origin)) latest = version;
    }
    wake();
  });
  await session.send('ServiceWorker.enable');
  const deadline = Date.now() + timeout;
  while (latest === undefined || !condition(latest)) {
    const left = deadline - Date.now();
    if (left <= 0)
      throw new Error(`The worker of ${origin} is "${latest?.runningStatus ?? 'unknown'}" after ${timeout} ms.`);
    await act(latest);
    await new Promise<void>((done) => {
      const timer = setTimeout(done, Math.min(left, 250));
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

async function withSession(context: BrowserContext, use: (session: CDPSession) => Promise<void>): Promise<void> {
  const session = await context.newCDPSession(await somePage(context));
  try {
    await use(session);
  } finally {
    // The page may have been closed meanwhile, and its session with it.
    await session.detach().catch(() => undefined);
  }
}

/**
 * Start the extension's worker if it is not running, without sending it any event, and wait until it runs.
 * Rejects when it does not within `timeout` ms (its script throws, or the extension has no worker).
 */
export async function wakeWorker(context: BrowserContext, origin: string, timeout = 10_000): Promise<void> {
  await withSession(context, (session) =>
    untilVersion(
      session,
      origin,
      (version) => version.runningStatus === 'running',
      async (version) => {
        if (version !== undefined && version.runningStatus !== 'stopped') return;
        // Refused while the extension's registration is still being stored: ask again until the deadline.
        await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` }).catch(() => undefined);
      },
      timeout,
    ),
  );
}

/** Stop the extension's worker, as the browser does after 30 s idle, and wait until it stands still. */
export async function stopWorker(context: BrowserContext, origin: string, timeout = 10_000): Promise<void> {
  await withSession(context, (session) =>
    untilVersion(
      session,
      origin,
      (version) => version.runningStatus === 'stopped',
      async (version) => {
        if (version?.runningStatus !== 'running' && version?.runningStatus !== 'starting') return;
        await session.send('ServiceWorker.stopWorker', { versionId: version.versionId });
      },
      timeout,
    ),
  );
}
