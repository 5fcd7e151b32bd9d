import { CLIP_TYPES } from '#lib/core/fields.ts';
import {
  type Command,
  type CommandActions,
  type CommandState,
  fieldCommand,
  hasClips,
  hasKeptClips,
  isTrash,
  opens,
  simple,
  typeCommand,
} from './command.ts';

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
    run: (actions) => actions.manage('tags'),
  }),
  simple({
    id: 'manage-projects',
    group: 'library',
    label: 'projects_manage',
    run: (actions) => actions.manage('projects'),
  }),
  opens('settings', 'settings', 'settings'),
  opens('backup', 'command_backup', 'backup'),
  opens('restore-backup', 'command_restore_backup', 'restore'),
  opens('health', 'health_open', 'health'),
  simple({
    id: 'empty-trash',
    group: 'library',
    label: 'trash_empty',
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
