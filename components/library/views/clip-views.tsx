import { memo } from 'react';
import type { LayoutProps } from './layout.ts';
import './clips.css';

/** What the library found, laid out as the view says. */
export const ClipViews = memo(function ClipViews(props: LayoutProps) {
  const { component: Layout, id } = props.shown.view.layout;
  return <Layout key={id} {...props} />;
});
