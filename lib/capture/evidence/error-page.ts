/**
 * Whether this is the page of an error, and not the one that was clipped: it lacks everything, which says nothing. A page
 * that is not there any more lacks it for good.
 */
export function isErrorPage(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  const { responseStatus = 0 } = (entry ?? {}) as { responseStatus?: number };
  return responseStatus >= 400 && responseStatus !== 404 && responseStatus !== 410;
}
