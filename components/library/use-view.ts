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

/** The address as it is, and as changes make it. */
function addressAfter(changes: AddressChanges) {
  const current = addressFromQuery(location.hash.slice(1));
  const next = changeAddress(current, changes);
  return { current, next, query: addressToQuery(next) };
}

/** What changes would come to, before they are made. */
export function viewAfter(changes: AddressChanges): LibraryView {
  return viewOf(addressFromQuery(addressAfter(changes).query));
}

/**
 * How the library is looked at, kept in the address: the back button works, and a view can be bookmarked. The second one
 * changes some of it; what is given as undefined is as usual again.
 */
export function useView(): [LibraryView, (changes: AddressChanges) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const setView = useCallback((changes: AddressChanges) => {
    const { current, next, query } = addressAfter(changes);
    // Each letter of a search is not a page of its own.
    history[isSameButText(current, next) ? 'replaceState' : 'pushState'](null, '', `#${query}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  const view = useMemo(() => viewOf(addressFromQuery(hash.slice(1))), [hash]);
  return [view, setView];
}
