import { ArrowLeft, Minus, Plus, Redo2, Undo2 } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { locale, t } from '#lib/platform/i18n.ts';
import type { Zoom } from './use-zoom.ts';

const CTRL = /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl+';
const KEYS = { undo: `${CTRL}Z`, redo: `${CTRL}Shift+Z`, save: `${CTRL}S` };

type Props = {
  /** Of the page that the picture is of. */
  title: string;
  backUrl: string;
  zooming: Zoom;
  /** Undefined where there is nothing to take back. */
  onUndo: (() => void) | undefined;
  onRedo: (() => void) | undefined;
  isSaving: boolean;
  onSave(): void;
};

export function EditorBar({ title, backUrl, zooming, onUndo, onRedo, isSaving, onSave }: Props) {
  const { zoom, isFit, zoomIn, zoomOut, fit, actual } = zooming;
  const percent = new Intl.NumberFormat(locale(), { style: 'percent' }).format(zoom);
  const other = isFit ? t('editor_zoom_actual') : t('editor_zoom_fit');
  return (
    <header className="editor-bar">
      <a className="button quiet square" href={backUrl} aria-label={t('editor_back')} title={t('editor_back')}>
        <ArrowLeft className="icon" aria-hidden />
      </a>
      <h1>{t('edit_picture')}</h1>
      <span className="editor-source faint cut grow" dir="auto">
        {title}
      </span>
      <div className="row editor-zoom">
        <IconButton label={t('editor_zoom_out')} keys="−" icon={Minus} onClick={zoomOut} />
        <button
          type="button"
          className="button quiet editor-percent"
          aria-label={`${percent} · ${other}`}
          title={`${other} · ${isFit ? '1' : '0'}`}
          onClick={isFit ? actual : fit}
        >
          {percent}
        </button>
        <IconButton label={t('editor_zoom_in')} keys="+" icon={Plus} onClick={zoomIn} />
      </div>
      <div className="row">
        <IconButton label={t('undo')} keys={KEYS.undo} icon={Undo2} onClick={onUndo} />
        <IconButton label={t('redo')} keys={KEYS.redo} icon={Redo2} onClick={onRedo} />
      </div>
      <button type="button" className="button primary" title={KEYS.save} disabled={isSaving} onClick={onSave}>
        {isSaving ? t('saving') : t('save')}
      </button>
    </header>
  );
}
