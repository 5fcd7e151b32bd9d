import { useEffect } from 'react';
import { fillSketches } from '#lib/db/fill-sketches.ts';
import { useLibraryClient } from './library-client.ts';

/** Nothing is so urgent that this has to wait longer, in ms. */
const PATIENCE_MS = 10_000;
/** Between two chunks: the database serves others first, in ms. */
const PAUSE_MS = 150;

/** Makes clips of older versions and of backups findable by what they say, a few at a time while nothing else happens. */
export function useSketches(): void {
  const index = useLibraryClient();
  useEffect(() => {
    let isOver = false;
    const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: PATIENCE_MS }));
    const mayGoOn = async () => {
      do await pause();
      while (index.progress() !== undefined && !isOver);
      await idle();
      return !isOver;
    };
    // What fails here is tried again the next time: nothing of the user's depends on it.
    fillSketches(mayGoOn).catch((error: unknown) => console.warn(error));
    return () => {
      isOver = true;
    };
  }, [index]);
}
