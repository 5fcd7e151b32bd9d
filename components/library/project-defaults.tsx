import { useLiveQuery } from 'dexie-react-hooks';
import { useId, useState } from 'react';
import { Combobox } from '#components/ui/combobox.tsx';
import { METHODS } from '#lib/core/fields.ts';
import { ACTOR_LABELS, METHOD_LABELS } from '#lib/core/labels.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { tagMeanings, tagsToOffer } from '#lib/core/tag-meanings.ts';
import { tagKey, tagPath } from '#lib/core/tag-path.ts';
import { listActors } from '#lib/db/actors.ts';
import type { DefaultChanges } from '#lib/db/change-projects.ts';
import { allTags, ensureTag } from '#lib/db/tags.ts';
import { t } from '#lib/platform/i18n.ts';
import { rankTags } from '#lib/search/rank-tags.ts';
import { ChoiceField } from './project-fields.tsx';

const OFFERED = 8;
const CREATE = 'create';

type Props = { defaults: NonNullable<Project['defaults']>; onChange(changes: DefaultChanges): void };

/** What a new clip of a project says unless its user says otherwise. */
export function ProjectDefaults({ defaults, onChange }: Props) {
  const inputId = useId();
  const rows = useLiveQuery(allTags, [], []);
  const actors = useLiveQuery(listActors, [], []);
  const [text, setText] = useState('');
  const meanings = tagMeanings(rows);
  const tags = tagsToOffer(rows);
  const chosen = new Map(
    (defaults.tagIds ?? []).flatMap((id) => {
      const meant = meanings.get(id);
      return meant ? [[meant.id, { id: meant.id, label: meant.name }] as const] : [];
    }),
  );
  const [path, key] = [tagPath(text), tagKey(text)];
  const isKnown = tags.some((tag) => tag.key === key || tag.aliases.some((alias) => tagKey(alias) === key));
  const options = rankTags(
    tags.filter(({ id }) => !chosen.has(id)),
    [],
    text,
    Date.now(),
  )
    .slice(0, OFFERED)
    .map(({ id, name }) => ({ id, label: name, hint: '' }));
  if (path !== '' && !isKnown) options.push({ id: CREATE, label: path, hint: t('tag_create') });

  return (
    <fieldset className="defaults">
      <legend>{t('project_defaults')}</legend>
      <div className="manager-field">
        <label htmlFor={inputId}>{t('field_tags')}</label>
        <Combobox
          inputId={inputId}
          chosen={[...chosen.values()]}
          options={options}
          text={text}
          placeholder={t('tag_placeholder')}
          removeName={(label) => t('tag_remove', label)}
          onText={setText}
          onChoose={async (option) => {
            setText('');
            const tagId = option.id === CREATE ? (await ensureTag(option.label)).id : option.id;
            onChange({ tagIds: [...new Set([...chosen.keys(), tagId])] });
          }}
          onRemove={(tagId) => onChange({ tagIds: [...chosen.keys()].filter((other) => other !== tagId) })}
        />
      </div>
      <ChoiceField
        label={t('field_actor')}
        value={defaults.actorId ?? ''}
        none="—"
        options={actors.map(({ id, name, kind }) => ({ value: id, name: `${name} · ${t(ACTOR_LABELS[kind])}` }))}
        onChange={(actorId) => onChange({ actorId: actorId || undefined })}
      />
      <ChoiceField
        label={t('field_method')}
        value={defaults.method ?? ''}
        none="—"
        options={METHODS.map((method) => ({ value: method, name: t(METHOD_LABELS[method]) }))}
        onChange={(value) => onChange({ method: METHODS.find((one) => one === value) })}
      />
    </fieldset>
  );
}
