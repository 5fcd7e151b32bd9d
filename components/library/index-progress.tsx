import { t, tNumber } from '#lib/platform/i18n.ts';
import { useIndexProgress } from './library-client.ts';

/** How far the index is that finds clips, while it is being made: until then not all of them are found. */
export function IndexProgressBar() {
  const progress = useIndexProgress();
  if (!progress) return null;
  const { done, all } = progress;
  const text = t('index_progress', tNumber(done), tNumber(all));
  return (
    <div className="index-progress row faint">
      <progress aria-label={text} max={all || 1} value={done} />
      <span aria-hidden="true">{text}</span>
    </div>
  );
}
