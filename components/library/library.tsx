import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { useSettledDrafts } from '#components/clip/use-settled-drafts.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { listActors } from '#lib/db/actors.ts';
import { clipsByIds, countInbox, listClips, restoreClips, trashClips } from '#lib/db/clips.ts';
import { rowsOf } from '#lib/db/library-rows.ts';
import { switchProject } from '#lib/db/projects.ts';
import { allTags } from '#lib/db/tags.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { NO_FILTER } from '#lib/search/clip-filter.ts';
import { ClipIds } from '#lib/search/library/clip-ids.ts';
import { NO_FACETS } from '#lib/search/library/question.ts';
import { ClipDetail } from './clip-detail.tsx';
import { ClipList } from './clip-list.tsx';
import { CLIPS } from './counts.ts';
import { EmptyList } from './empty-list.tsx';
import { copyFindings } from './export-clips.ts';
import type { ExportScope } from './export-dialog.tsx';
import type { Sites } from './highlight-settings.tsx';
import { IndexProgressBar } from './index-progress.tsx';
import { SelectionBar, SummaryBar } from './list-bar.tsx';
import { SearchBox } from './search-box.tsx';
import { useVocabulary } from './search-vocabulary.ts';
import { Sidebar } from './sidebar.tsx';
import { Snackbar } from './snackbar.tsx';
import { useAnswer, useClips, useFacets } from './use-answer.ts';
import { useFilter } from './use-filter.ts';
import { useKeys } from './use-keys.ts';
import { useNotice } from './use-notice.ts';
import { useOpenChanges } from './use-open-changes.ts';
import { usePictureTexts } from './use-picture-texts.ts';
import { useSelection } from './use-selection.ts';
import { useSketches } from './use-sketches.ts';
import './library.css';

/** The formats come with writers, which the list does not need. */
const ExportDialog = lazy(() => import('./export-dialog.tsx'));
const ImportDialog = lazy(() => import('./import-dialog.tsx'));
const TagManager = lazy(() => import('./tag-manager.tsx'));
const ProjectManager = lazy(() => import('./project-manager.tsx'));

function byId<Row extends { id: string }>(rows: readonly Row[] | undefined): ReadonlyMap<string, Row> {
  return new Map((rows ?? []).map((row) => [row.id, row]));
}

const NO_CLIPS: readonly Clip[] = [];

function scopeOf(id: ExportScope['id'], ids: readonly string[]): ExportScope {
  return { id, count: ids.length, load: async () => rowsOf(await clipsByIds(ids)) };
}

/** All clips of a project but for its trash, and what they refer to. */
async function rowsOfProject(projectId: string | undefined) {
  return rowsOf((await listClips(projectId)).filter(({ deletedAt }) => deletedAt === undefined));
}

type Props = { sites: Sites; onInbox(count: number): void };

/** Everything that was clipped: find it, read it, sort it, take it out. */
export function Library({ sites, onInbox }: Props) {
  const [filter, setFilter] = useFilter();
  // The editor of a picture leads back to its clip, a hint of the popup to the one that it tells of.
  const [openId, setOpenId] = useState(
    () =>
      [location.search, location.hash].map((part) => new URLSearchParams(part.slice(1)).get('clip')).find(Boolean) ??
      undefined,
  );
  const [isAll, setAll] = useState(false);
  const { notice, tell, attempt, attemptUndoable } = useNotice();
  const [isExporting, setExporting] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [managed, setManaged] = useState<'tags' | 'projects'>();
  const search = useRef<HTMLInputElement>(null);

  useSettledDrafts();
  useSketches();
  const project = useCurrentProject();
  const projectId = isAll ? undefined : project?.id;
  const tagRows = useLiveQuery(allTags, []);
  const actorRows = useLiveQuery(listActors, []);
  const inbox = useLiveQuery(countInbox, []);
  const tags = useMemo(() => tagMeanings(tagRows ?? []), [tagRows]);
  const actors = useMemo(() => byId(actorRows), [actorRows]);

  // Typing stays quick: the list may lag a frame behind the letters.
  const query = useDeferredValue(filter.text);
  const key = JSON.stringify({ ...filter, text: query });
  const answer = useAnswer(
    project && {
      filter: JSON.parse(key),
      projectId,
      order: 'newest',
      group: filter.view === 'changed' ? 'page' : undefined,
    },
  );
  const facets = useFacets(projectId) ?? NO_FACETS;
  const vocabulary = useVocabulary(facets, isAll);
  const ids = answer?.ids ?? ClipIds.NONE;
  const loaded = useClips(useMemo(() => ids.toArray(), [ids]));
  const clips = loaded ?? NO_CLIPS;
  const terms = answer?.words ?? [];
  const pictures = usePictureTexts(clips, terms.length > 0);
  const changes = useOpenChanges(clips);
  const firstOfPages = useMemo(
    () => new Set((answer?.groups ?? []).map(({ from }) => ids.at(from) ?? '')),
    [answer, ids],
  );
  const { selected, toggle, clear, selectAll } = useSelection(ids);

  useEffect(() => {
    if (inbox !== undefined) onInbox(inbox);
  }, [inbox, onInbox]);

  const trash = useCallback(
    (ids: readonly string[]) => {
      if (ids.length === 0) return;
      attemptUndoable(async () => ({
        text: t('trashed_count', tCount(CLIPS, ids.length)),
        batchId: await trashClips(ids),
      }));
      clear();
    },
    [attemptUndoable, clear],
  );
  const restore = useCallback(
    (ids: readonly string[]) => {
      attemptUndoable(async () => ({
        text: t('restored_count', tCount(CLIPS, ids.length)),
        batchId: await restoreClips(ids),
      }));
      clear();
    },
    [attemptUndoable, clear],
  );
  const open = useCallback((id: string) => setOpenId(id), []);
  const close = useCallback(() => setOpenId(undefined), []);

  // Nothing leaves from the trash, nor from a list that shows nothing.
  const canExport = filter.view !== 'trash' && ids.length > 0;

  useKeys(
    useMemo(() => {
      const step = (by: number): void => {
        const place = openId === undefined ? -1 : ids.indexOf(openId);
        const next = ids.at(place < 0 ? 0 : Math.min(Math.max(place + by, 0), ids.length - 1));
        if (next) setOpenId(next);
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
    }, [ids, openId, selected, notice, canExport, clear, close, toggle, trash]),
  );

  // In the order of the list, however they were chosen.
  const chosen = selected.size === 0 ? [] : ids.toArray().filter((id) => selected.has(id));
  const isFiltered = key !== JSON.stringify({ ...NO_FILTER, text: undefined });
  const scopes: ExportScope[] = [
    ...(chosen.length > 0 ? [scopeOf('selection', chosen)] : []),
    ...(isFiltered && filter.view !== 'trash' ? [scopeOf('shown', ids.toArray())] : []),
    ...(isAll ? [] : [{ id: 'project', count: facets.all, load: () => rowsOfProject(projectId) } as const]),
  ];

  function copy(): void {
    attempt(async () => {
      await copyFindings(await rowsOf(await clipsByIds(chosen)));
      return t('copied', tCount(CLIPS, chosen.length));
    });
  }

  return (
    <div className={`library${openId ? ' with-detail' : ''}`}>
      <Sidebar
        facets={facets}
        tags={tagRows ?? []}
        actors={actorRows ?? []}
        filter={filter}
        projectId={projectId}
        sites={sites}
        onFilter={(next) => {
          tell(undefined);
          clear();
          setFilter(next);
        }}
        onProject={(id) => {
          clear();
          close();
          setAll(id === undefined);
          if (id) void switchProject(id);
        }}
        onManage={setManaged}
      />
      <main className="work">
        <div className="list" aria-busy={answer?.question.filter.text !== filter.text}>
          <SearchBox
            input={search}
            text={filter.text ?? ''}
            vocabulary={vocabulary}
            onText={(text) => setFilter({ ...filter, text })}
          />
          <IndexProgressBar />
          {selected.size > 0 ? (
            <SelectionBar
              count={selected.size}
              isEverything={selected.size === ids.toArray().length}
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
              sources={answer?.pages ?? 0}
              canExport={canExport}
              onExport={() => setExporting(true)}
              onImport={() => setImporting(true)}
            />
          )}
          {answer && ids.length === 0 ? (
            <EmptyList filter={filter} hasClips={facets.all > 0} onClear={() => setFilter(NO_FILTER)} />
          ) : (
            <ClipList
              key={JSON.stringify({ ...filter, text: '', projectId })}
              clips={clips}
              tags={tags}
              actors={actors}
              terms={terms}
              pictures={pictures}
              changes={changes}
              firstOfPages={firstOfPages}
              projectId={projectId}
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
            onChange={attemptUndoable}
            onCopy={attempt}
            onTrash={(id) => trash([id])}
            onRestore={(id) => restore([id])}
          />
        ) : null}
      </main>
      {notice ? <Snackbar notice={notice} onClose={() => tell(undefined)} /> : null}
      {isImporting ? (
        <Suspense>
          <ImportDialog
            projectId={project?.id}
            onDone={(text, batchId) => attemptUndoable(async () => ({ text, batchId }))}
            onClose={() => setImporting(false)}
          />
        </Suspense>
      ) : null}
      {managed === 'tags' ? (
        <Suspense>
          <TagManager onClose={() => setManaged(undefined)} />
        </Suspense>
      ) : null}
      {managed === 'projects' ? (
        <Suspense>
          <ProjectManager
            onShow={(id) => {
              setManaged(undefined);
              setAll(false);
              void switchProject(id);
            }}
            onSearch={(text) => {
              setManaged(undefined);
              setAll(true);
              setFilter({ ...NO_FILTER, text });
            }}
            onClose={() => setManaged(undefined)}
          />
        </Suspense>
      ) : null}
      {isExporting ? (
        <Suspense>
          <ExportDialog scopes={scopes} onDone={(text) => tell({ text })} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
