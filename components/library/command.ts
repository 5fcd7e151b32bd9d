import type { ClipFieldId, ClipType } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';

/** What a command may depend on. */
export type CommandState = {
  view: ClipFilter['view'];
  /** How many clips the list shows. */
  listed: number;
  isOpen: boolean;
  /** How many clips are selected. */
  selected: number;
  canExport: boolean;
};

/** What can be opened over the library without saying more. */
export type OpenableDialog = 'palette' | 'help' | 'settings' | 'backup' | 'restore' | 'health';

/** What commands do. "The clips" are those that are selected, else the one that is open. */
export type CommandActions = {
  step(by: 1 | -1): void;
  openClip(): void;
  back(): void;
  select(event: { shiftKey: boolean }): void;
  selectAll(): void;
  setType(type: ClipType): void;
  /** Puts the cursor into a field of the clip, or asks for a value for all that are selected. */
  editField(field: ClipFieldId): void;
  editAll(): void;
  trash(): void;
  restore(): void;
  purge(): void;
  emptyTrash(): void;
  copy(): void;
  exportClips(): void;
  importClips(): void;
  undo(): void;
  redo(): void;
  search(): void;
  /** Opens the dialog in which these are kept in order. */
  manage(what: 'tags' | 'projects'): void;
  /** Opens what is shown over the library. */
  open(what: OpenableDialog): void;
};

export const COMMAND_GROUPS = {
  move: 'commands_move',
  sort: 'commands_sort',
  select: 'commands_select',
  clips: 'commands_clips',
  library: 'commands_library',
} as const satisfies Record<string, MessageKey>;

export type Command = {
  id: string;
  group: keyof typeof COMMAND_GROUPS;
  label: MessageKey;
  /** What `$1` in the label is. */
  of?: MessageKey;
  /** Names of keys, as `keyName` gives them. Any of them will do; the first is shown. */
  keys: readonly string[];
  /** Whether the palette offers it: not what makes sense under a finger only. */
  isInPalette: boolean;
  when(state: CommandState): boolean;
  run(actions: CommandActions): void;
};

export const isTrash = ({ view }: CommandState) => view === 'trash';
export const hasClips = ({ isOpen, selected }: CommandState) => isOpen || selected > 0;
export const hasKeptClips = (state: CommandState) => hasClips(state) && !isTrash(state);

type Simple = Omit<Command, 'keys' | 'isInPalette' | 'when'> & Partial<Pick<Command, 'keys' | 'isInPalette' | 'when'>>;

/** A command that is always possible, in the palette and without a key, but for what it says otherwise. */
export const simple = (command: Simple): Command => ({ keys: [], isInPalette: true, when: () => true, ...command });

/** Says what the clips are evidence of; its place in the list of types is its key. */
export const typeCommand = (type: ClipType, index: number): Command =>
  simple({
    id: `type-${type}`,
    group: 'sort',
    label: 'command_type',
    of: TYPE_LABELS[type],
    keys: [String(index + 1)],
    when: hasKeptClips,
    run: (actions) => actions.setType(type),
  });

/** Leads to a field of the clips. */
export const fieldCommand = (field: ClipFieldId, label: MessageKey, key: string): Command =>
  simple({
    id: `field-${field}`,
    group: 'sort',
    label,
    keys: [key],
    when: hasKeptClips,
    run: (actions) => actions.editField(field),
  });

/** Opens something over the library. */
export const opens = (id: string, label: MessageKey, dialog: OpenableDialog): Command =>
  simple({ id, group: 'library', label, run: (actions) => actions.open(dialog) });
