import { describe, expect, it } from 'vitest';
import { COMMAND_GROUPS, type CommandActions, type CommandState } from '#components/library/command.ts';
import { commands, keysOf } from '#components/library/commands.ts';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import zh from '#public/_locales/zh_CN/messages.json' with { type: 'json' };

const VIEWS = ['inbox', 'all', 'changed', 'trash'] as const;

/** All states that make a difference. */
const STATES: CommandState[] = VIEWS.flatMap((view) =>
  [0, 5].flatMap((listed) =>
    [false, true].flatMap((isOpen) =>
      [0, 2].flatMap((selected) => [false, true].map((canExport) => ({ view, listed, isOpen, selected, canExport }))),
    ),
  ),
);

/** Writes down what is done. */
function recorder(): { done: string[]; actions: CommandActions } {
  const done: string[] = [];
  const actions = new Proxy({} as CommandActions, {
    get: (_, name) => (arg: unknown) =>
      done.push(arg === undefined ? String(name) : `${String(name)} ${JSON.stringify(arg)}`),
  });
  return { done, actions };
}

function pressed(key: string, state: Partial<CommandState>): string[] {
  const { done, actions } = recorder();
  keysOf({ view: 'all', listed: 5, isOpen: true, selected: 0, canExport: true, ...state }, actions).get(key)?.();
  return done;
}

describe('commands', () => {
  it('have ids that differ, and words in both languages', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    for (const { label, of, group } of commands) {
      for (const key of [label, ...(of ? [of] : []), COMMAND_GROUPS[group]]) {
        expect(en).toHaveProperty([key]);
        expect(zh).toHaveProperty([key]);
      }
    }
  });

  it.each(commands)('$id is possible at some time, does something, and has keys that useKeys knows', (command) => {
    const { done, actions } = recorder();
    expect(STATES.some((state) => command.when(state))).toBe(true);
    command.run(actions);
    expect(done).toHaveLength(1);
    for (const key of command.keys) {
      expect(key).toMatch(/^(?:Mod\+)?(?:Shift\+)?(?:[a-z0-9*#?/]|Arrow(?:Up|Down)|Enter|Escape|Delete)$/);
    }
    // What has no key can only be found in the palette.
    expect(command.isInPalette || command.keys.length > 0).toBe(true);
  });

  it('share a key only where one of them is impossible', () => {
    for (const state of STATES) {
      const keys = commands.filter((command) => command.when(state)).flatMap((command) => command.keys);
      expect(keys.toSorted()).toEqual([...new Set(keys)].sort());
    }
  });

  it('set each type by its number, and nothing in the trash', () => {
    for (const [index, type] of CLIP_TYPES.entries()) {
      expect(pressed(String(index + 1), {})).toEqual([`setType "${type}"`]);
      expect(pressed(String(index + 1), { view: 'trash' })).toEqual([]);
      expect(pressed(String(index + 1), { isOpen: false })).toEqual([]);
      expect(pressed(String(index + 1), { isOpen: false, selected: 2 })).toEqual([`setType "${type}"`]);
    }
  });

  it('delete for ever only what is in the trash already', () => {
    for (const key of ['#', 'Delete']) {
      expect(pressed(key, {})).toEqual(['trash']);
      expect(pressed(key, { view: 'trash' })).toEqual(['purge']);
      expect(pressed(key, { view: 'trash', isOpen: false })).toEqual([]);
    }
  });
});
