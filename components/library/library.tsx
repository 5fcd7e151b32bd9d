import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { useSettledDrafts } from '#components/clip/use-settled-drafts.ts';
import type { ErrorCode } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { listActors } from '#lib/db/actors.ts';
import { switchProject } from '#lib/db/projects.ts';
import { allTags } from '#lib/db/tags.ts';
import { tError } from '#lib/platform/i18n.ts';
import { type ClipFilter, filterToQuery, type Narrowing, NO_FILTER } from '#lib/search/clip-filter.ts';
import type { AddressChanges } from '#lib/search/library/address.ts';
import { ClipIds } from '#lib/search/library/clip-ids.ts';
import { NO_FACETS, type Question } from '#lib/search/library/question.ts';
import { BackupReminder } from './backup-reminder.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { EmptyList } from './empty-list.tsx';
import { type ExportScope, projectScope, scopeOf } from './export-scopes.ts';
import type { Sites } from './highlight-settings.tsx';
import { IndexProgressBar } from './index-progress.tsx';
import { later, onDemand, TellTrouble, useAhead } from './later.tsx';
import { useLibraryClient } from './library-client.ts';
import { LostLibrary } from './lost-library.tsx';
import { SearchBox } from './search-box.tsx';
import { useVocabulary } from './search-vocabulary.ts';
import { Sidebar } from './sidebar.tsx';
import { Snackbar } from './snackbar.tsx';
import { useAnswer, useFacets } from './use-answer.ts';
import { useMarked } from './use-marked.ts';
import { useNotice } from './use-notice.ts';
import { useSelection } from './use-selection.ts';
import { useSketches } from './use-sketches.ts';
import { useTriage } from './use-triage.tsx';
import { useView, viewAfter } from './use-view.ts';
import { ClipViews } from './views/clip-views.tsx';
import { useNames } from './views/use-names.ts';
import { useShown } from './views/use-shown.ts';
import type { LibraryView } from './views/view.ts';
import { ViewBar } from './views/view-bar.tsx';
import './library.css';

onDemand(() => import('#lib/search/traditional.ts'), true);
/** Whoever has found a clip opens it; the rest is for now and then. */
const ClipDetail = later(
  () => import('./clip-detail.tsx'),
  () => <section className="detail" aria-busy="true" />,
  true,
);
const ExportDialog = later(() => import('./export-dialog.tsx'));
const ImportDialog = later(() => import('./import-dialog.tsx'));
const TagManager = later(() => import('./tag-manager.tsx'));
const ProjectManager = later(() => import('./project-manager.tsx'));

const NO_TAGS: readonly Tag[] = [];
const NO_ACTORS: readonly Actor[] = [];

function questionOf({ filter, order, group }: LibraryView, projectId: string | undefined): Question {
  return { filter, projectId, order, group };
}

type Props = { sites: Sites; onInbox(count: number): void };

/** Everything that was clipped: find it, read it, sort it, take it out. */
export function Library({ sites, onInbox }: Props) {
  const client = useLibraryClient();
  const [view, setView] = useView();
  const { filter } = view;
  // The editor of a picture leads back to its clip, a hint of the popup to the one that it tells of.
  const [openId, setOpenId] = useState(
    () =>
      [location.search, location.hash].map((part) => new URLSearchParams(part.slice(1)).get('clip')).find(Boolean) ??
      undefined,
  );
  const [isAll, setAll] = useState(false);
  const notices = useNotice();
  const { notice, running, tell, attempt, attemptUndoable } = notices;
  const [dialog, setDialog] = useState<'export' | 'import' | 'tags' | 'projects'>();
  const closeDialog = useCallback(() => setDialog(undefined), []);
  const tellTrouble = useCallback((code: ErrorCode) => tell({ text: tError(code) }), [tell]);
  const search = useRef<HTMLInputElement>(null);

  useSettledDrafts();
  useSketches();
  const project = useCurrentProject();
  const projectId = isAll ? undefined : project?.id;
  const tagRows = useLiveQuery(allTags, []);
  const actorRows = useLiveQuery(listActors, []);
  const tags = useMemo(() => tagMeanings(tagRows ?? []), [tagRows]);
  const names = useNames(tags, actorRows);

  const question = project && questionOf(view, projectId);
  const answer = useAnswer(question);
  const shown = useShown(answer, question, view, names);
  useAhead(answer !== undefined);
  const facets = useFacets(projectId) ?? NO_FACETS;
  const inbox = useFacets(undefined)?.inbox;
  const vocabulary = useVocabulary(facets, isAll);
  const ids = shown?.answer.ids ?? ClipIds.NONE;
  const selection = useSelection(ids);
  const { selected, toggle, clear, selectAll } = selection;

  useEffect(() => {
    if (inbox !== undefined) onInbox(inbox);
  }, [inbox, onInbox]);

  const open = useCallback((id: string) => setOpenId(id), []);
  const close = useCallback(() => setOpenId(undefined), []);
  const onText = useCallback(
    (text: string) => {
      const changes = { filter: { ...filter, text } };
      // The answer is looked for while the page draws what has been typed.
      if (project) client.askAhead(questionOf(viewAfter(changes), projectId));
      setView(changes);
    },
    [filter, setView, client, project, projectId],
  );

  // Nothing leaves from the trash, nor from a list that shows nothing.
  const canExport = filter.view !== 'trash' && ids.length > 0;

  const goTo = useCallback(
    (changes: AddressChanges) => {
      tell(undefined);
      clear();
      setView(changes);
    },
    [tell, clear, setView],
  );
  const onFilter = useCallback((next: ClipFilter) => goTo({ filter: next }), [goTo]);
  const onNarrow = useCallback((narrow: Narrowing) => onFilter(narrow(viewAfter({}).filter)), [onFilter]);
  // A saved view says all of it: what it has no word of is as usual.
  const onAddress = useCallback(
    (address: AddressChanges) =>
      goTo({ layout: undefined, order: undefined, group: undefined, columns: undefined, ...address }),
    [goTo],
  );
  const marked = useMarked(filter);
  const onProject = useCallback(
    (id: string | undefined) => {
      clear();
      close();
      setAll(id === undefined);
      if (id) void switchProject(id);
    },
    [clear, close],
  );
  const triage = useTriage({
    ids,
    openId,
    filter,
    selection,
    notices,
    canExport,
    sites,
    onOpen: setOpenId,
    onFilter,
    onProject,
    onExport: useCallback(() => setDialog('export'), []),
    onImport: useCallback(() => setDialog('import'), []),
    onSearch: useCallback(() => search.current?.focus(), []),
    onManage: setDialog,
    onLayout: useCallback((layout: string) => goTo({ layout }), [goTo]),
  });

  const openSettings = useCallback(() => triage.open('settings'), [triage.open]);

  // In the order of the list, however they were chosen.
  const chosen = selected.size === 0 ? [] : ids.toArray().filter((id) => selected.has(id));
  const isFiltered = filterToQuery({ ...filter, text: filter.text?.trim() ?? '' }) !== '';
  const scopes = (): ExportScope[] => [
    ...(chosen.length > 0 ? [scopeOf('selection', chosen)] : []),
    ...(isFiltered && filter.view !== 'trash' ? [scopeOf('shown', ids.toArray())] : []),
    ...(isAll ? [] : [projectScope(projectId, facets.all)]),
  ];

  return (
    <TellTrouble value={tellTrouble}>
      <div className={`library${openId ? ' with-detail' : ''}`}>
        <Sidebar
          facets={facets}
          tags={tagRows ?? NO_TAGS}
          actors={actorRows ?? NO_ACTORS}
          filter={marked}
          projectId={projectId}
          onFilter={onNarrow}
          onAddress={onAddress}
          onChange={attemptUndoable}
          onProject={onProject}
          onManage={setDialog}
          onSettings={openSettings}
        />
        <main className="work">
          <div className="list" aria-busy={answer?.question.filter.text !== filter.text}>
            <LostLibrary onRestore={() => triage.open('restore')} />
            <BackupReminder />
            <SearchBox input={search} text={filter.text ?? ''} vocabulary={vocabulary} onText={onText} />
            <IndexProgressBar />
            {selected.size > 0 ? (
              <BulkBar
                count={selected.size}
                isEverything={selected.size === ids.toArray().length}
                isTrash={filter.view === 'trash'}
                onAll={selectAll}
                onNone={clear}
                onEdit={() => triage.edit(chosen)}
                onCopy={() => triage.copy(chosen)}
                onExport={() => setDialog('export')}
                onTrash={() => triage.trash(chosen)}
                onRestore={() => triage.restore(chosen)}
                onPurge={() => triage.purge(chosen)}
              />
            ) : (
              <ViewBar
                view={view}
                // Grouped by tag, a clip stands once under each of its tags.
                clips={shown?.view.group === 'tag' ? ids.toArray().length : ids.length}
                sources={shown?.answer.pages ?? 0}
                isOneProject={!isAll}
                canExport={canExport}
                onView={setView}
                onExport={() => setDialog('export')}
                onImport={() => setDialog('import')}
                onEmptyTrash={filter.view === 'trash' && ids.length > 0 ? () => triage.purge(ids.toArray()) : undefined}
              />
            )}
            {shown && ids.length === 0 ? (
              <EmptyList filter={filter} hasClips={facets.all > 0} onClear={() => setView({ filter: NO_FILTER })} />
            ) : null}
            {shown && ids.length > 0 ? (
              <ClipViews
                shown={shown}
                names={names}
                projectId={projectId}
                openId={openId}
                selected={selected}
                onOpen={open}
                onSelect={toggle}
                onView={setView}
                onChange={attemptUndoable}
              />
            ) : null}
          </div>
          {openId ? (
            <ClipDetail
              key={openId}
              id={openId}
              onClose={close}
              onOpen={open}
              onChange={attemptUndoable}
              onCopy={attempt}
              onTrash={(id) => triage.trash([id])}
              onRestore={(id) => triage.restore([id])}
              onPurge={(id) => triage.purge([id])}
            />
          ) : null}
        </main>
        {triage.dialogs}
        {running ? <BulkProgress running={running} /> : null}
        {notice ? <Snackbar notice={notice} onClose={() => tell(undefined)} /> : null}
        {dialog === 'import' ? (
          <ImportDialog
            projectId={project?.id}
            onDone={(text, batchId) => attemptUndoable(async () => ({ text, batchId }))}
            onClose={closeDialog}
          />
        ) : null}
        {dialog === 'export' ? (
          <ExportDialog scopes={scopes()} onDone={(text) => tell({ text })} onClose={closeDialog} />
        ) : null}
        {dialog === 'tags' ? <TagManager onClose={closeDialog} /> : null}
        {dialog === 'projects' ? (
          <ProjectManager
            onShow={(id) => {
              closeDialog();
              setAll(false);
              void switchProject(id);
            }}
            onSearch={(text) => {
              closeDialog();
              setAll(true);
              setView({ filter: { ...NO_FILTER, text } });
            }}
            onClose={closeDialog}
          />
        ) : null}
      </div>
    </TellTrouble>
  );
}
