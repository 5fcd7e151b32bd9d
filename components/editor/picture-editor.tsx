import { RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useObjectUrl } from '#components/ui/use-object-url.ts';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { moveShape, resizeShape } from '#lib/screenshot/markup-geometry.ts';
import { addShape, changeShape, drawnOf, type Item, itemsOf } from '#lib/screenshot/markup-items.ts';
import { MARK_COLOURS } from '#lib/screenshot/markup-style.ts';
import { shapeInMiddle } from '#lib/screenshot/new-shape.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { type ClipPicture, countSharing, savePicture } from '#lib/screenshot/save-picture.ts';
import { sheetOf } from '#lib/screenshot/sheet.ts';
import { EditorBar } from './editor-bar.tsx';
import { itemName } from './item-name.ts';
import { MarkList } from './mark-list.tsx';
import { RedactDialog } from './redact-dialog.tsx';
import { Stage } from './stage.tsx';
import { ToolStrip } from './tool-strip.tsx';
import type { ToolId } from './tools.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useMarkup } from './use-markup.ts';
import { useWriting } from './use-writing.ts';
import { useZoom } from './use-zoom.ts';

const [RED, , , YELLOW] = MARK_COLOURS;

type Props = {
  picture: ClipPicture;
  /** Where it goes back to. */
  backUrl: string;
  onSaved(): void;
};

/** One picture under edit: what is drawn on it, and the tools. */
export function PictureEditor({ picture, backUrl, onSaved }: Props) {
  const { clip, original } = picture;
  const url = useObjectUrl(original.blob);
  const stage = useRef<HTMLElement>(null);
  const sheet = useMemo(() => sheetOf(original), [original]);
  const [start] = useState(() => itemsOf(picture.markup));
  const editor = useMarkup(start);
  const { kept, selected, commit } = editor;
  const writer = useWriting(editor, sheet);
  const zooming = useZoom(stage, sheet);
  const { zoom } = zooming;

  const [tool, setTool] = useState<ToolId>('select');
  const [colours, setColours] = useState({ highlight: YELLOW as string, other: RED as string });
  const [said, say] = useState('');
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const [sharing, setSharing] = useState<number>();
  const [focusId, setFocusId] = useState<number>();

  const isChanged = useMemo(() => JSON.stringify(drawnOf(kept)) !== JSON.stringify(drawnOf(start)), [kept, start]);
  const leave = useLeaveGuard(isChanged, onSaved);

  const colourOf = (type: string) => (type === 'highlight' ? colours.highlight : colours.other);
  const shown = selected ? selected.shape.type : tool;
  const colour = selected && 'colour' in selected.shape ? selected.shape.colour : colourOf(shown);

  function focusStage(): void {
    stage.current?.focus({ preventScroll: true });
  }

  function focusItem(id: number): void {
    editor.select(id);
    setFocusId(id);
  }
  useEffect(() => {
    if (focusId === undefined) return;
    const mark = stage.current?.querySelector<SVGElement>(`[data-item="${focusId}"]`);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    setFocusId(undefined);
  }, [focusId]);

  function tellAdded(item: Item, items = kept): void {
    say(t('editor_status_added', itemName(item, [...items, item])));
  }

  function onTool(next: ToolId): void {
    setTool(next);
    editor.select(undefined);
    focusStage();
  }

  function onColour(next: string): void {
    setColours((now) => (shown === 'highlight' ? { ...now, highlight: next } : { ...now, other: next }));
    if (selected && 'colour' in selected.shape) {
      commit(changeShape(kept, selected.id, { ...selected.shape, colour: next }));
    }
  }

  function onDrawn(item: Item): void {
    tellAdded(item);
    if (item.shape.type === 'crop') setTool('select');
  }

  function onEnter(): void {
    if (tool === 'select') {
      if (selected?.shape.type === 'text') writer.edit(selected);
      return;
    }
    const view = zooming.view();
    setTool('select');
    if (tool === 'text') {
      writer.begin({ x: Math.round(view.x + view.width / 2), y: Math.round(view.y + view.height / 2) }, colourOf(tool));
      return;
    }
    const shape = shapeInMiddle({ type: tool, colour: colourOf(tool), items: kept, sheet }, view);
    const { items, item } = addShape(kept, shape);
    commit(items);
    tellAdded(item);
    focusItem(item.id);
  }

  function onDelete(item = selected): void {
    if (!item) return;
    editor.remove(item.id);
    say(t('editor_status_deleted', itemName(item, kept)));
    focusStage();
  }

  function undo(): void {
    if (!editor.canUndo) return;
    editor.undo();
    say(t('editor_status_undone'));
  }

  function redo(): void {
    if (!editor.canRedo) return;
    editor.redo();
    say(t('editor_status_redone'));
  }

  /** Steps with the arrow keys are one step for as long as they are of one mark and one kind. */
  function nudge(kind: 'move' | 'resize', by: Point): void {
    if (!selected) return;
    const shape = (kind === 'move' ? moveShape : resizeShape)(selected.shape, by, sheet);
    commit(changeShape(kept, selected.id, shape), `${kind} ${selected.id}`);
  }

  async function write(): Promise<void> {
    setSharing(undefined);
    setSaving(true);
    setError(undefined);
    try {
      await savePicture(clip.id, original.id, drawnOf(kept));
      leave();
    } catch (thrown) {
      setError(toAppError(thrown));
      setSaving(false);
    }
  }

  async function save(): Promise<void> {
    if (isSaving) return;
    if (!isChanged) {
      leave();
      return;
    }
    if (drawnOf(kept).redactions.length === 0) {
      await write();
      return;
    }
    try {
      setSharing(await countSharing(picture));
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  }

  useEditorKeys({
    hasSelection: selected !== undefined && !writer.writing,
    onTool,
    onMove: (by) => nudge('move', by),
    onResize: (by) => nudge('resize', by),
    onDelete: () => onDelete(),
    onEnter,
    onEscape() {
      if (selected) editor.select(undefined);
      else setTool('select');
      focusStage();
    },
    onUndo: undo,
    onRedo: redo,
    onSave: () => void save(),
    onZoomIn: zooming.zoomIn,
    onZoomOut: zooming.zoomOut,
    onFit: zooming.fit,
    onActualSize: zooming.actual,
  });

  return (
    <div className="editor" aria-busy={isSaving}>
      <EditorBar
        title={clip.source.title}
        backUrl={backUrl}
        zooming={zooming}
        onUndo={editor.canUndo ? undo : undefined}
        onRedo={editor.canRedo ? redo : undefined}
        isSaving={isSaving}
        onSave={() => void save()}
      />
      {error ? (
        <p className="notice error editor-error" role="alert">
          {tError(error.code)}
        </p>
      ) : null}
      <main className="editor-work">
        <ToolStrip tool={tool} colour={colour} onTool={setTool} onColour={onColour} onReady={focusStage} />
        <Stage
          stage={stage}
          url={url ?? ''}
          editor={editor}
          tool={tool}
          colour={colourOf(tool)}
          sheet={sheet}
          zoom={zoom}
          writing={writer.writing}
          proposed={[]}
          onDrawn={onDrawn}
          onText={(at) => writer.begin(at, colourOf('text'))}
          onEditText={writer.edit}
          onWrite={writer.write}
          onWritten={() => writer.end()}
        />
        <aside className="editor-side" aria-label={t('editor_marks')}>
          <h2>{t('editor_marks')}</h2>
          <MarkList
            items={kept}
            selectedId={selected?.id}
            onSelect={({ id }) => focusItem(id)}
            onEditText={writer.edit}
            onDelete={onDelete}
          />
          {kept.length > 0 ? (
            <>
              <p className="faint editor-hint">{t('editor_keys')}</p>
              <button type="button" className="button quiet" onClick={() => commit([])}>
                <RotateCcw className="icon" aria-hidden /> {t('editor_reset')}
              </button>
            </>
          ) : null}
        </aside>
      </main>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {sharing === undefined ? null : (
        <RedactDialog sharing={sharing} onConfirm={() => void write()} onCancel={() => setSharing(undefined)} />
      )}
    </div>
  );
}
