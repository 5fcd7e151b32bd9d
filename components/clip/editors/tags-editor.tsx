import { useLiveQuery } from 'dexie-react-hooks';
import { useTypedText } from '#components/clip/use-typed-text.ts';
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx';
import { nameKey } from '#lib/core/text.ts';
import { recentClips } from '#lib/db/clips.ts';
import { ensureTag, listTags } from '#lib/db/tags.ts';
import { t } from '#lib/platform/i18n.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import type { EditorProps } from './editor-props.ts';

const LEARNED_FROM = 300;
const OFFERED = 8;
const CREATE = 'create';

export function TagsEditor({ inputId, values, typing, onUpdate, onType }: EditorProps<'tags'>) {
  const tags = useLiveQuery(listTags, [], []);
  const clips = useLiveQuery(() => recentClips(LEARNED_FROM), [], []);
  const [text, setText] = useTypedText(inputId, typing.tag ?? '', (tag) => onType({}, { tag }));
  const chosenIds = values.tagIds ?? [];
  const chosen = chosenIds
    .flatMap((id) => tags.filter((tag) => tag.id === id))
    .map(({ id, name }) => ({ id, label: name }));

  const free = tags.filter((tag) => !chosenIds.includes(tag.id));
  const options: ComboboxOption[] = rankTags(free, clips, text, Date.now())
    .slice(0, OFFERED)
    .map(({ id, name }) => ({ id, label: name }));
  const isNew = text.trim() !== '' && !tags.some((tag) => tag.key === nameKey(text));
  if (isNew) options.push({ id: CREATE, label: text.trim(), hint: t('tag_create') });

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
      chosen={chosen}
      options={options}
      text={text}
      placeholder={t('tag_placeholder')}
      removeName={(label) => t('tag_remove', label)}
      onText={setText}
      onChoose={choose}
      onRemove={(id) => onUpdate(({ tagIds = [] }) => ({ tagIds: tagIds.filter((other) => other !== id) }))}
    />
  );
}
