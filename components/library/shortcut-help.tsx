import { useEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { COMMAND_GROUPS, type Command } from './command.ts';
import { commands } from './commands.ts';
import { keyFace } from './key-face.ts';
import './shortcut-help.css';

/** All keys of the library, by what they are for. */
export default function ShortcutHelp({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const groups = Map.groupBy(
    commands.filter(({ keys }) => keys.length > 0),
    ({ group }) => group,
  );
  return (
    <dialog className="dialog shortcut-help" ref={dialog} aria-labelledby="shortcut-help-title" onClose={onClose}>
      <form method="dialog">
        <h2 id="shortcut-help-title">{t('keyboard')}</h2>
        <div className="shortcut-groups">
          {[...groups].map(([group, members]) => (
            <section key={group} aria-labelledby={`shortcuts-${group}`}>
              <h3 id={`shortcuts-${group}`}>{t(COMMAND_GROUPS[group])}</h3>
              <dl>{members.map((command) => shortcut(command))}</dl>
            </section>
          ))}
        </div>
        <p className="faint">{t('keyboard_hint')}</p>
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function shortcut({ id, label, of, keys }: Command) {
  return (
    <div key={id}>
      <dt>{of ? t(label, t(of)) : t(label)}</dt>
      <dd>
        {keys.map((key) => (
          <kbd className="kbd" key={key}>
            {keyFace(key)}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
