import { browser } from 'wxt/browser';

/** A worker that calls nothing of the browser's for 30 s is stopped, however busy it is. */
const HEARTBEAT_MS = 20_000;

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
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name !== name) return;
    const heartbeat = setInterval(() => void browser.runtime.getPlatformInfo(), HEARTBEAT_MS);
    void job()
      .then(async (isDone) => (isDone ? unset() : set()), unset)
      .finally(() => clearInterval(heartbeat));
  });
  void set();
}
