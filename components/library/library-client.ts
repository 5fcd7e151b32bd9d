import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LibraryClient } from '#lib/search/library/client.ts';
import type { IndexProgress } from '#lib/search/library/library-index.ts';

const Context = createContext<LibraryClient | undefined>(undefined);

/** Gives the index of the library to all that is inside. */
export const LibraryClientProvider = Context.Provider;

export function useLibraryClient(): LibraryClient {
  const client = useContext(Context);
  if (!client) throw new Error('There is no index of the library here.');
  return client;
}

/** How far an index that is being made has come; undefined where it is whole. */
export function useIndexProgress(): IndexProgress | undefined {
  const client = useLibraryClient();
  return useSyncExternalStore(client.subscribe, client.progress);
}
