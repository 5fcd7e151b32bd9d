import { useEffect, useMemo, useRef, useState } from 'react';
import { useObjectUrl } from '#components/ui/use-object-url.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { draggedRect, moveShape, resizeShape } from '#lib/screenshot/markup-geometry.ts';
import {
  addShape,
  addShapes,
  changeShape,
  drawnOf,
  type Item,
  itemsOf,
  type Shape,
} from '#lib/screenshot/markup-items.ts';
import { MARK_COLOURS } from '#lib/screenshot/markup-style.ts';
import { shapeInMiddle } from '#lib/screenshot/new-shape.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import type { ClipPicture } from '#lib/screenshot/save-picture.ts';
import { sheetOf } from '#lib/screenshot/sheet.ts';
import { EditorBar } from './editor-bar.tsx';
import { EditorSide } from './editor-side.tsx';
import { itemName } from './item-name.ts';
import { RedactDialog } from './redact-dialog.tsx';
import { Stage } from './stage.tsx';
import { ToolStrip } from './tool-strip.tsx';
import type { ToolId } from './tools.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useMarkup } from './use-markup.ts';
import { usePrivateData } from './use-private-data.ts';
import { useSaving } from './use-saving.ts';
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
  const zooming = useZoom(stage, sheet);
  const [start] = useState(() => itemsOf(picture.markup));
  const editor = useMarkup(start);
  const { kept, selected, commit } = editor;
  const writer = useWriting(editor, sheet);
  const finder = usePrivateData(original);

  const drawn = useMemo(() => drawnOf(kept), [kept]);
  const isChanged = useMemo(() => JSON.stringify(drawn) !== JSON.stringify(drawnOf(start)), [drawn, start]);
  const saving = useSaving({ picture, drawn, isChanged, onSaved });

  const [tool, setTool] = useState<ToolId>('select');
  const [colours, setColours] = useState<{ highlight: string; other: string }>({ highlight: YELLOW, other: RED });
  const colourOf = (type: ToolId) => (type === 'highlight' ? colours.highlight : colours.other);
  /** What is said to those who do not see the picture. */
  const [said, say] = useState('');
  const [focusId, setFocusId] = useState<number>();

  useEffect(() => {
    if (focusId === undefined) return;
    const mark = stage.current?.querySelector<SVGElement>(`[data-item="${focusId}"]`);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    setFocusId(undefined);
  }, [focusId]);

  function focusStage(): void {
    stage.current?.focus({ preventScroll: true });
  }

  function focusItem(id: number): void {
    editor.select(id);
    setFocusId(id);
  }

  function onTool(next: ToolId): void {
    setTool(next);
    editor.select(undefined);
    focusStage();
  }

  /** For what is selected, and for what is drawn next. */
  function onColour(next: string): void {
    const type = selected?.shape.type ?? tool;
    setColours((now) => (type === 'highlight' ? { ...now, highlight: next } : { ...now, other: next }));
    if (selected && 'colour' in selected.shape) {
      commit(changeShape(kept, selected.id, { ...selected.shape, colour: next }));
    }
  }

  function onDrawn(item: Item): void {
    say(t('editor_status_added', itemName(item, [...kept, item])));
    if (item.shape.type === 'crop') setTool('select');
  }

  /** Places a mark of the tool in the middle of what is seen; with no tool to draw with, writes on a text. */
  function onEnter(): void {
    if (tool === 'select') {
      if (selected) writer.edit(selected);
      return;
    }
    setTool('select');
    const view = zooming.view();
    if (tool === 'text') {
      const middle = { x: Math.round(view.x + view.width / 2), y: Math.round(view.y + view.height / 2) };
      writer.begin(middle, colourOf(tool));
      return;
    }
    const shape = shapeInMiddle({ type: tool, colour: colourOf(tool), items: kept, sheet }, view);
    const { items, item } = addShape(kept, shape);
    commit(items);
    onDrawn(item);
    focusItem(item.id);
  }

  function onWritten(isByKey: boolean): void {
    const id = writer.writing?.itemId;
    writer.end();
    if (!isByKey) return;
    if (id === undefined) focusStage();
    else focusItem(id);
  }

  function onDelete(item = selected): void {
    if (!item) return;
    editor.remove(item.id);
    say(t('editor_status_deleted', itemName(item, kept)));
    focusStage();
  }

  function onUndo(): void {
    if (!editor.canUndo) return;
    editor.undo();
    say(t('editor_status_undone'));
  }

  function onRedo(): void {
    if (!editor.canRedo) return;
    editor.redo();
    say(t('editor_status_redone'));
  }

  /** Steps with the arrow keys are one step for as long as they are of one mark and one kind. */
  function nudge(kind: 'move' | 'resize', by: Point): void {
    if (!selected) return;
    const shape = (kind === 'move' ? moveShape : resizeShape)(selected.shape, by, sheet);
    commit(changeShape(kept, selected.id, shape), `${kind} ${selected.id}`);
    // It stays in view.
    setFocusId(selected.id);
  }

  function coverPrivate(): void {
    const covers = finder.rects.map(({ x, y, width, height }): Shape => {
      return { type: 'redaction', rect: draggedRect({ x, y }, { x: x + width, y: y + height }, sheet) };
    });
    commit(addShapes(kept, covers));
    finder.close();
    focusStage();
  }

  useEditorKeys({
    // What is drawn now would not be in what is being saved.
    isResting: saving.isSaving,
    hasSelection: selected !== undefined && !writer.writing,
    onTool,
    onMove: (by) => nudge('move', by),
    onResize: (by) => nudge('resize', by),
    onDelete: () => onDelete(),
    onEnter,
    onEscape() {
      if (finder.findings) finder.close();
      else if (selected) editor.select(undefined);
      else setTool('select');
      focusStage();
    },
    onUndo,
    onRedo,
    onSave: saving.save,
    onZoomIn: zooming.zoomIn,
    onZoomOut: zooming.zoomOut,
    onFit: zooming.fit,
    onActualSize: zooming.actual,
  });

  const { shape } = selected ?? {};
  return (
    <div className="editor" aria-busy={saving.isSaving}>
      <EditorBar
        title={clip.source.title}
        backUrl={backUrl}
        zooming={zooming}
        onUndo={editor.canUndo && !saving.isSaving ? onUndo : undefined}
        onRedo={editor.canRedo && !saving.isSaving ? onRedo : undefined}
        isSaving={saving.isSaving}
        onSave={saving.save}
      />
      {saving.error ? (
        <p className="notice error editor-error" role="alert">
          {tError(saving.error.code)}
        </p>
      ) : null}
      <main className="editor-work" inert={saving.isSaving}>
        <ToolStrip
          tool={tool}
          colour={shape && 'colour' in shape ? shape.colour : colourOf(tool)}
          onTool={setTool}
          onColour={onColour}
          onReady={focusStage}
        />
        <Stage
          stage={stage}
          url={url}
          editor={editor}
          tool={tool}
          colour={colourOf(tool)}
          sheet={sheet}
          zoom={zooming.zoom}
          writing={writer.writing}
          proposed={finder.rects}
          onDrawn={onDrawn}
          onText={(at) => writer.begin(at, colourOf('text'))}
          onEditText={writer.edit}
          onWrite={writer.write}
          onWritten={onWritten}
        />
        <EditorSide
          items={kept}
          selectedId={selected?.id}
          finder={finder}
          onSelect={({ id }) => focusItem(id)}
          onEditText={writer.edit}
          onDelete={onDelete}
          onReset={() => commit([])}
          onFindPrivate={() => void saving.attempt(finder.find)}
          onCoverPrivate={coverPrivate}
        />
      </main>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {saving.sharing === undefined ? null : (
        <RedactDialog sharing={saving.sharing} onConfirm={saving.confirm} onCancel={saving.cancel} />
      )}
    </div>
  );
}
