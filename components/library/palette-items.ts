import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { ACTOR_LABELS } from '#lib/core/labels.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import { listActors } from '#lib/db/actors.ts';
import { listProjects } from '#lib/db/projects.ts';
import { listTags } from '#lib/db/tags.ts';
import { listViews } from '#lib/db/views.ts';
import { t } from '#lib/platform/i18n.ts';
import { type ClipFilter, NO_FILTER } from '#lib/search/clip-filter.ts';
import type { Command, CommandActions, CommandState } from './command.ts';
import { commands } from './commands.ts';
import { keyFace } from './key-face.ts';
import type { Findable } from './palette-rank.ts';
import { layouts } from './views/index.ts';

export const PALETTE_GROUPS = {
  commands: 'palette_commands',
  views: 'palette_views',
  tags: 'field_tags',
  actors: 'sidebar_actors',
  projects: 'palette_projects',
} as const satisfies Record<string, MessageKey>;

export type PaletteItem = Findable & {
  group: keyof typeof PALETTE_GROUPS;
  label: string;
  hint?: string;
  /** The key that does the same. */
  keys?: string;
  run(): void;
};

type Words = (key: MessageKey, of?: MessageKey) => string;

const VIEW_LABELS = {
  inbox: 'view_inbox',
  all: 'view_all',
  changed: 'view_changed',
  trash: 'view_trash',
} as const satisfies Record<ClipFilter['view'], MessageKey>;

/** The words of both languages, as soon as they are there: who works in Chinese may think of "export" all the same. */
function useBothLanguages(): readonly Words[] {
  const [languages, setLanguages] = useState<readonly Words[]>([]);
  useEffect(() => {
    let isWanted = true;
    const load = [import('#public/_locales/en/messages.json'), import('#public/_locales/zh_CN/messages.json')];
    void Promise.all(load).then((files) => {
      if (!isWanted) return;
      setLanguages(
        files.map(({ default: messages }) => (key, of) => {
          const text = messages[key].message;
          return of ? text.replace('$1', messages[of].message) : text;
        }),
      );
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return languages;
}

type Props = {
  state: CommandState;
  actions: CommandActions;
  onFilter(filter: ClipFilter): void;
  onProject(id: string): void;
  onLayout(id: string): void;
};

/** Everything that the palette can find by name, but for clips. */
export function usePaletteItems({ state, actions, onFilter, onProject, onLayout }: Props): readonly PaletteItem[] {
  const languages = useBothLanguages();
  const names = useLiveQuery(async () => ({
    tags: await listTags(),
    actors: await listActors(),
    projects: (await listProjects()).filter(({ archivedAt }) => archivedAt === undefined),
    views: await listViews(),
  }));

  return useMemo(() => {
    const inAll = (key: MessageKey, of?: MessageKey) => languages.map((words) => words(key, of));
    const ofCommand = (command: Command): PaletteItem => {
      const { id, label, of, keys } = command;
      const text = of ? t(label, t(of)) : t(label);
      return {
        id: `command:${id}`,
        group: 'commands',
        label: text,
        names: [text, ...inAll(label, of)],
        ...(keys[0] ? { keys: keyFace(keys[0]) } : {}),
        run: () => command.run(actions),
      };
    };
    const ofView = (view: ClipFilter['view']): PaletteItem => ({
      id: `view:${view}`,
      group: 'views',
      label: t(VIEW_LABELS[view]),
      names: [t(VIEW_LABELS[view]), ...inAll(VIEW_LABELS[view])],
      run: () => onFilter({ ...NO_FILTER, view }),
    });
    return [
      ...commands.filter((command) => command.isInPalette && command.when(state)).map(ofCommand),
      ...(Object.keys(VIEW_LABELS) as ClipFilter['view'][]).map(ofView),
      ...layouts.map(
        ({ id, label }): PaletteItem => ({
          id: `layout:${id}`,
          group: 'views',
          label: t(label),
          names: [t(label), ...inAll(label)],
          run: () => onLayout(id),
        }),
      ),
      ...(names?.views ?? []).map(
        ({ id, name, address }): PaletteItem => ({
          id: `saved:${id}`,
          group: 'views',
          label: name,
          names: [name],
          run: () => {
            location.hash = address;
          },
        }),
      ),
      ...(names?.tags ?? []).map(
        ({ id, name, aliases }): PaletteItem => ({
          id: `tag:${id}`,
          group: 'tags',
          label: name,
          names: [name, ...aliases],
          run: () => onFilter({ ...NO_FILTER, tagId: id }),
        }),
      ),
      ...(names?.actors ?? []).map(
        ({ id, name, kind, domains }): PaletteItem => ({
          id: `actor:${id}`,
          group: 'actors',
          label: name,
          hint: t(ACTOR_LABELS[kind]),
          names: [name, ...domains],
          run: () => onFilter({ ...NO_FILTER, actorId: id }),
        }),
      ),
      ...(names?.projects ?? []).map(
        ({ id, name }): PaletteItem => ({
          id: `project:${id}`,
          group: 'projects',
          label: name,
          names: [name],
          run: () => onProject(id),
        }),
      ),
    ];
  }, [languages, names, state, actions, onFilter, onProject, onLayout]);
}
