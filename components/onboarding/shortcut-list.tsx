import { Keyboard } from 'lucide-react';
import { Icon } from '#components/ui/icon.tsx';
import { Logo } from '#components/ui/logo.tsx';
import type { MessageKey } from '#lib/core/message-key.ts';
import { t } from '#lib/platform/i18n.ts';

/** `keys` as the browser writes them, such as `Alt+Shift+G` or `⌥⇧G`; '' for none. */
export type Shortcut = { id: string; label: MessageKey; icon?: string; keys: string };

type Props = { shortcuts: readonly Shortcut[]; onChange(): void };

/** The keys as they are set in this browser, and the way to change them. */
export function ShortcutList({ shortcuts, onChange }: Props) {
  return (
    <>
      <dl className="shortcuts">
        {shortcuts.map(({ id, label, icon, keys }) => (
          <div key={id} className="shortcut">
            <dt className="row">
              {icon ? <Icon path={icon} /> : <Logo size={16} />}
              {t(label)}
            </dt>
            <dd>{keys ? <Keys keys={keys} /> : <span className="faint">{t('onboarding_shortcut_unset')}</span>}</dd>
          </div>
        ))}
      </dl>
      {shortcuts.some(({ keys }) => !keys) ? <p className="dim">{t('onboarding_shortcuts_missing')}</p> : null}
      <button type="button" className="button" onClick={onChange}>
        <Keyboard className="icon" aria-hidden />
        {t('onboarding_shortcuts_change')}
      </button>
    </>
  );
}

function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split('+').map((key) => (
        <kbd key={key} className="kbd">
          {key}
        </kbd>
      ))}
    </span>
  );
}
