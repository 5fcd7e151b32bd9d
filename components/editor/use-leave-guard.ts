import { useCallback, useEffect, useRef } from 'react';

/**
 * Has the browser ask before a page with unsaved work is left.
 * @returns how to leave without being asked, once the work is kept.
 */
export function useLeaveGuard(isUnsaved: boolean, onLeave: () => void): () => void {
  const isKept = useRef(false);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!isKept.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  return useCallback(() => {
    isKept.current = true;
    onLeave();
  }, [onLeave]);
}
