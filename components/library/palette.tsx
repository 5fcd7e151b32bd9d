import { useLiveQuery } from 'dexie-react-hooks';
import { Search } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { recentChoices, rememberChoice } from '#lib/db/palette.ts';
import { t } from '#lib/platform/i18n.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import { excerpt } from '#lib/search/highlight.ts';
import type { CommandActions, CommandState } from './command.ts';
import { PALETTE_GROUPS, type PaletteItem, usePaletteItems } from './palette-items.ts';
import { rank } from './palette-rank.ts';
import { useAnswer, useClips } from './use-answer.ts';
import { textOf } from './views/clip-words.tsx';
import './palette.css';

/** Of each sort, so many are offered: whoever wants more types more. */
const MOST = { group: 6, clips: 8, recent: 6 } as const;

const NO_RECENT: readonly string[] = [];

type Option = { id: string; face: ReactNode; run(): void };
type Section = { id: string; title: string; options: readonly Option[] };

type Props = {
  state: CommandState;
  actions: CommandActions;
  onFilter(filter: ClipFilter): void;
  onProject(id: string): void;
  onLayout(id: string): void;
  onOpen(id: string): void;
  onClose(): void;
};

function faceOf({ label, hint, keys }: PaletteItem): ReactNode {
  return (
    <>
      <span className="cut">{label}</span>
      {hint ? <span className="faint cut">{hint}</span> : null}
      <span className="grow" />
      {keys ? (
        <span className="kbd" aria-hidden="true">
          {keys}
        </span>
      ) : null}
    </>
  );
}

/** What the items make, by their sorts; those with the best one first. */
function sectionsOf(items: readonly PaletteItem[], query: string, recent: readonly string[]): Section[] {
  const title = (group: PaletteItem['group']) => t(PALETTE_GROUPS[group]);
  const option = (item: PaletteItem): Option => ({ id: item.id, face: faceOf(item), run: item.run });
  if (query.trim() === '') {
    const byId = new Map(items.map((item) => [item.id, item]));
    const known = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST.recent);
    const others = items.filter(
      ({ group, id }) => ['commands', 'views'].includes(group) && !known.some((one) => one.id === id),
    );
    const groups = Map.groupBy(others, ({ group }) => group);
    return [
      ...(known.length > 0 ? [{ id: 'recent', title: t('palette_recent'), options: known.map(option) }] : []),
      ...[...groups].map(([group, members]) => ({ id: group, title: title(group), options: members.map(option) })),
    ];
  }
  const groups = Map.groupBy(rank(items, query, recent), ({ item }) => item.group);
  return [...groups].map(([group, members]) => ({
    id: group,
    title: title(group),
    options: members.slice(0, MOST.group).map(({ item }) => option(item)),
  }));
}

/** The clips that have what is typed in them, the first few. */
function useClipSection(query: string, onOpen: (id: string) => void): Section | undefined {
  const text = query.trim();
  const answer = useAnswer(
    text ? { filter: { view: 'all', text }, projectId: undefined, order: 'relevance', group: undefined } : undefined,
  );
  const ids = useMemo(() => answer?.ids.slice(0, MOST.clips) ?? [], [answer]);
  const clips = useClips(ids);
  if (!text || !clips || clips.length === 0) return undefined;
  const options = clips.map((clip) => ({
    id: `clip:${clip.id}`,
    face: (
      <>
        <span className={`dot t-${clip.type ?? 'none'}`} />
        <span className="cut" dir="auto" lang={clip.source.lang}>
          {excerpt(textOf(clip), answer?.words ?? [], 90)}
        </span>
        <span className="grow" />
        <span className="faint cut palette-source">{clip.source.site ?? clip.source.title}</span>
      </>
    ),
    run: () => onOpen(clip.id),
  }));
  return { id: 'clips', title: t('clips'), options };
}

/** Finds commands, views, names and clips by a few letters, and goes there. By the ARIA combobox pattern, in a dialog. */
export default function Palette({ state, actions, onFilter, onProject, onLayout, onOpen, onClose }: Props) {
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const query = useDeferredValue(text);
  const recent = useLiveQuery(recentChoices) ?? NO_RECENT;
  const items = usePaletteItems({ state, actions, onFilter, onProject, onLayout });
  const clips = useClipSection(query, onOpen);
  const named = useMemo(() => sectionsOf(items, query, recent), [items, query, recent]);
  const sections = clips ? [...named, clips] : named;
  const options = sections.flatMap((section) => section.options);
  const current = Math.min(active, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    document.getElementById(`${listId}-${current}`)?.scrollIntoView({ block: 'nearest' });
    // The title of the first section is above its first option.
    if (current === 0) list.current?.scrollTo({ top: 0 });
  }, [listId, current]);

  function choose(option: Option | undefined): void {
    if (!option) return;
    // Nobody finds a clip again by having found it once.
    if (!option.id.startsWith('clip:')) void rememberChoice(option.id).catch(() => {});
    // Gone before it acts: while it is open, nothing behind it can have the focus. Closed before it is gone: what had the
    // focus gets it back, and after what is opened next as well.
    dialog.current?.close();
    flushSync(onClose);
    option.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, nativeEvent } = event;
    if (nativeEvent.isComposing || event.keyCode === 229) return;
    const last = options.length - 1;
    if (key === 'ArrowDown') setActive(current < last ? current + 1 : 0);
    else if (key === 'ArrowUp') setActive(current > 0 ? current - 1 : last);
    else if (key === 'Enter') choose(options[current]);
    else if (key === 'k' && (event.ctrlKey || event.metaKey)) dialog.current?.close();
    else return;
    event.preventDefault();
  }

  let index = -1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it, which Esc does by itself
    <dialog
      className="palette"
      ref={dialog}
      aria-label={t('palette')}
      onClose={onClose}
      onClick={({ target }) => {
        if (target === dialog.current) dialog.current?.close();
      }}
    >
      <label className="palette-search row">
        <Search className="icon faint" aria-hidden />
        <span className="visually-hidden">{t('palette')}</span>
        <input
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current >= 0 ? optionId(current) : undefined}
          placeholder={t('palette_placeholder')}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className="palette-list" id={listId} ref={list} role="listbox" aria-label={t('palette')}>
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a list
          <div key={section.id} role="group" aria-labelledby={`${listId}-${section.id}`}>
            <div className="palette-title" id={`${listId}-${section.id}`} role="presentation">
              {section.title}
            </div>
            {section.options.map((option) => {
              index += 1;
              const place = index;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of its list
                <div
                  key={option.id}
                  id={optionId(place)}
                  className="palette-option"
                  role="option"
                  aria-selected={place === current}
                  tabIndex={-1}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => setActive(place)}
                  onClick={() => choose(option)}
                >
                  {option.face}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className="palette-none faint" role="status">
        {options.length === 0 ? t('palette_none') : null}
      </p>
    </dialog>
  );
}
