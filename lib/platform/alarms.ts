import { browser } from 'wxt/browser';

/**
 * Runs a job some minutes after the background was last started, which any event may do. It comes again at the next start
 * if the background is stopped before it has finished; when it has, the background may rest until something else wakes it.
 */
export function runLater(name: string, minutes: number, job: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name !== name) return;
    job().then(
      () => browser.alarms.clear(name),
      () => {
        // What failed is left as it was, and tried again next time.
      },
    );
  });
  // An alarm of this name that is set already moves: it goes off when nothing has happened for so long.
  void browser.alarms.create(name, { delayInMinutes: minutes });
}
