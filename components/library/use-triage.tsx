import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { ClipFieldId, ClipType } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { listActors } from '#lib/db/actors.ts';
import type { Watch } from '#lib/db/change-clips.ts';
import { clipsByIds, editClips, restoreClips, trashClips } from '#lib/db/clips.ts';
import { rowsOf } from '#lib/db/library-rows.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';
import { actorOfSite } from '#lib/search/suggest-actors.ts';
import { type CommandActions, type CommandState, keysOf } from './commands.ts';
import { CLIPS } from './counts.ts';
import { copyFindings } from './export-clips.ts';
import type { UndoableWork } from './snackbar.tsx';
import { useKeys } from './use-keys.ts';
import type { Notices } from './use-notice.ts';
import { useUndo } from './use-undo.ts';

/** Few need them at a time, and none at first. */
const BulkDialog = lazy(() => import('./bulk-dialog.tsx'));
const BulkProgress = lazy(() => import('./bulk-progress.tsx'));
const Palette = lazy(() => import('./palette.tsx'));
const PurgeDialog = lazy(() => import('./trash-purge-dialog.tsx'));
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx'));

/** From so many clips on a change takes so long that its progress is shown. */
const LARGE = 500;

/** Work on clips that can be undone. It is all done, or none of it. */
export type BulkWork = (watch: Watch) => Promise<UndoableWork>;

type Dialog =
  | { name: 'palette' | 'help' }
  | { name: 'edit'; ids: readonly string[]; field: ClipFieldId | undefined }
  | { name: 'purge'; ids: readonly string[] }
  | { name: 'progress'; work: BulkWork };

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
  openPalette(): void;
  openHelp(): void;
  /** What is asked or shown over the library right now. */
  dialogs: ReactNode;
};

/** Puts the cursor into the control of a field of the clip that is open. */
function focusField(field: ClipFieldId): void {
  document.querySelector<HTMLElement>(`.detail [id$="-${field}"]`)?.focus();
}

/** Gives clips a type; on the site of a known competitor, "competitor" says which one, as it does for a single clip. */
async function typeClips(ids: readonly string[], type: ClipType, watch: Watch): Promise<string | undefined> {
  const actors = type === 'competitor' ? await listActors() : [];
  return editClips(
    ids,
    ({ actorId, source }) => {
      const owner = actorId === undefined ? actorOfSite(actors, source) : undefined;
      return { type, ...(owner ? { actorId: owner.id } : {}) };
    },
    watch,
  );
}

/** The library by keyboard: what can be done with clips, with its keys, its palette, and the dialogs that belong to it. */
export function useTriage(props: Props): Triage {
  const { ids, openId, filter, selection, notices, canExport } = props;
  const { onOpen, onFilter, onProject, onExport, onImport, onSearch, onManage, onLayout } = props;
  const { selected, toggle, clear, selectAll } = selection;
  const { attempt, say, attemptUndoable } = notices;
  const [dialog, setOpened] = useState<Dialog & { serial: number }>();
  const setDialog = useCallback(
    (next: Dialog) => setOpened((before) => ({ ...next, serial: (before?.serial ?? 0) + 1 })),
    [],
  );
  const { undo, redo } = useUndo(notices);
  // A dialog tells late that it has closed: by then another one may be open.
  const close = useCallback(() => setOpened((now) => (now === dialog ? undefined : now)), [dialog]);

  /** Where the keyboard was last, after its clip was closed or has left the list. */
  const cursor = useRef<{ id: string; place: number; list: string }>(undefined);
  const list = JSON.stringify(filter);
  // Grouped by tags, a clip stands in the list more than once: it is open where the keyboard has come to it.
  const known = cursor.current?.place ?? -1;
  const place = openId === undefined ? -1 : ids.at(known) === openId ? known : ids.indexOf(openId);
  if (openId !== undefined && place >= 0) cursor.current = { id: openId, place, list };

  const bulk = useCallback(
    (count: number, work: BulkWork) => {
      if (count < LARGE) attemptUndoable(() => work({}));
      else setDialog({ name: 'progress', work });
    },
    [attemptUndoable, setDialog],
  );
  const trash = useCallback(
    (some: readonly string[]) => {
      if (some.length === 0) return;
      bulk(some.length, async (watch) => ({
        text: t('trashed_count', tCount(CLIPS, some.length)),
        batchId: await trashClips(some, watch),
      }));
      clear();
    },
    [bulk, clear],
  );
  const restore = useCallback(
    (some: readonly string[]) => {
      if (some.length === 0) return;
      bulk(some.length, async (watch) => ({
        text: t('restored_count', tCount(CLIPS, some.length)),
        batchId: await restoreClips(some, watch),
      }));
      clear();
    },
    [bulk, clear],
  );
  const copy = useCallback(
    (some: readonly string[]) =>
      attempt(async () => {
        await copyFindings(await rowsOf(await clipsByIds(some)));
        return t('copied', tCount(CLIPS, some.length));
      }),
    [attempt],
  );
  const purge = useCallback((some: readonly string[]) => setDialog({ name: 'purge', ids: some }), [setDialog]);
  const edit = useCallback(
    (some: readonly string[], field?: ClipFieldId) => setDialog({ name: 'edit', ids: some, field }),
    [setDialog],
  );
  const openPalette = useCallback(() => setDialog({ name: 'palette' }), [setDialog]);
  const openHelp = useCallback(() => setDialog({ name: 'help' }), [setDialog]);

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
    // In the order of the list, however they were chosen.
    const chosen = () => ids.toArray().filter((id) => selected.has(id));
    const meant = () => (selected.size > 0 ? chosen() : openId === undefined ? [] : [openId]);
    /** The clip that comes into the place of the one that is open, when that leaves the list. */
    const follower = () => (place < 0 ? undefined : (ids.at(place + 1) ?? ids.at(place - 1)));
    const goOn = (): void => {
      if (selected.size === 0 && place >= 0) onOpen(follower());
    };
    return {
      step(by) {
        const last = cursor.current;
        const found = place >= 0 ? place : last ? ids.indexOf(last.id) : -1;
        // What has left the list has left its place to the one after it. In another list it never had one.
        const left = last?.list === list ? last.place - (by > 0 ? 1 : 0) : -1;
        const to = Math.min(Math.max((found >= 0 ? found : left) + by, 0), ids.length - 1);
        const next = ids.at(to);
        if (next === undefined) return;
        cursor.current = { id: next, place: to, list };
        onOpen(next);
      },
      openClip() {
        const known = cursor.current?.id;
        onOpen(known !== undefined && ids.has(known) ? known : ids.at(0));
      },
      back() {
        const { activeElement } = document;
        if (
          activeElement instanceof HTMLElement &&
          activeElement.matches('.detail *, [type="search"]') &&
          activeElement.matches('input, textarea, select')
        ) {
          activeElement.blur();
        } else if (selected.size > 0) clear();
        else onOpen(undefined);
      },
      select: (event) => openId !== undefined && toggle(openId, event),
      selectAll,
      setType(type) {
        const some = meant();
        const isLeaving = filter.view === 'inbox';
        if (selected.size > 0 || isLeaving) {
          bulk(some.length, async (watch) => ({
            text: t('typed_count', t(TYPE_LABELS[type]), tCount(CLIPS, some.length)),
            batchId: await typeClips(some, type, watch),
          }));
        } else {
          // It is seen where it is done.
          say(async () => {
            await typeClips(some, type, {});
            return undefined;
          });
        }
        if (isLeaving) goOn();
      },
      editField: (field) => (selected.size > 0 ? edit(chosen(), field) : focusField(field)),
      editAll: () => edit(chosen()),
      trash() {
        trash(meant());
        goOn();
      },
      restore() {
        restore(meant());
        goOn();
      },
      purge: () => purge(meant()),
      emptyTrash: () => purge(ids.toArray()),
      copy: () => copy(meant()),
      exportClips: onExport,
      importClips: onImport,
      undo,
      redo,
      search: onSearch,
      manage: onManage,
      palette: openPalette,
      help: openHelp,
    };
  }, [
    ids,
    selected,
    openId,
    place,
    list,
    filter.view,
    bulk,
    clear,
    copy,
    edit,
    onExport,
    onImport,
    onOpen,
    onSearch,
    onManage,
    openHelp,
    openPalette,
    purge,
    redo,
    restore,
    say,
    selectAll,
    toggle,
    trash,
    undo,
  ]);

  useKeys(useMemo(() => keysOf(state, actions), [state, actions]));

  const dialogs = dialog ? (
    <Suspense key={dialog.serial}>
      {dialog.name === 'help' ? <ShortcutHelp onClose={close} /> : null}
      {dialog.name === 'palette' ? (
        <Palette
          state={state}
          actions={actions}
          onFilter={onFilter}
          onProject={onProject}
          onLayout={onLayout}
          onOpen={onOpen}
          onClose={close}
        />
      ) : null}
      {dialog.name === 'edit' ? (
        <BulkDialog
          ids={dialog.ids}
          field={dialog.field}
          onDone={(done) => attemptUndoable(async () => done)}
          onClose={close}
        />
      ) : null}
      {dialog.name === 'purge' ? (
        <PurgeDialog
          ids={dialog.ids}
          onDone={(text) => {
            notices.tell({ text });
            clear();
            if (openId !== undefined && dialog.ids.includes(openId)) onOpen(undefined);
          }}
          onClose={close}
        />
      ) : null}
      {dialog.name === 'progress' ? (
        <BulkProgress work={dialog.work} onDone={(done) => attemptUndoable(async () => done)} onClose={close} />
      ) : null}
    </Suspense>
  ) : null;

  return { trash, restore, purge, copy, edit, openPalette, openHelp, dialogs };
}
