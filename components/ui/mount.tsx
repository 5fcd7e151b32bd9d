import { type ReactNode, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { locale } from '#lib/platform/i18n.ts';
import { StoreGate } from './store-gate.tsx';

/** Puts a page's content into its `#root`, in the user's language. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root');
  document.documentElement.lang = locale();
  // At once, effects too: a key that is pressed the moment a popup opens finds somebody who listens.
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <StoreGate>{page}</StoreGate>
      </StrictMode>,
    ),
  );
}
