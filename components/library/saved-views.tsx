import { useLiveQuery } from 'dexie-react-hooks';
import { Ellipsis, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { View } from '#lib/core/schema/view.ts';
import { deleteView, listViews, overwriteView, renameView, saveView } from '#lib/db/views.ts';
import { t } from '#lib/platform/i18n.ts';
import { type AddressChanges, addressFromQuery, canonicalQuery } from '#lib/search/library/address.ts';
import { SavedViewName } from './saved-view-name.tsx';
import type { Notices } from './use-notice.ts';
import { useView } from './use-view.ts';
import { Popup } from './views/popup.tsx';
import './saved-views.css';

type Props = {
  onOpen(address: AddressChanges): void;
  onChange: Notices['attemptUndoable'];
};

/** The views that were given a name: look at one again, name the present one, and change what is kept. */
export function SavedViews({ onOpen, onChange }: Props) {
  const [{ query }] = useView();
  const views = useLiveQuery(listViews, []) ?? [];
  const [isNaming, setNaming] = useState(false);
  const [renamed, setRenamed] = useState<string>();
  const titleId = useId();

  function keep(name: string): void {
    setNaming(false);
    if (name) onChange(async () => ({ text: t('view_saved', name), batchId: await saveView(name, query) }));
  }

  function rename({ id }: View, name: string): void {
    setRenamed(undefined);
    if (name) onChange(async () => ({ text: t('view_renamed', name), batchId: await renameView(id, name) }));
  }

  function actionsOf(view: View): readonly [label: string, act: () => void][] {
    const { id, name } = view;
    return [
      [t('view_rename'), () => setRenamed(id)],
      [
        t('view_overwrite'),
        () => onChange(async () => ({ text: t('view_saved', name), batchId: await overwriteView(id, query) })),
      ],
      [
        t('view_delete'),
        () => onChange(async () => ({ text: t('view_deleted', name), batchId: await deleteView(id) })),
      ],
    ];
  }

  return (
    <section className="saved-views secondary" aria-labelledby={titleId}>
      <div className="saved-views-head">
        <h2 id={titleId}>{t('saved_views')}</h2>
        <IconButton label={t('view_save')} icon={Plus} onClick={() => setNaming(true)} />
      </div>
      <ul>
        {views.map((view) =>
          renamed === view.id ? (
            <li key={view.id}>
              <SavedViewName name={view.name} onDone={(name) => rename(view, name)} />
            </li>
          ) : (
            <li className="saved-view" key={view.id}>
              <button
                type="button"
                className="nav"
                title={view.name}
                aria-pressed={canonicalQuery(view.address) === canonicalQuery(query)}
                onClick={() => onOpen(addressFromQuery(view.address))}
              >
                <span className="cut">{view.name}</span>
              </button>
              <Popup label={t('view_actions', view.name)} icon={Ellipsis} className="button quiet square">
                {(close) =>
                  actionsOf(view).map(([label, act]) => (
                    <button
                      type="button"
                      className="popup-item"
                      key={label}
                      onClick={() => {
                        close();
                        act();
                      }}
                    >
                      {label}
                    </button>
                  ))
                }
              </Popup>
            </li>
          ),
        )}
        {isNaming ? (
          <li>
            <SavedViewName name="" onDone={keep} />
          </li>
        ) : null}
      </ul>
    </section>
  );
}
