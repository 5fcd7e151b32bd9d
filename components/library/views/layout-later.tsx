import type { ComponentType } from 'react';
import { later } from '#components/library/later.tsx';
import type { LayoutProps } from './layout.ts';

/** A way to lay clips out whose code comes when it is chosen. */
export function layoutLater(load: () => Promise<{ default: ComponentType<LayoutProps> }>): ComponentType<LayoutProps> {
  return later(load, () => <div className="clips-scroller" aria-busy="true" />);
}
