import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Notices } from '#components/library/use-notice.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { AddressChanges, UNGROUPED } from '#lib/search/library/address.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';
import type { Grouping } from '#lib/search/library/question.ts';
import type { Shown } from './use-shown.ts';

/** What every layout is given: what to show, and what can be done with it. */
export type LayoutProps = {
  shown: Shown;
  /** Of tags, competitors and customers, and projects, by id. */
  names: GroupNames;
  /** Undefined for all projects. */
  projectId: string | undefined;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  onOpen(id: string): void;
  onSelect(id: string, event: { shiftKey: boolean }): void;
  onView(changes: AddressChanges): void;
  onChange: Notices['attemptUndoable'];
};

/** A way to lay clips out. */
export type Layout = {
  /** In addresses. */
  id: string;
  label: MessageKey;
  icon: LucideIcon;
  component: ComponentType<LayoutProps>;
  /** What it can put clips together by; where there is one only, nobody is asked. */
  groupings: readonly (Grouping | typeof UNGROUPED)[];
  /** Where nobody said. */
  grouping: Grouping | typeof UNGROUPED;
  hasColumns?: true;
};
