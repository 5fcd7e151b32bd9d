import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { useTypedText } from '#components/clip/use-typed-text.ts';
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx';
import type { Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings, tagsToOffer } from '#lib/core/tag-meanings.ts';
import { tagKey, tagPath } from '#lib/core/tag-path.ts';
import { nameKey } from '#lib/core/text.ts';
import { recentClips } from '#lib/db/clips.ts';
import { allTags, ensureTag } from '#lib/db/tags.ts';
import { t } from '#lib/platform/i18n.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import type { EditorProps } from './editor-props.ts';

const LEARNED_FROM = 300;
const OFFERED = 8;
const CREATE = 'create';

/** Why a tag is offered for words that are not in its name, else what it means. */
function hintOf({ key, aliases, definition }: Tag, typed: string): string | undefined {
  const words = nameKey(typed);
  const other = words && !key.includes(words) ? aliases.find((alias) => nameKey(alias).includes(words)) : undefined;
  return other ?? definition;
}

export function TagsEditor({ inputId, values, typing, isRemoval, onUpdate, onType }: EditorProps<'tags'>) {
  const rows = useLiveQuery(allTags, [], []);
  const clips = useLiveQuery(() => recentClips(LEARNED_FROM), [], []);
  const [text, setText] = useTypedText(inputId, typing.tag ?? '', (tag) => onType({}, { tag }));
  const meanings = useMemo(() => tagMeanings(rows), [rows]);
  const tags = useMemo(() => tagsToOffer(rows), [rows]);
  const chosen = new Map(
    (values.tagIds ?? []).flatMap((id) => {
      const meant = meanings.get(id);
      return meant ? [[meant.id, { id: meant.id, label: meant.name }] as const] : [];
    }),
  );

  const free = tags.filter(({ id }) => !chosen.has(id));
  const options: ComboboxOption[] = rankTags(free, clips, text, Date.now())
    .slice(0, OFFERED)
    .map((tag) => {
      const hint = hintOf(tag, text);
      return { id: tag.id, label: tag.name, ...(hint ? { hint } : {}) };
    });
  const [path, key] = [tagPath(text), tagKey(text)];
  const isKnown = tags.some((tag) => tag.key === key || tag.aliases.some((alias) => tagKey(alias) === key));
  if (path !== '' && !isKnown && !isRemoval) options.push({ id: CREATE, label: path, hint: t('tag_create') });

  function choose({ id, label }: ComboboxOption): void {
    // At once: the next tag may be typed before this one is made.
    setText('');
    onUpdate(async ({ tagIds = [] }) => {
      const tagId = id === CREATE ? (await ensureTag(label)).id : id;
      return { tagIds: [...new Set([...tagIds, tagId])] };
    });
  }

  return (
    <Combobox
      inputId={inputId}
      chosen={[...chosen.values()]}
      options={options}
      text={text}
      placeholder={t(isRemoval ? 'tag_remove_placeholder' : 'tag_placeholder')}
      removeName={(label) => t('tag_remove', label)}
      onText={setText}
      onChoose={choose}
      // With it goes whatever means the same.
      onRemove={(id) =>
        onUpdate(({ tagIds = [] }) => ({ tagIds: tagIds.filter((other) => (meanings.get(other)?.id ?? other) !== id) }))
      }
    />
  );
}
