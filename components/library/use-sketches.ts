import { useEffect } from 'react';
import { fillSketches } from '#lib/db/fill-sketches.ts';

/** Nothing is so urgent that this has to wait longer, in ms. */
const PATIENCE_MS = 10_000;

/** Makes clips of older versions and of backups findable by what they say, a few at a time while nothing else happens. */
export function useSketches(): void {
  useEffect(() => {
    let isOver = false;
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: PATIENCE_MS }));
    const mayGoOn = async () => {
      await idle();
      return !isOver;
    };
    // What fails here is tried again the next time: nothing of the user's depends on it.
    fillSketches(mayGoOn).catch((error: unknown) => console.warn(error));
    return () => {
      isOver = true;
    };
  }, []);
}
