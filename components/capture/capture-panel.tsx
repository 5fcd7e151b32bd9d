import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { useSettledDrafts } from '#components/clip/use-settled-drafts.ts';
import { isTyping } from '#components/ui/is-typing.ts';
import type { ErrorCode } from '#lib/core/errors.ts';
import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import { changesOf } from '#lib/core/page-changes.ts';
import type { Result } from '#lib/core/result.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { countInbox, recentClips } from '#lib/db/clips.ts';
import { discardDraft, touchedDraftOf } from '#lib/db/drafts.ts';
import { clipOfSamePassage } from '#lib/db/same-passage.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { ClipWorkspace } from './clip-workspace.tsx';
import { KindBar } from './kind-bar.tsx';
import { PageRow } from './page-row.tsx';
import { PanelHeader } from './panel-header.tsx';
import { PanelLists } from './panel-lists.tsx';
import { Reading } from './reading.tsx';
import type { SiteAccess } from './site-highlights.tsx';
import { useEvidenceCheck } from './use-evidence-check.ts';
import { usePageClips } from './use-page-clips.ts';
import './capture-panel.css';

/** Looked up once the clip is on the screen. */
const SimilarHint = lazy(() => import('./similar-hint.tsx'));

/** The page beside or under the panel. */
export type PanelTab = {
  id: number;
  url: string | undefined;
  title: string | undefined;
  /** Grows each time that its page is loaded anew. */
  visit?: number;
};

/** What the panel asks of the page's clips. */
export type Evidence = {
  /** Looks at a tab's page again; what it sees gets into the database. */
  checkEvidence(tabId: number): Promise<Result<unknown>>;
  /** Scrolls to a clip and points it out. */
  showEvidence(tabId: number, clipId: string): Promise<Result<{ isShown: boolean }>>;
};

type Props = {
  tab: PanelTab | undefined;
  /** A popup reads the selection as it opens, and closes when the work is done; a side panel stays. */
  isPopup: boolean;
  /** The clip that was captured just before the popup opened. */
  takeFocus(): Promise<string | undefined>;
  capture(kindId: string, tabId: number): Promise<Result<{ id: string }>>;
  evidence: Evidence;
  sites: SiteAccess;
  onSaved(clip: Clip): void;
  onInbox(count: number): void;
  /** @param query What to look for there. */
  onLibrary(query?: string): void;
  onSidePanel?: () => void;
  onClose(): void;
};

/** A panel that is busy lists what was clipped before this late, in ms. */
const LATEST_MS = 300;

type Status = { state: 'idle' | 'reading' } | { state: 'failed'; code: ErrorCode };

/** Clip, and say what it is. The whole of popup and side panel. */
export function CapturePanel({
  tab,
  isPopup,
  takeFocus,
  capture,
  evidence,
  sites,
  onSaved,
  onInbox,
  onLibrary,
  onSidePanel,
  onClose,
}: Props) {
  useSettledDrafts();
  const project = useCurrentProject();
  const inbox = useLiveQuery(countInbox, []);
  const newest = useLiveQuery(async () => (await recentClips(1))[0] ?? null, []);
  const [subject, setSubject] = useState<string>();
  const [status, setStatus] = useState<Status>({ state: isPopup ? 'reading' : 'idle' });
  const [queuedType, setQueuedType] = useState<ClipType>();
  const opened = useRef(false);
  // In a popup, what it was opened for comes first: what was clipped before is looked up once that has been read and shown.
  const [isRead, setRead] = useState(!isPopup);
  const clips = usePageClips(isRead ? tab?.url : undefined);
  const { checkEvidence, showEvidence } = evidence;
  const seeing = useEvidenceCheck({
    check: checkEvidence,
    tabId: tab?.id,
    visit: tab?.visit ?? 0,
    clips,
    isReady: isRead,
  });

  const run = useCallback(
    async (kindId: string, tabId: number, isInteractive = false): Promise<Status> => {
      const result = await capture(kindId, tabId);
      if (!result.ok) return { state: 'failed', code: result.error.code };
      // There is nothing to show before something has been picked on the page.
      if (isInteractive) return { state: 'idle' };
      const { id } = result.value;
      // A passage that was clipped before is not clipped twice: its clip opens, with what was being written on it.
      const same = await clipOfSamePassage(id);
      if (same) await discardDraft(id);
      setSubject(same ?? id);
      return { state: 'idle' };
    },
    [capture],
  );

  // What a popup opens on: the clip that was just captured, else the selection, else what was begun on this page.
  useEffect(() => {
    if (!isPopup || !tab || opened.current) return;
    opened.current = true;
    void (async () => {
      const focus = await takeFocus();
      if (focus) {
        setSubject(focus);
        setStatus({ state: 'idle' });
        return;
      }
      const next = await run('selection', tab.id);
      const draft = next.state === 'failed' && tab.url ? await touchedDraftOf(tab.url) : undefined;
      if (draft) setSubject(draft.id);
      setStatus(draft || (next.state === 'failed' && next.code === 'no_selection') ? { state: 'idle' } : next);
    })().finally(() => requestIdleCallback(() => setRead(true), { timeout: LATEST_MS }));
  }, [isPopup, tab, takeFocus, run]);

  // A side panel follows what is clipped from now on, by whichever way; not what comes up when a newer one goes,
  // nor new words that are accepted in the list below.
  const lastSeen = useRef<number>(undefined);
  useEffect(() => {
    if (isPopup || newest === undefined) return;
    const seen = lastSeen.current;
    lastSeen.current = Math.max(seen ?? 0, newest?.capturedAt ?? 0);
    const isClipped = newest && newest.previousId === undefined;
    if (seen !== undefined && isClipped && newest.capturedAt > seen) setSubject(newest.id);
  }, [isPopup, newest]);

  useEffect(() => {
    if (inbox !== undefined) onInbox(inbox);
  }, [inbox, onInbox]);

  const isReading = status.state === 'reading' || (subject !== undefined && !project);
  /** Nothing is shown yet that a type could be meant for: it is for what is being read. */
  const isQueueing = isReading && !(subject && project);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const type = CLIP_TYPES[Number(event.key) - 1];
      if (type && isQueueing) setQueuedType(type);
      else if (event.key === 'l') onLibrary();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isQueueing, onLibrary]);

  const forgetQueue = useCallback(() => setQueuedType(undefined), []);
  const open = useCallback((id: string) => {
    setQueuedType(undefined);
    setStatus({ state: 'idle' });
    setSubject(id);
  }, []);

  async function start(kindId: string, isInteractive: boolean): Promise<void> {
    if (!tab) return;
    setStatus({ state: 'reading' });
    const next = await run(kindId, tab.id, isInteractive);
    if (isInteractive && isPopup && next.state === 'idle') onClose();
    setStatus(next);
  }

  const showClip = useCallback(
    async (clipId: string) => {
      if (!tab) return { ok: true, value: { isShown: false } } as const;
      const result = await showEvidence(tab.id, clipId);
      if (isPopup && result.ok && result.value.isShown) onClose();
      return result;
    },
    [tab, showEvidence, isPopup, onClose],
  );

  const lists = (
    <PanelLists
      url={tab?.url}
      clips={clips}
      check={seeing}
      sites={sites}
      currentId={subject}
      isPopup={isPopup}
      isReady={isRead}
      said={status.state === 'failed' ? status.code : undefined}
      onShow={showClip}
      onOpen={open}
      onLibrary={onLibrary}
    />
  );
  return (
    <main className={isPopup ? 'panel popup' : 'panel'}>
      <PanelHeader project={project} onLibrary={onLibrary} onSidePanel={onSidePanel} />
      {tab?.url ? <PageRow url={tab.url} title={tab.title} count={clips.length} changes={changesOf(clips)} /> : null}
      <KindBar isDisabled={!tab || isReading} onStart={(kindId, isInteractive) => void start(kindId, isInteractive)} />
      {status.state === 'failed' ? (
        <p className="notice error panel-failure" role="alert">
          {tError(status.code)}
        </p>
      ) : null}
      {subject && project ? (
        <ClipWorkspace
          key={subject}
          id={subject}
          projectId={project.id}
          queuedType={queuedType}
          onQueueTaken={forgetQueue}
          onSaved={onSaved}
          onClose={isPopup ? onClose : () => setSubject(undefined)}
        >
          <Suspense>{isRead ? <SimilarHint id={subject} onLibrary={onLibrary} /> : null}</Suspense>
          {lists}
        </ClipWorkspace>
      ) : (
        <div className="panel-scroll">
          {isReading ? (
            <Reading queuedType={queuedType} onType={setQueuedType} />
          ) : status.state === 'failed' ? null : (
            <p className="panel-body panel-empty">
              {isPopup ? t('panel_empty') : t('panel_empty_side', t('kind_selection'))}
            </p>
          )}
          {lists}
        </div>
      )}
    </main>
  );
}
