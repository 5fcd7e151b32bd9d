/** Chrome and newer Firefox tell when a single-page app goes on; older ones have no name for it. */
type Navigates = { navigation?: EventTarget };

/** Runs when the page's address has changed without a load. Ends with `signal`. */
export function onAddress(view: Window, run: () => void, signal: AbortSignal): void {
  let { href } = view.location;
  const look = () => {
    if (view.location.href === href) return;
    href = view.location.href;
    run();
  };
  const { navigation } = view as Navigates;
  if (navigation) {
    navigation.addEventListener('currententrychange', look, { signal });
    return;
  }
  view.addEventListener('popstate', look, { signal });
  view.addEventListener('hashchange', look, { signal });
  // Who goes to another page draws something, soon after.
  const observer = new MutationObserver(look);
  observer.observe(view.document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
