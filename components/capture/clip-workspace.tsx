import { Check } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { ClipForm } from '#components/clip/clip-form.tsx';
import { ClipPreview } from '#components/clip/clip-preview.tsx';
import { TypeEditor } from '#components/clip/editors/type-editor.tsx';
import { type ClipEditor, useClipEditor } from '#components/clip/use-clip-editor.ts';
import { isTyping } from '#components/ui/is-typing.ts';
import { CLIP_TYPES, type ClipEdits, type ClipType } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { t, tError } from '#lib/platform/i18n.ts';

type Props = {
  /** Of the clip, or of the draft that will become it. */
  id: string;
  /** Where a draft is kept once it is saved. */
  projectId: string;
  /** A type that was chosen while the page was still being read. */
  queuedType: ClipType | undefined;
  /** That type has been taken over. */
  onQueueTaken(): void;
  onSaved(clip: Clip): void;
  onClose(): void;
  /** What follows the clip in the part that scrolls. */
  children: ReactNode;
};

/** One clip, from "what is it?" to "done", by keyboard or pointer. */
export function ClipWorkspace({ id, projectId, queuedType, onQueueTaken, onSaved, onClose, children }: Props) {
  const editor = useClipEditor(id, projectId, onSaved);
  const { capture, isTrashed, isSaved, values, error, set, save, finish, undo, canUndo } = editor;
  const types = useRef<HTMLDivElement>(null);
  const isReady = capture != null;
  const done = useCallback(() => void finish().then(onClose), [finish, onClose]);

  // The keyboard starts at the question that matters.
  useEffect(() => {
    if (isReady) types.current?.focus({ preventScroll: true });
  }, [isReady]);

  /** Says what it is, which keeps it: a clip whose saving was undone comes back. */
  const choose = useCallback(
    (edits: ClipEdits) => {
      if (isTrashed) save();
      set(edits);
    },
    [isTrashed, save, set],
  );

  useEffect(() => {
    if (!isReady || !queuedType) return;
    choose({ type: queuedType });
    onQueueTaken();
  }, [isReady, queuedType, choose, onQueueTaken]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (isDone || (event.key === 'Enter' && !isTyping(event) && !isOnControl(event.target))) {
        if (!isReady) return;
        event.preventDefault();
        if (isSaved) done();
        else save();
      } else if (!isTyping(event)) {
        // Also while the clip is not on the screen yet: nobody waits with the key for that.
        const type = CLIP_TYPES[Number(event.key) - 1];
        if (type) choose({ type });
        else if (event.key === 'z' && canUndo) undo();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isReady, isSaved, canUndo, choose, save, undo, done]);

  if (capture === null) {
    return (
      <div className="panel-scroll">
        <p className="panel-body dim">{tError('clip_missing')}</p>
        {children}
      </div>
    );
  }
  if (!capture) return <div className="panel-body" aria-busy="true" />;
  return (
    <>
      <div className="panel-scroll">
        <div className="panel-body">
          {error ? (
            <p className="notice error" role="alert">
              {tError(error.code)}
            </p>
          ) : null}
          <ClipPreview capture={capture} type={values.type} />
          <div className="types-start" ref={types} tabIndex={-1}>
            <span className="visually-hidden" id={`${id}-type`}>
              {t('field_type')}
            </span>
            <TypeEditor labelId={`${id}-type`} values={values} onSet={choose} />
          </div>
          <ClipForm editor={editor} source={capture.source} isQuick />
        </div>
        {children}
      </div>
      <Footer editor={editor} onDone={done} />
    </>
  );
}

/** Enter on a button presses that button; on one of the types it means "done" once that type is chosen. */
function isOnControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a, summary') !== null &&
    !target.closest('.type[aria-pressed="true"]')
  );
}

function Footer({ editor, onDone }: { editor: ClipEditor; onDone(): void }) {
  const { isTrashed, isSaved, canUndo, undo, save } = editor;
  return (
    <footer className="panel-footer row">
      <span className="row dim" role="status">
        {isSaved ? <Check className="icon" aria-hidden /> : null}
        {isTrashed ? t('trashed') : isSaved ? t('saved') : t('not_saved')}
      </span>
      {canUndo ? (
        <button type="button" className="button quiet" onClick={undo} aria-keyshortcuts="Z">
          {t('undo')}{' '}
          <span className="kbd" aria-hidden="true">
            Z
          </span>
        </button>
      ) : null}
      <span className="grow" />
      <button type="button" className="button primary" onClick={isSaved ? onDone : save}>
        {isSaved ? t('done') : isTrashed ? t('restore') : t('save_to_inbox')}{' '}
        <span className="kbd" aria-hidden="true">
          ↵
        </span>
      </button>
    </footer>
  );
}
