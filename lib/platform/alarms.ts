import { browser } from 'wxt/browser';

/** Within this time whatever the background was started for is done, or well on its way. */
const SETTLE_MS = 2_000;

/** A worker that calls nothing of the browser's for 30 s is stopped, however busy it is. */
const HEARTBEAT_MS = 20_000;

/**
 * Runs something when an alarm of this name goes off, and keeps the background at work for as long as that takes.
 * @returns whether one has gone off: then that is what the background was started for, more likely than not.
 */
function onAlarm(name: string, run: () => Promise<unknown>): () => boolean {
  let hasRung = false;
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name !== name) return;
    hasRung = true;
    const heartbeat = setInterval(() => void browser.runtime.getPlatformInfo(), HEARTBEAT_MS);
    void run()
      .catch((error: unknown) => console.warn(error))
      .finally(() => clearInterval(heartbeat));
  });
  return () => hasRung;
}

/**
 * Runs a job some minutes after the background was last started, which any event may do. It comes again if the background
 * is stopped before the job is over, or the job says that there is more to do; when it is done, the background may rest
 * until something else wakes it.
 * @param job resolves with whether it is done. What throws is tried again when the background is next started.
 */
export function runLater(name: string, minutes: number, job: () => Promise<boolean>): void {
  // An alarm of this name that is set already moves: it goes off when nothing has happened for so long.
  const set = () => browser.alarms.create(name, { delayInMinutes: minutes });
  const unset = () => browser.alarms.clear(name);
  const hasRung = onAlarm(name, () => job().then(async (isDone) => (isDone ? unset() : set()), unset));
  // What the background was started for comes first. The alarm itself is no reason to set it again.
  setTimeout(() => {
    if (!hasRung()) void set();
  }, SETTLE_MS);
}

/** However long something has been due, what the background was started for comes first. */
const SOONEST_MS = 5 * 60_000;
/** Until what failed, or was stopped with the background, is tried again. */
const RETRY_MS = 60 * 60_000;

/**
 * Runs a job whenever it is due. While that is not known, no alarm is set, and the background looks again when something
 * else has started it.
 * @param nextAt resolves with when it is due, in ms since 1970, for as long as it has not been done; undefined where
 * nobody can tell.
 * @param job What throws, or is stopped with the background, is tried again an hour later.
 */
export function runWhenDue(name: string, nextAt: () => Promise<number | undefined>, job: () => Promise<void>): void {
  /** @param isAnew Whether one that is set is left for as long as it goes off in time: it may wait to try again. */
  const set = async (isAnew: boolean): Promise<void> => {
    const [at, there] = await Promise.all([nextAt(), browser.alarms.get(name)]);
    const now = Date.now();
    if (at === undefined) await browser.alarms.clear(name);
    else if (isAnew || !there || there.scheduledTime > Math.max(at, now + RETRY_MS)) {
      await browser.alarms.create(name, { when: Math.max(at, now + SOONEST_MS) });
    }
  };
  const hasRung = onAlarm(name, async () => {
    await browser.alarms.create(name, { when: Date.now() + RETRY_MS });
    await job();
    await set(true);
  });
  setTimeout(() => {
    // A database that cannot be read says so where somebody asks for it.
    if (!hasRung()) void set(false).catch(() => undefined);
  }, SETTLE_MS);
}
