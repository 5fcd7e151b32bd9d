import { useLiveQuery } from 'dexie-react-hooks';
import { useTypedText } from '#components/clip/use-typed-text.ts';
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx';
import { ACTOR_LABELS } from '#lib/core/labels.ts';
import type { ActorKind } from '#lib/core/schema/actor.ts';
import { nameKey } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import { ensureActor, listActors } from '#lib/db/actors.ts';
import { t } from '#lib/platform/i18n.ts';
import { actorOfSite, matchActors, ownsSite, siteOwnerName } from '#lib/search/suggest-actors.ts';
import type { EditorProps } from './editor-props.ts';

const OFFERED = 6;

/** Whom the clip is about or from. On a competitor's own site, that competitor is offered first. */
export function ActorEditor({ inputId, values, source, typing, onSet, onUpdate, onType }: EditorProps<'actor'>) {
  const actors = useLiveQuery(listActors, [], []);
  const [text, setText] = useTypedText(inputId, typing.actor ?? '', (actor) => onType({}, { actor }));
  const host = siteOf(source.url);
  const owner = actorOfSite(actors, source);
  const fromSite = t('actor_from_site', host);
  const chosen = actors
    .filter((actor) => actor.id === values.actorId)
    .map(({ id, name, kind }) => ({ id, label: name, hint: id === owner?.id ? fromSite : t(ACTOR_LABELS[kind]) }));

  const known = matchActors(owner ? [owner, ...actors.filter((actor) => actor !== owner)] : actors, text);
  const options: ComboboxOption[] = known.slice(0, OFFERED).map(({ id, name, kind }) => ({
    id,
    label: name,
    hint: id === owner?.id ? fromSite : t(ACTOR_LABELS[kind]),
  }));
  const typed = text.trim();
  // Nothing typed and nobody known here: the site's own name is the best guess.
  const name = typed || (owner ? '' : siteOwnerName(source));
  const kinds: readonly ActorKind[] =
    values.type === 'feedback' ? ['customer', 'competitor'] : ['competitor', 'customer'];
  for (const kind of kinds) {
    const exists = actors.some((actor) => actor.kind === kind && nameKey(actor.name) === nameKey(name));
    if (name && !exists) options.push({ id: kind, label: name, hint: t('actor_create', t(ACTOR_LABELS[kind])) });
  }

  function choose({ id, label }: ComboboxOption): void {
    // One that is offered to be made goes by its kind; one that is known, by its id.
    const kind = kinds.find((one) => one === id) ?? actors.find((actor) => actor.id === id)?.kind;
    const domain = host && ownsSite(label, source) ? host : undefined;
    setText('');
    onUpdate(async () => ({ actorId: kind ? (await ensureActor(kind, label, domain)).id : id }));
  }

  return (
    <Combobox
      inputId={inputId}
      chosen={chosen}
      options={chosen.length > 0 && !typed ? [] : options}
      text={text}
      placeholder={chosen.length > 0 ? '' : t('actor_placeholder')}
      removeName={(label) => t('actor_remove', label)}
      onText={setText}
      onChoose={choose}
      onRemove={() => onSet({ actorId: undefined })}
    />
  );
}
