import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import type { ClipFieldId } from '#lib/core/fields.ts';
import { getClip } from '#lib/db/clips.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';
import type { CommandActions, CommandState, OpenableDialog } from './command.ts';
import { keysOf } from './commands.ts';
import type { Sites } from './highlight-settings.tsx';
import { TriageDialogs } from './triage-dialogs.tsx';
import { useClipCursor } from './use-clip-cursor.ts';
import { useClipWork } from './use-clip-work.ts';
import { useDialog } from './use-dialog.ts';
import { useKeys } from './use-keys.ts';
import type { Notices } from './use-notice.ts';
import { useUndo } from './use-undo.ts';

type Props = {
  ids: ClipIds;
  openId: string | undefined;
  filter: ClipFilter;
  selection: {
    selected: ReadonlySet<string>;
    toggle(id: string, event: { shiftKey: boolean }): void;
    clear(): void;
    selectAll(): void;
  };
  notices: Notices;
  canExport: boolean;
  sites: Sites;
  /** Undefined closes what is open. */
  onOpen(id: string | undefined): void;
  onFilter(filter: ClipFilter): void;
  onProject(id: string | undefined): void;
  onExport(): void;
  onImport(): void;
  onSearch(): void;
  /** Opens the dialog in which these are kept in order. */
  onManage(what: 'tags' | 'projects'): void;
  onLayout(id: string): void;
};

export type Triage = {
  trash(ids: readonly string[]): void;
  restore(ids: readonly string[]): void;
  /** Asks whether these clips of the trash are to be deleted for ever. */
  purge(ids: readonly string[]): void;
  copy(ids: readonly string[]): void;
  edit(ids: readonly string[]): void;
  open: CommandActions['open'];
  /** What is asked or shown over the library right now. */
  dialogs: ReactNode;
};

/** Puts the cursor into the control of a field of the clip that is open. */
function focusField(field: ClipFieldId): void {
  document.querySelector<HTMLElement>(`.detail [id$="-${field}"]`)?.focus();
}

/** Whether the cursor was in a field, which it leaves. */
function leaveField(): boolean {
  const { activeElement } = document;
  const isIn =
    activeElement instanceof HTMLElement &&
    activeElement.matches('.detail *, [type="search"]') &&
    activeElement.matches('input, textarea, select');
  if (isIn) activeElement.blur();
  return isIn;
}

/** The library by keyboard: what its commands do, which clips they mean, and their keys. */
export function useTriage(props: Props): Triage {
  const { ids, openId, filter, selection, notices, canExport, sites } = props;
  const { onOpen, onFilter, onProject, onExport, onImport, onSearch, onManage, onLayout } = props;
  const { selected, toggle, clear, selectAll } = selection;
  const shown = useRef(openId);
  shown.current = openId;
  const { dialog, open, close } = useDialog();
  const cursor = useClipCursor(ids, openId, JSON.stringify(filter), onOpen);
  const work = useClipWork(notices, clear);
  const { undo, redo } = useUndo(notices);
  const purge = useCallback((some: readonly string[]) => open({ name: 'purge', ids: some }), [open]);
  const edit = useCallback(
    (some: readonly string[], field?: ClipFieldId) => open({ name: 'edit', ids: some, field }),
    [open],
  );

  const openNamed = useCallback((name: OpenableDialog) => open({ name }), [open]);

  const state: CommandState = useMemo(
    () => ({
      view: filter.view,
      listed: ids.length,
      isOpen: openId !== undefined,
      selected: selected.size,
      canExport,
    }),
    [filter.view, ids, openId, selected, canExport],
  );

  const actions: CommandActions = useMemo(() => {
    const hasSelected = selected.size > 0;
    // In the order of the list, however they were chosen.
    const chosen = () => ids.toArray().filter((id) => selected.has(id));
    const meant = () => (hasSelected ? chosen() : openId === undefined ? [] : [openId]);
    const goOn = () => hasSelected || cursor.follow();
    return {
      step: cursor.step,
      openClip: cursor.openClip,
      back() {
        if (leaveField()) return;
        if (hasSelected) clear();
        else onOpen(undefined);
      },
      select: (event) => openId !== undefined && toggle(openId, event),
      selectAll,
      setType(type) {
        const isLeaving = filter.view === 'inbox';
        // Of one clip that stays it is seen where it is done.
        work.setType(meant(), type, hasSelected || isLeaving);
        if (isLeaving) goOn();
      },
      editField: (field) => (hasSelected ? edit(chosen(), field) : focusField(field)),
      editAll: () => edit(chosen()),
      trash() {
        work.trash(meant());
        goOn();
      },
      restore() {
        work.restore(meant());
        goOn();
      },
      purge: () => purge(meant()),
      emptyTrash: () => purge(ids.toArray()),
      copy: () => work.copy(meant()),
      exportClips: onExport,
      importClips: onImport,
      undo,
      redo,
      search: onSearch,
      manage: onManage,
      open: openNamed,
    };
  }, [
    ids,
    selected,
    openId,
    filter.view,
    cursor,
    work,
    clear,
    edit,
    purge,
    openNamed,
    undo,
    redo,
    onExport,
    onImport,
    onOpen,
    onSearch,
    onManage,
    selectAll,
    toggle,
  ]);

  useKeys(useMemo(() => keysOf(state, actions), [state, actions]));

  async function onPurged(): Promise<void> {
    clear();
    // It may have been stopped before it came to the one that is open, or that one was restored meanwhile.
    if (openId === undefined || (await getClip(openId))) return;
    if (shown.current === openId) onOpen(undefined);
  }

  const { trash, restore, copy } = work;
  const dialogs = dialog ? (
    <TriageDialogs
      {...{ dialog, state, actions, sites, notices, onFilter, onProject, onLayout, onOpen }}
      onPurged={() => void onPurged()}
      onClose={close}
    />
  ) : null;
  return { trash, restore, purge, copy, edit, open: openNamed, dialogs };
}
