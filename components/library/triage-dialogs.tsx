import { Fragment } from 'react';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import type { CommandActions, CommandState } from './command.ts';
import type { Sites } from './highlight-settings.tsx';
import { later } from './later.tsx';
import type { OpenDialog } from './use-dialog.ts';
import type { Notices } from './use-notice.ts';

/** Few need them at a time, and none at first. */
const BackupDialog = later(() => import('./backup-dialog.tsx'));
const BulkDialog = later(() => import('./bulk-dialog.tsx'));
const HealthDialog = later(() => import('./health-dialog.tsx'));
const Palette = later(() => import('./palette.tsx'));
const PurgeDialog = later(() => import('./trash-purge-dialog.tsx'));
const RestoreDialog = later(() => import('./restore-dialog.tsx'));
const SettingsDialog = later(() => import('./settings-dialog.tsx'));
const ShortcutHelp = later(() => import('./shortcut-help.tsx'));

type Props = {
  dialog: OpenDialog;
  state: CommandState;
  actions: CommandActions;
  sites: Sites;
  notices: Notices;
  onFilter(filter: ClipFilter): void;
  onProject(id: string | undefined): void;
  onLayout(id: string): void;
  onOpen(id: string): void;
  /** Clips are gone for ever, as many as the notice says. */
  onPurged(): void;
  onClose(): void;
};

function dialogOf(props: Props) {
  const { dialog, state, actions, sites, notices, onFilter, onProject, onLayout, onOpen, onPurged, onClose } = props;
  switch (dialog.name) {
    case 'help':
      return <ShortcutHelp onClose={onClose} />;
    case 'settings':
      return <SettingsDialog sites={sites} onClose={onClose} />;
    case 'backup':
      return <BackupDialog onClose={onClose} />;
    case 'restore':
      return <RestoreDialog onClose={onClose} />;
    case 'health':
      return <HealthDialog onClose={onClose} />;
    case 'palette':
      return <Palette {...{ state, actions, onFilter, onProject, onLayout, onOpen, onClose }} />;
    case 'edit':
      return (
        <BulkDialog
          ids={dialog.ids}
          field={dialog.field}
          onDone={(done) => notices.attemptUndoable(async () => done)}
          onClose={onClose}
        />
      );
    case 'purge':
      return (
        <PurgeDialog
          ids={dialog.ids}
          onDone={(text) => {
            notices.tell({ text });
            onPurged();
          }}
          onClose={onClose}
        />
      );
  }
}

/** The dialog that is open over the library. */
export function TriageDialogs(props: Props) {
  return <Fragment key={props.dialog.serial}>{dialogOf(props)}</Fragment>;
}
