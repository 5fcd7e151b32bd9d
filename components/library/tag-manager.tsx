import { useLiveQuery } from 'dexie-react-hooks';
import { useDeferredValue, useMemo, useState } from 'react';
import { Segmented } from '#components/ui/segmented.tsx';
import type { Tag } from '#lib/core/schema/tag.ts';
import { lookAlikes, pairOf } from '#lib/core/tag-look-alikes.ts';
import { tagMeanings, tagsToOffer } from '#lib/core/tag-meanings.ts';
import { mergeTags, trashTags } from '#lib/db/change-tags.ts';
import { clipIdsByTag } from '#lib/db/clip-ids-by-tag.ts';
import { dismissedLookAlikes } from '#lib/db/dismissed-look-alikes.ts';
import { allTags } from '#lib/db/tags.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { NO_FACETS } from '#lib/search/library/question.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import { TAGS } from './counts.ts';
import { Manager, walkRows } from './manager.tsx';
import { TagDetails } from './tag-details.tsx';
import { TagPairs } from './tag-pairs.tsx';
import { TagRows } from './tag-rows.tsx';
import { useFacets } from './use-answer.ts';
import { useTagWork } from './use-tag-work.ts';

const NO_TAGS: readonly Tag[] = [];

type Shown = 'all' | 'unused' | 'alike';

/** All tags of the library: name them, put them in order, make one of those that mean the same. */
export default function TagManager({ onClose }: { onClose(): void }) {
  const { notice, tell, run } = useTagWork();
  const rows = useLiveQuery(allTags, []) ?? NO_TAGS;
  const counts = (useFacets(undefined) ?? NO_FACETS).tags;
  const [shown, setShown] = useState<Shown>('all');
  const [text, setText] = useState('');
  const query = useDeferredValue(text);
  const [openId, setOpenId] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const tags = useMemo(() => tagsToOffer(rows), [rows]);
  const ids = useMemo(() => tags.map(({ id }) => id).sort(), [tags]);
  const clipIds = useLiveQuery(() => clipIdsByTag(ids), [ids.join(' ')]);
  const dismissed = useLiveQuery(dismissedLookAlikes, []);
  // It compares each with each: not before the list is there, and not at each letter that is typed.
  const pairs = useMemo(
    () =>
      clipIds && dismissed
        ? lookAlikes(tags, clipIds).filter(({ a, b }) => !dismissed.has(pairOf(a.id, b.id)))
        : undefined,
    [tags, clipIds, dismissed],
  );
  const unused = useMemo(() => tags.filter(({ id }) => !counts.has(id)), [tags, counts]);
  const ofView = shown === 'unused' ? unused : tags;
  const found = useMemo(() => (query.trim() ? rankTags(ofView, [], query, Date.now()) : ofView), [ofView, query]);
  // One that was merged is the one that took it in.
  const open = tags.find(({ id }) => id === tagMeanings(rows).get(openId ?? '')?.id);
  const selected = tags.filter(({ id }) => chosen.has(id));

  function toggle(id: string): void {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  const views = [
    { value: 'all', name: t('tags_all') },
    { value: 'unused', name: `${t('tags_unused')} ${unused.length}` },
    { value: 'alike', name: `${t('tags_alike')} ${pairs?.length ?? '…'}` },
  ] as const satisfies { value: Shown; name: string }[];

  return (
    <Manager
      title={t('field_tags')}
      head={
        <>
          <span className="visually-hidden" id="tags-shown">
            {t('tags_shown')}
          </span>
          <Segmented
            labelledBy="tags-shown"
            options={views.map(({ value, name }) => ({ value, name, face: name }))}
            value={shown}
            onChange={(value) => setShown(value ?? 'all')}
          />
        </>
      }
      notice={notice}
      onNotice={tell}
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows walk between its buttons, which Tab reaches too */}
      <div className="manager-list" onKeyDown={walkRows}>
        {shown === 'alike' ? (
          <TagPairs pairs={pairs} counts={counts} run={run} tell={tell} onOpen={setOpenId} />
        ) : (
          <>
            <div className="manager-search">
              <input
                type="search"
                className="input"
                aria-label={t('tags_search')}
                placeholder={t('tags_search')}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            </div>
            <TagRows
              tags={found}
              isTree={shown === 'all' && !query.trim()}
              counts={counts}
              openId={openId}
              chosen={chosen}
              onOpen={setOpenId}
              onToggle={toggle}
            />
            {found.length === 0 ? (
              <p className="manager-empty">
                {t(query.trim() ? 'tags_none_found' : shown === 'unused' ? 'tags_none_unused' : 'tags_none')}
              </p>
            ) : null}
          </>
        )}
        {selected.length > 0 && shown !== 'alike' ? (
          <Chosen
            // The one that most clips have is what the others are most likely called.
            tags={selected.toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))}
            onMerge={(into) => {
              setChosen(new Set());
              setOpenId(into.id);
              void run(
                () => mergeTags([...chosen], into.id),
                t('tags_merged', tCount(TAGS, selected.length - 1), into.name),
              );
            }}
            onTrash={() => {
              setChosen(new Set());
              void run(() => trashTags([...chosen]), t('tags_trashed', tCount(TAGS, selected.length)));
            }}
          />
        ) : null}
      </div>
      {open ? (
        <TagDetails
          key={open.id}
          tag={open}
          rows={rows}
          tags={tags}
          count={counts.get(open.id) ?? 0}
          run={run}
          onOpen={setOpenId}
        />
      ) : (
        <p className="manager-empty">{t('tags_choose')}</p>
      )}
    </Manager>
  );
}

type ChosenProps = { tags: readonly Tag[]; onMerge(into: Tag): void; onTrash(): void };

/** What can be done with several at once. */
function Chosen({ tags, onMerge, onTrash }: ChosenProps) {
  const [intoId, setIntoId] = useState<string>();
  const into = tags.find(({ id }) => id === intoId) ?? tags[0];
  return (
    <div className="manager-actions">
      <span role="status">{tCount(TAGS, tags.length)}</span>
      <span className="grow" />
      {tags.length > 1 && into ? (
        <>
          <label className="row">
            <span className="dim">{t('tag_merge_into')}</span>
            <select className="input" value={into.id} onChange={({ target }) => setIntoId(target.value)}>
              {tags.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button" onClick={() => onMerge(into)}>
            {t('tags_merge')}
          </button>
        </>
      ) : null}
      <button type="button" className="button danger" onClick={onTrash}>
        {t('delete')}
      </button>
    </div>
  );
}
