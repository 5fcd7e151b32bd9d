import { type ComponentType, createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type ErrorCode, GleanerError } from '#lib/core/errors.ts';

type Bring = () => Promise<unknown>;

/** What is still to be brought ahead: what is wanted next, and the rest. What is brought may bring more to these lists. */
const next: Bring[] = [];
const rest: Bring[] = [];

/**
 * Code that the list does not need, brought once.
 * @param load An `import()`.
 * @param isNext Whether it is what people need first.
 * @returns what brings it, and fails with `part_missing` where the file is not there: an update may have taken it away.
 */
export function onDemand<T>(load: () => Promise<T>, isNext = false): () => Promise<T> {
  let brought: Promise<T> | undefined;
  const bring = (): Promise<T> => {
    brought ??= load().catch((error: unknown) => {
      // The next one who asks tries again.
      brought = undefined;
      throw new GleanerError('part_missing', String(error), error);
    });
    return brought;
  };
  (isNext ? next : rest).push(bring);
  return bring;
}

/** Who tells the user that something could not be brought. */
export const TellTrouble = createContext<(code: ErrorCode) => void>(() => undefined);

/**
 * A component whose code comes when it is first shown, or before: once it is there, it is shown at once. Where it cannot be
 * had, that is told, and `onClose` called, if it is given one.
 * @param fallback What stands in its place meanwhile; by default nothing.
 * @param isNext As for {@link onDemand}.
 */
export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  fallback: (props: P) => ReactNode = () => null,
  isNext = false,
): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  const bring = onDemand(async () => {
    known = (await load()).default;
    return known;
  }, isNext);
  return function Later(props: P) {
    const [Shown, setShown] = useState(() => known);
    const tell = useContext(TellTrouble);
    const onClose = 'onClose' in props && typeof props.onClose === 'function' ? props.onClose : undefined;
    const isMissing = Shown === undefined;
    // biome-ignore lint/correctness/useExhaustiveDependencies: tried once each time that it is shown
    useEffect(() => {
      if (!isMissing) return undefined;
      let isWanted = true;
      bring().then(
        (component) => isWanted && setShown(() => component),
        () => {
          if (!isWanted) return;
          tell('part_missing');
          onClose?.();
        },
      );
      return () => {
        isWanted = false;
      };
    }, [isMissing]);
    return Shown ? <Shown {...props} /> : fallback(props);
  };
}

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()));

/**
 * Brings everything, one after the other while the page has nothing else to do: nobody waits for a dialog, and what is
 * there is not lost with an update.
 * @param isReady Whether the page shows what it was opened for.
 */
export function useAhead(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return undefined;
    let isWanted = true;
    void (async () => {
      for (;;) {
        await idle();
        if (!isWanted) return;
        const bring = next.shift() ?? rest.shift();
        if (!bring) return;
        // Whoever needs it tries again, and is told.
        await bring().catch(() => undefined);
      }
    })();
    return () => {
      isWanted = false;
    };
  }, [isReady]);
}
