import { useCallback, useSyncExternalStore } from 'react';
import { type ClipFilter, filterFromQuery, filterToQuery } from '#lib/search/clip-filter.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The filter, kept in the address: the back button works, and a view can be bookmarked. */
export function useFilter(): [ClipFilter, (filter: ClipFilter) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const setFilter = useCallback((next: ClipFilter) => {
    const current = filterFromQuery(location.hash.slice(1));
    const url = `#${filterToQuery(next)}`;
    // Each letter of a search is not a page of its own.
    const isTyping = JSON.stringify({ ...current, text: '' }) === JSON.stringify({ ...next, text: '' });
    history[isTyping ? 'replaceState' : 'pushState'](null, '', url);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return [filterFromQuery(hash.slice(1)), setFilter];
}
