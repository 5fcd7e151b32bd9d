import { onRowsChanged } from '#lib/db/on-rows-changed.ts';
import { onStartup } from '#lib/platform/lifecycle.ts';
import { keepScriptOn, putScriptInto, refreshHighlights, tellPages } from '#lib/platform/site-scripts.ts';
import { areHighlightsOn, grantedSites, onHighlightsSwitch, onSites } from '#lib/platform/sites.ts';

/** One after the other: each looks at what is granted by then, and the last one is right. */
let work: Promise<void> = Promise.resolve();

/** Brings the browser, and the pages that are open, in step with what the user has granted. */
function keepInStep(): void {
  work = work.then(inStep).catch(() => undefined);
}

async function inStep(): Promise<void> {
  const [isOn, granted] = await Promise.all([areHighlightsOn(), grantedSites()]);
  const sites = isOn ? granted : [];
  await keepScriptOn(sites);
  await putScriptInto(sites);
  await tellPages();
}

/** Highlights on the sites that the user has granted, and only there, while they are switched on. */
export function registerSites(): void {
  onSites(keepInStep);
  onHighlightsSwitch(keepInStep);
  onStartup(keepInStep);
  // While the background sleeps, pages ask by themselves when they are come back to.
  onRowsChanged(['clips'], () => void refreshHighlights());
}
