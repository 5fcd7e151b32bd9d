import { TypeEditor } from '#components/clip/editors/type-editor.tsx';
import type { ClipType } from '#lib/core/fields.ts';
import { t } from '#lib/platform/i18n.ts';

type Props = {
  /** What it will be, where that was said already. */
  queuedType: ClipType | undefined;
  onType(type: ClipType | undefined): void;
};

/** While the page is being read: nobody waits for that to say what it is. */
export function Reading({ queuedType, onType }: Props) {
  return (
    <div className="panel-body">
      <p className="panel-empty" role="status">
        {queuedType ? t('saving') : t('reading_page')}
      </p>
      <span className="visually-hidden" id="queued-type">
        {t('field_type')}
      </span>
      <TypeEditor
        labelId="queued-type"
        values={queuedType ? { type: queuedType } : {}}
        onSet={({ type }) => onType(type)}
      />
    </div>
  );
}
