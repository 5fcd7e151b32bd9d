import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { useSettledDrafts } from '#components/clip/use-settled-drafts.ts';
import { toAppError } from '#lib/core/errors.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { listActors } from '#lib/db/actors.ts';
import { countInbox, listClips, restoreClips, trashClips } from '#lib/db/clips.ts';
import { undoBatch } from '#lib/db/history.ts';
import { rowsOf } from '#lib/db/library-rows.ts';
import { switchProject } from '#lib/db/projects.ts';
import { listTags } from '#lib/db/tags.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { filterClips, NO_FILTER, queryTerms } from '#lib/search/clip-filter.ts';
import { changesByPage } from './changes-by-page.ts';
import { ClipDetail } from './clip-detail.tsx';
import { ClipList } from './clip-list.tsx';
import { CLIPS } from './counts.ts';
import { EmptyList } from './empty-list.tsx';
import { copyFindings } from './export-clips.ts';
import type { ExportScope } from './export-dialog.tsx';
import type { Sites } from './highlight-settings.tsx';
import { SelectionBar, SummaryBar } from './list-bar.tsx';
import { SearchBox } from './search-box.tsx';
import { Sidebar } from './sidebar.tsx';
import { type Notice, Snackbar, type UndoableWork } from './snackbar.tsx';
import { useFilter } from './use-filter.ts';
import { useKeys } from './use-keys.ts';
import { useOpenChanges } from './use-open-changes.ts';
import { usePictureTexts } from './use-picture-texts.ts';
import { useSelection } from './use-selection.ts';
import './library.css';

/** The formats come with writers, which the list does not need. */
const ExportDialog = lazy(() => import('./export-dialog.tsx'));
const ImportDialog = lazy(() => import('./import-dialog.tsx'));

function byId<Row extends { id: string }>(rows: readonly Row[] | undefined): ReadonlyMap<string, Row> {
  return new Map((rows ?? []).map((row) => [row.id, row]));
}

function scopeOf(id: ExportScope['id'], clips: readonly Clip[]): ExportScope {
  return { id, count: clips.length, load: () => rowsOf(clips) };
}

type Props = { sites: Sites; onInbox(count: number): void };

/** Everything that was clipped: find it, read it, sort it, take it out. */
export function Library({ sites, onInbox }: Props) {
  const [filter, setFilter] = useFilter();
  // The editor of a picture leads back to its clip.
  const [openId, setOpenId] = useState(() => new URLSearchParams(location.search).get('clip') ?? undefined);
  const [isAll, setAll] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const [isExporting, setExporting] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const search = useRef<HTMLInputElement>(null);

  useSettledDrafts();
  const project = useCurrentProject();
  const projectId = isAll ? undefined : project?.id;
  const loaded = useLiveQuery(async () => (project ? listClips(projectId) : undefined), [project?.id, projectId]);
  const tagRows = useLiveQuery(listTags, []);
  const actorRows = useLiveQuery(listActors, []);
  const inbox = useLiveQuery(countInbox, []);
  const tags = useMemo(() => byId(tagRows), [tagRows]);
  const actors = useMemo(() => byId(actorRows), [actorRows]);

  // Typing stays quick: the list may lag a frame behind the letters.
  const query = useDeferredValue(filter.text);
  const key = JSON.stringify({ ...filter, text: query });
  const terms = useMemo(() => queryTerms(query), [query]);
  const pictures = usePictureTexts(loaded, terms.length > 0);
  const kept = useMemo(() => (loaded ?? []).filter((clip) => clip.deletedAt === undefined), [loaded]);
  const changes = useOpenChanges(loaded);
  const { clips, pages } = useMemo(() => {
    const filtered = filterClips(loaded ?? [], JSON.parse(key), tags, actors, pictures, changes);
    if (filter.view !== 'changed') return { clips: filtered, pages: undefined };
    return changesByPage(filtered, kept, changes);
  }, [loaded, kept, key, filter.view, tags, actors, pictures, changes]);
  const { selected, toggle, clear, selectAll } = useSelection(clips);

  useEffect(() => {
    if (inbox !== undefined) onInbox(inbox);
  }, [inbox, onInbox]);

  /** Does something and says what came of it, whichever way it went. */
  const attempt = useCallback(async (work: () => Promise<Notice | undefined>) => {
    try {
      setNotice(await work());
    } catch (error) {
      setNotice({ text: tError(toAppError(error).code) });
    }
  }, []);
  const undoable = useCallback(
    (text: string, batchId: string | undefined): Notice => {
      if (batchId === undefined) return { text };
      const undo = () =>
        void attempt(async () => {
          await undoBatch(batchId);
          return undefined;
        });
      return { text, undo };
    },
    [attempt],
  );
  const trash = useCallback(
    (ids: readonly string[]) => {
      if (ids.length === 0) return;
      void attempt(async () => undoable(t('trashed_count', tCount(CLIPS, ids.length)), await trashClips(ids)));
      clear();
    },
    [attempt, undoable, clear],
  );
  const restore = useCallback(
    (ids: readonly string[]) => {
      void attempt(async () => undoable(t('restored_count', tCount(CLIPS, ids.length)), await restoreClips(ids)));
      clear();
    },
    [attempt, undoable, clear],
  );
  const changeFromDetail = useCallback(
    (work: () => Promise<UndoableWork>) =>
      void attempt(async () => {
        const { text, batchId } = await work();
        return undoable(text, batchId);
      }),
    [attempt, undoable],
  );
  const copyFromDetail = useCallback(
    (work: () => Promise<string>) => void attempt(async () => ({ text: await work() })),
    [attempt],
  );
  const open = useCallback((id: string) => setOpenId(id), []);
  const close = useCallback(() => setOpenId(undefined), []);

  // Nothing leaves from the trash, nor from a list that shows nothing.
  const canExport = filter.view !== 'trash' && clips.length > 0;

  useKeys(
    useMemo(() => {
      const step = (by: number): void => {
        const place = clips.findIndex((clip) => clip.id === openId);
        const next = clips[place < 0 ? 0 : Math.min(Math.max(place + by, 0), clips.length - 1)];
        if (next) setOpenId(next.id);
      };
      const trashChosen = () => trash(selected.size > 0 ? [...selected] : openId ? [openId] : []);
      return new Map<string, () => void>([
        ['Escape', selected.size > 0 ? clear : close],
        ['/', () => search.current?.focus()],
        ['j', () => step(1)],
        ['k', () => step(-1)],
        ['x', () => openId && toggle(openId, { shiftKey: false })],
        ['#', trashChosen],
        ['Delete', trashChosen],
        ...(notice?.undo ? [['z', notice.undo] as const] : []),
        ['e', () => canExport && setExporting(true)],
        ['i', () => setImporting(true)],
      ]);
    }, [clips, openId, selected, notice, canExport, clear, close, toggle, trash]),
  );

  const chosen: readonly Clip[] = clips.filter((clip) => selected.has(clip.id));
  const isFiltered = key !== JSON.stringify({ ...NO_FILTER, text: undefined });
  const scopes: ExportScope[] = [
    ...(chosen.length > 0 ? [scopeOf('selection', chosen)] : []),
    ...(isFiltered && filter.view !== 'trash' ? [scopeOf('shown', clips)] : []),
    ...(isAll ? [] : [scopeOf('project', kept)]),
  ];

  function copy(): void {
    void attempt(async () => {
      await copyFindings(await rowsOf(chosen));
      return { text: t('copied', tCount(CLIPS, chosen.length)) };
    });
  }

  return (
    <div className={`library${openId ? ' with-detail' : ''}`}>
      <Sidebar
        clips={loaded ?? []}
        changes={changes}
        tags={tagRows ?? []}
        actors={actorRows ?? []}
        filter={filter}
        projectId={projectId}
        sites={sites}
        onFilter={(next) => {
          setNotice(undefined);
          clear();
          setFilter(next);
        }}
        onProject={(id) => {
          clear();
          close();
          setAll(id === undefined);
          if (id) void switchProject(id);
        }}
      />
      <main className="work">
        <div className="list">
          <SearchBox input={search} text={filter.text ?? ''} onText={(text) => setFilter({ ...filter, text })} />
          {selected.size > 0 ? (
            <SelectionBar
              count={selected.size}
              isEverything={selected.size === clips.length}
              isTrash={filter.view === 'trash'}
              onAll={selectAll}
              onNone={clear}
              onCopy={copy}
              onExport={() => setExporting(true)}
              onTrash={() => trash([...selected])}
              onRestore={() => restore([...selected])}
            />
          ) : (
            <SummaryBar
              clips={clips.length}
              sources={new Set(clips.map((clip) => clip.source.url)).size}
              canExport={canExport}
              onExport={() => setExporting(true)}
              onImport={() => setImporting(true)}
            />
          )}
          {loaded && clips.length === 0 ? (
            <EmptyList filter={filter} hasClips={kept.length > 0} onClear={() => setFilter(NO_FILTER)} />
          ) : (
            <ClipList
              key={JSON.stringify({ ...filter, text: '', projectId })}
              clips={clips}
              tags={tags}
              actors={actors}
              terms={terms}
              pictures={pictures}
              changes={changes}
              pages={pages}
              openId={openId}
              selected={selected}
              label={t('clips')}
              onOpen={open}
              onSelect={toggle}
            />
          )}
        </div>
        {openId ? (
          <ClipDetail
            key={openId}
            id={openId}
            hasNotice={notice?.undo !== undefined}
            onClose={close}
            onOpen={open}
            onChange={changeFromDetail}
            onCopy={copyFromDetail}
            onTrash={(id) => trash([id])}
            onRestore={(id) => restore([id])}
          />
        ) : null}
      </main>
      {notice ? <Snackbar notice={notice} onClose={() => setNotice(undefined)} /> : null}
      {isImporting ? (
        <Suspense>
          <ImportDialog
            projectId={project?.id}
            onDone={(text, batchId) => setNotice(undoable(text, batchId))}
            onClose={() => setImporting(false)}
          />
        </Suspense>
      ) : null}
      {isExporting ? (
        <Suspense>
          <ExportDialog scopes={scopes} onDone={(text) => setNotice({ text })} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
