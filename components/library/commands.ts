import { CLIP_TYPES, type ClipFieldId, type ClipType } from '#lib/core/fields.ts';
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

const always = (): boolean => true;
const isTrash = ({ view }: CommandState) => view === 'trash';
const hasClips = ({ isOpen, selected }: CommandState) => isOpen || selected > 0;
const hasKeptClips = (state: CommandState) => hasClips(state) && !isTrash(state);

function typeCommand(type: ClipType, index: number): Command {
  return {
    id: `type-${type}`,
    group: 'sort',
    label: 'command_type',
    of: TYPE_LABELS[type],
    keys: [String(index + 1)],
    isInPalette: true,
    when: hasKeptClips,
    run: (actions) => actions.setType(type),
  };
}

function fieldCommand(field: ClipFieldId, label: MessageKey, key: string): Command {
  return {
    id: `field-${field}`,
    group: 'sort',
    label,
    keys: [key],
    isInPalette: true,
    when: hasKeptClips,
    run: (actions) => actions.editField(field),
  };
}

type Simple = Omit<Command, 'isInPalette' | 'when'> & Partial<Pick<Command, 'isInPalette' | 'when'>>;

const simple = (command: Simple): Command => ({ isInPalette: true, when: always, ...command });

/**
 * Everything that the library can be told: keys, the help and the palette read this list. A new command is an entry here,
 * its locale key, and the action that it calls. Of two that share a key, the first that is possible right now has it.
 */
export const commands: readonly Command[] = [
  simple({
    id: 'next',
    group: 'move',
    label: 'command_next',
    keys: ['j', 'ArrowDown'],
    isInPalette: false,
    when: ({ listed }) => listed > 0,
    run: (actions) => actions.step(1),
  }),
  simple({
    id: 'previous',
    group: 'move',
    label: 'command_previous',
    keys: ['k', 'ArrowUp'],
    isInPalette: false,
    when: ({ listed }) => listed > 0,
    run: (actions) => actions.step(-1),
  }),
  simple({
    id: 'open',
    group: 'move',
    label: 'command_open',
    keys: ['o', 'Enter'],
    isInPalette: false,
    when: ({ listed, isOpen }) => listed > 0 && !isOpen,
    run: (actions) => actions.openClip(),
  }),
  simple({
    id: 'back',
    group: 'move',
    label: 'command_back',
    keys: ['Escape'],
    isInPalette: false,
    run: (actions) => actions.back(),
  }),
  ...CLIP_TYPES.map(typeCommand),
  fieldCommand('tagIds', 'command_tags', 't'),
  fieldCommand('note', 'command_note', 'n'),
  fieldCommand('actorId', 'command_about', 'a'),
  fieldCommand('projectId', 'command_project', 'p'),
  simple({
    id: 'select',
    group: 'select',
    label: 'command_select',
    keys: ['x'],
    when: ({ isOpen }) => isOpen,
    run: (actions) => actions.select({ shiftKey: false }),
  }),
  simple({
    id: 'select-range',
    group: 'select',
    label: 'command_select_range',
    keys: ['Shift+x'],
    isInPalette: false,
    when: ({ isOpen }) => isOpen,
    run: (actions) => actions.select({ shiftKey: true }),
  }),
  simple({
    id: 'select-all',
    group: 'select',
    label: 'select_all',
    keys: ['*'],
    when: ({ listed }) => listed > 0,
    run: (actions) => actions.selectAll(),
  }),
  simple({
    id: 'edit-all',
    group: 'select',
    label: 'command_edit_all',
    keys: ['b'],
    when: (state) => state.selected > 0 && !isTrash(state),
    run: (actions) => actions.editAll(),
  }),
  simple({
    id: 'trash',
    group: 'clips',
    label: 'trash',
    keys: ['#', 'Delete'],
    when: hasKeptClips,
    run: (actions) => actions.trash(),
  }),
  simple({
    id: 'restore',
    group: 'clips',
    label: 'restore',
    keys: ['r'],
    when: (state) => hasClips(state) && isTrash(state),
    run: (actions) => actions.restore(),
  }),
  simple({
    id: 'purge',
    group: 'clips',
    label: 'purge',
    keys: ['#', 'Delete'],
    when: (state) => hasClips(state) && isTrash(state),
    run: (actions) => actions.purge(),
  }),
  simple({
    id: 'copy',
    group: 'clips',
    label: 'copy_markdown',
    keys: ['c'],
    when: hasKeptClips,
    run: (actions) => actions.copy(),
  }),
  simple({
    id: 'export',
    group: 'clips',
    label: 'export',
    keys: ['e'],
    when: ({ canExport }) => canExport,
    run: (actions) => actions.exportClips(),
  }),
  simple({
    id: 'import',
    group: 'clips',
    label: 'import',
    keys: ['i'],
    run: (actions) => actions.importClips(),
  }),
  simple({ id: 'undo', group: 'library', label: 'undo', keys: ['z', 'Mod+z'], run: (actions) => actions.undo() }),
  simple({
    id: 'redo',
    group: 'library',
    label: 'redo',
    keys: ['Shift+z', 'Mod+Shift+z'],
    run: (actions) => actions.redo(),
  }),
  simple({ id: 'search', group: 'library', label: 'search', keys: ['/'], run: (actions) => actions.search() }),
  simple({
    id: 'palette',
    group: 'library',
    label: 'palette',
    keys: ['Mod+k'],
    isInPalette: false,
    run: (actions) => actions.open('palette'),
  }),
  simple({ id: 'help', group: 'library', label: 'keyboard', keys: ['?'], run: (actions) => actions.open('help') }),
  simple({
    id: 'manage-tags',
    group: 'library',
    label: 'tags_manage',
    keys: [],
    run: (actions) => actions.manage('tags'),
  }),
  simple({
    id: 'manage-projects',
    group: 'library',
    label: 'projects_manage',
    keys: [],
    run: (actions) => actions.manage('projects'),
  }),
  simple({
    id: 'settings',
    group: 'library',
    label: 'settings',
    keys: [],
    run: (actions) => actions.open('settings'),
  }),
  simple({
    id: 'backup',
    group: 'library',
    label: 'command_backup',
    keys: [],
    run: (actions) => actions.open('backup'),
  }),
  simple({
    id: 'restore-backup',
    group: 'library',
    label: 'command_restore_backup',
    keys: [],
    run: (actions) => actions.open('restore'),
  }),
  simple({
    id: 'health',
    group: 'library',
    label: 'health_open',
    keys: [],
    run: (actions) => actions.open('health'),
  }),
  simple({
    id: 'empty-trash',
    group: 'library',
    label: 'trash_empty',
    keys: [],
    when: (state) => isTrash(state) && state.listed > 0,
    run: (actions) => actions.emptyTrash(),
  }),
];

/** What each key does right now. */
export function keysOf(state: CommandState, actions: CommandActions): ReadonlyMap<string, () => void> {
  const keys = new Map<string, () => void>();
  for (const command of commands) {
    if (!command.when(state)) continue;
    for (const key of command.keys) if (!keys.has(key)) keys.set(key, () => command.run(actions));
  }
  return keys;
}
