import { Settings } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ProjectSwitch } from '#components/capture/project-switch.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import { type ClipFilter, NO_FILTER, type OpenChanges } from '#lib/search/clip-filter.ts';
import type { Sites } from './highlight-settings.tsx';

/** Few come for it, and it brings what makes pictures smaller. */
const SettingsDialog = lazy(() => import('./settings-dialog.tsx'));

type Props = {
  /** All clips of the project, those in the trash too. */
  clips: readonly Clip[];
  changes: OpenChanges;
  tags: readonly Tag[];
  actors: readonly Actor[];
  filter: ClipFilter;
  /** Undefined for all projects. */
  projectId: string | undefined;
  sites: Sites;
  onFilter(filter: ClipFilter): void;
  onProject(projectId: string | undefined): void;
};

function countBy<K>(clips: readonly Clip[], keysOf: (clip: Clip) => readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const clip of clips) for (const key of keysOf(clip)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Where to look: the project, its views, types, tags, competitors and customers, each with its number of clips. */
export function Sidebar({ clips, changes, tags, actors, filter, projectId, sites, onFilter, onProject }: Props) {
  const [hasSettings, setSettings] = useState(false);
  const kept = clips.filter((clip) => clip.deletedAt === undefined);
  const inbox = kept.filter((clip) => clip.triage === 'inbox').length;
  const changed = kept.filter((clip) => changes.has(clip.id)).length;
  const byType = countBy(kept, (clip) => (clip.type ? [clip.type] : []));
  const byTag = countBy(kept, (clip) => clip.tagIds);
  const byActor = countBy(kept, (clip) => (clip.actorId ? [clip.actorId] : []));
  const used = <Row extends { id: string; name: string }>(rows: readonly Row[], counts: Map<string, number>) =>
    rows
      .filter(({ id }) => counts.has(id))
      .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || a.name.localeCompare(b.name));
  const usedTags = used(tags, byTag);
  const usedActors = used(actors, byActor);

  function item(
    key: string,
    label: ReactNode,
    count: number | undefined,
    { isCurrent, target }: { isCurrent: boolean; target: ClipFilter },
  ) {
    return (
      <li key={key}>
        <button type="button" className="nav" aria-pressed={isCurrent} onClick={() => onFilter(target)}>
          {label}
          <span className="grow" />
          {count ? <span className="n">{new Intl.NumberFormat(locale()).format(count)}</span> : null}
        </button>
      </li>
    );
  }

  /** A view shows all that is in it. */
  function view(id: ClipFilter['view']) {
    const { type, tagId, actorId } = filter;
    return { isCurrent: filter.view === id && !type && !tagId && !actorId, target: { ...NO_FILTER, view: id } };
  }

  /** A type, a tag and a competitor narrow together, with what is searched for; the same one again lets go. */
  function facet<K extends 'type' | 'tagId' | 'actorId'>(property: K, value: ClipFilter[K]) {
    const { [property]: current, ...others } = filter;
    const isCurrent = current === value;
    return { isCurrent, target: { ...others, ...NO_FILTER, ...(isCurrent ? {} : { [property]: value }) } };
  }

  return (
    <>
      <nav className="side" aria-label={t('library')}>
        <div className="side-brand row">
          <Logo size={22} />
          <h1 className="visually-hidden">{t('library')}</h1>
          <ProjectSwitch projectId={projectId} onSwitch={onProject} withAll />
        </div>
        <ul>
          {item('inbox', t('view_inbox'), inbox, view('inbox'))}
          {item('all', t('view_all'), kept.length, view('all'))}
          {item('changed', t('view_changed'), changed, view('changed'))}
          {item('trash', t('view_trash'), clips.length - kept.length, view('trash'))}
        </ul>
        <h2>{t('field_type')}</h2>
        <ul className="secondary">
          {CLIP_TYPES.map((type) =>
            item(
              type,
              <>
                <span className={`dot t-${type}`} />
                {t(TYPE_LABELS[type])}
              </>,
              byType.get(type),
              facet('type', type),
            ),
          )}
        </ul>
        {usedTags.length > 0 ? <h2>{t('field_tags')}</h2> : null}
        <ul className="secondary">
          {usedTags.map(({ id, name }) =>
            item(id, <span className="cut">{name}</span>, byTag.get(id), facet('tagId', id)),
          )}
        </ul>
        {usedActors.length > 0 ? <h2>{t('sidebar_actors')}</h2> : null}
        <ul className="secondary">
          {usedActors.map(({ id, name }) =>
            item(id, <span className="cut">{name}</span>, byActor.get(id), facet('actorId', id)),
          )}
        </ul>
        <ul className="side-end">
          <li>
            <button type="button" className="nav" aria-haspopup="dialog" onClick={() => setSettings(true)}>
              <Settings className="icon" aria-hidden="true" />
              {t('settings')}
            </button>
          </li>
        </ul>
        <p className="side-foot">{t('privacy_line')}</p>
      </nav>
      {hasSettings ? (
        <Suspense>
          <SettingsDialog sites={sites} onClose={() => setSettings(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
