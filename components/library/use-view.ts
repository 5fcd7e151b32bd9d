import { useCallback, useMemo, useSyncExternalStore } from 'react';
import {
  type AddressChanges,
  addressFromQuery,
  addressToQuery,
  changeAddress,
  isSameButText,
} from '#lib/search/library/address.ts';
import { type LibraryView, viewOf } from './views/view.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/**
 * How the library is looked at, kept in the address: the back button works, and a view can be bookmarked. The second one
 * changes some of it, and says what comes of that; what is given as undefined is as usual again.
 */
export function useView(): [LibraryView, (changes: AddressChanges) => LibraryView] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const setView = useCallback((changes: AddressChanges) => {
    const current = addressFromQuery(location.hash.slice(1));
    const next = changeAddress(current, changes);
    const query = addressToQuery(next);
    // Each letter of a search is not a page of its own.
    history[isSameButText(current, next) ? 'replaceState' : 'pushState'](null, '', `#${query}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    return viewOf(addressFromQuery(query));
  }, []);
  const view = useMemo(() => viewOf(addressFromQuery(hash.slice(1))), [hash]);
  return [view, setView];
}
