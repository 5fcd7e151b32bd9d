import { type FormEvent, useId, useState } from 'react';
import { Combobox } from '#components/ui/combobox.tsx';
import type { Tag } from '#lib/core/schema/tag.ts';
import { TAG_COLOURS } from '#lib/core/tag-colours.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { tagPath } from '#lib/core/tag-path.ts';
import { isBelow } from '#lib/core/tag-tree.ts';
import { LIMITS } from '#lib/core/text.ts';
import { editTag, mergeTags, renameTag, type Taken, trashTags, unmergeTag } from '#lib/db/change-tags.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import { CLIPS, TAGS } from './counts.ts';
import type { TagWork } from './use-tag-work.ts';

/** Tags that are offered to be merged into. */
const OFFERED = 8;

type Props = {
  tag: Tag;
  /** All tags, those that were merged too. */
  rows: readonly Tag[];
  /** Those that can be chosen, with all the names that each goes by. */
  tags: readonly Tag[];
  count: number;
  run: TagWork;
  onOpen(id: string): void;
};

/** One tag: its name and its place in the tree, its looks, its meaning and its other names. */
export function TagDetails({ tag, rows, tags, count, run, onOpen }: Props) {
  const formId = useId();
  const [name, setName] = useState(tag.name);
  const [definition, setDefinition] = useState(tag.definition ?? '');
  const [alias, setAlias] = useState('');
  const [into, setInto] = useState('');
  const [taken, setTaken] = useState<Taken>();
  /** The name that could not be had: leaving its field is no reason to ask for it again. */
  const [refused, setRefused] = useState<string>();
  const own = rows.find(({ id }) => id === tag.id);
  const meanings = tagMeanings(rows);
  const merged = rows.filter(({ id }) => id !== tag.id && meanings.get(id)?.id === tag.id);
  const below = tags.filter(({ key }) => isBelow(key, tag.key));
  const id = (part: string) => `${formId}-${part}`;

  async function rename(): Promise<void> {
    const path = tagPath(name);
    if (path === refused) return;
    setTaken(undefined);
    setRefused(undefined);
    setName(path || tag.name);
    if (!path || path === tag.name) return;
    const holder = await run(() => renameTag(tag.id, path), t('tag_renamed', tag.name, path));
    setTaken(holder);
    setRefused(holder && path);
  }

  async function edit(changes: Parameters<typeof editTag>[1]): Promise<void> {
    setTaken(undefined);
    setTaken(await run(() => editTag(tag.id, changes), t('tag_changed', tag.name)));
  }

  function mergeInto(target: Tag): void {
    onOpen(target.id);
    void run(() => mergeTags([tag.id], target.id), t('tags_merged', tCount(TAGS, 1), target.name));
  }

  const options = into.trim()
    ? rankTags(
        tags.filter((other) => other.id !== tag.id),
        [],
        into,
        Date.now(),
      ).slice(0, OFFERED)
    : [];
  const isNewAlias = tagPath(alias) !== '';
  return (
    <section className="manager-details" aria-label={tag.name}>
      <form
        className="manager-field"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void rename();
        }}
      >
        <label htmlFor={id('name')}>{t('tag_name')}</label>
        <input
          id={id('name')}
          className="input"
          maxLength={LIMITS.name}
          aria-describedby={id('name-hint')}
          aria-invalid={taken !== undefined}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onBlur={() => void rename()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || name === tag.name) return;
            // The first Esc takes back what was typed, the next one closes.
            event.preventDefault();
            setName(tag.name);
            setTaken(undefined);
            setRefused(undefined);
          }}
        />
        <span className="faint" id={id('name-hint')}>
          {below.length > 0 ? t('tag_name_moves', tCount(TAGS, below.length)) : t('tag_name_hint')}
        </span>
      </form>
      {taken ? <NameTaken taken={taken} onMerge={() => mergeInto(taken.taken)} /> : null}
      <div className="manager-field">
        <span className="field-label" id={id('colour')}>
          {t('tag_colour')}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by an element outside it */}
        <div className="swatches" role="group" aria-labelledby={id('colour')}>
          {[{ value: '', label: 'colour_none' } as const, ...TAG_COLOURS].map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className="swatch"
              style={value ? { ['--swatch' as string]: value } : undefined}
              aria-label={t(label)}
              title={t(label)}
              aria-pressed={(tag.colour ?? '') === value}
              onClick={() => void edit({ colour: value })}
            />
          ))}
        </div>
      </div>
      <div className="manager-field">
        <label htmlFor={id('definition')}>{t('tag_definition')}</label>
        <textarea
          id={id('definition')}
          className="input"
          rows={2}
          placeholder={t('tag_definition_placeholder')}
          value={definition}
          onChange={({ target }) => setDefinition(target.value)}
          onBlur={() => {
            if (definition.trim() !== (tag.definition ?? '')) void edit({ definition });
          }}
        />
      </div>
      <div className="manager-field">
        <label htmlFor={id('aliases')}>{t('tag_aliases')}</label>
        <Combobox
          inputId={id('aliases')}
          chosen={(own?.aliases ?? []).map((label) => ({ id: label, label }))}
          options={isNewAlias ? [{ id: alias, label: tagPath(alias), hint: t('tag_alias_add') }] : []}
          text={alias}
          placeholder={t('tag_aliases_placeholder')}
          removeName={(label) => t('tag_alias_remove', label)}
          onText={setAlias}
          onChoose={({ label }) => {
            setAlias('');
            void edit({ aliases: [...(own?.aliases ?? []), label] });
          }}
          onRemove={(label) => void edit({ aliases: (own?.aliases ?? []).filter((other) => other !== label) })}
        />
      </div>
      {merged.length > 0 ? (
        <div className="manager-field">
          <span className="field-label">{t('tag_merged')}</span>
          <ul className="tag-merged">
            {merged.map((other) => (
              <li key={other.id} className="row">
                <span className="cut grow">{other.name}</span>
                {other.mergedInto === tag.id ? (
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={t('tag_part_named', other.name)}
                    onClick={() => void run(() => unmergeTag(other.id), t('tag_parted', other.name))}
                  >
                    {t('tag_part')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="manager-field">
        <label htmlFor={id('into')}>{t('tag_merge_into')}</label>
        <Combobox
          inputId={id('into')}
          chosen={[]}
          options={options.map((other) => ({ id: other.id, label: other.name }))}
          text={into}
          placeholder={t('tag_merge_placeholder')}
          removeName={() => ''}
          onText={setInto}
          onChoose={(option) => {
            const target = tags.find((other) => other.id === option.id);
            setInto('');
            if (target) mergeInto(target);
          }}
          onRemove={() => {}}
        />
      </div>
      <div className="row">
        <span className="faint grow">{tCount(CLIPS, count)}</span>
        <button
          type="button"
          className="button danger"
          onClick={() => void run(() => trashTags([tag.id]), t('tags_trashed', tCount(TAGS, 1)))}
        >
          {t('delete')}
        </button>
      </div>
    </section>
  );
}

/** Says which tag has the name already, and offers to make one of the two. */
function NameTaken({ taken: { taken, name }, onMerge }: { taken: Taken; onMerge(): void }) {
  const isTrashed = taken.deletedAt !== undefined;
  return (
    <div className="notice error" role="alert">
      <p>{isTrashed ? t('tag_name_in_trash', name) : t('tag_name_taken', name, taken.name)}</p>
      <button type="button" className="button" onClick={onMerge}>
        {t(isTrashed ? 'tag_merge_restoring' : 'tag_merge_into_named', taken.name)}
      </button>
    </div>
  );
}
