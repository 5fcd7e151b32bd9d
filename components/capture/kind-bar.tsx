import { Icon } from '#components/ui/icon.tsx';
import { captureKinds } from '#lib/capture/kinds/index.ts';
import { t } from '#lib/platform/i18n.ts';

type Props = { isDisabled: boolean; onStart(kindId: string, isInteractive: boolean): void };

/** The ways to clip. */
export function KindBar({ isDisabled, onStart }: Props) {
  return (
    <nav className="kinds" aria-label={t('capture')}>
      {captureKinds.map((kind) => (
        <button
          key={kind.id}
          type="button"
          className="kind"
          disabled={isDisabled}
          onClick={() => onStart(kind.id, kind.interactive)}
        >
          <Icon path={kind.icon} />
          {t(kind.label)}
        </button>
      ))}
    </nav>
  );
}
