import { FolderCog, Settings, Tags } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import { ProjectSwitch } from '#components/capture/project-switch.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { t, tNumber } from '#lib/platform/i18n.ts';
import { type ClipFilter, type Narrowing, NO_FILTER } from '#lib/search/clip-filter.ts';
import type { AddressChanges } from '#lib/search/library/address.ts';
import type { Facets } from '#lib/search/library/question.ts';
import { SavedViews } from './saved-views.tsx';
import { SideActors } from './side-actors.tsx';
import { TagTree } from './tag-tree.tsx';
import type { Notices } from './use-notice.ts';

type Props = {
  facets: Facets;
  /** All of them, those that were merged too. */
  tags: readonly Tag[];
  actors: readonly Actor[];
  /** As far as it is marked here: the words of a search are not. */
  filter: ClipFilter;
  /** Undefined for all projects. */
  projectId: string | undefined;
  onFilter(narrow: Narrowing): void;
  onAddress(address: AddressChanges): void;
  onChange: Notices['attemptUndoable'];
  onProject(projectId: string | undefined): void;
  /** Opens the dialog in which these are kept in order. */
  onManage(what: 'tags' | 'projects'): void;
  onSettings(): void;
};

/** Where to look: the project, its views, types, tags, competitors and customers, each with its number of clips. */
export const Sidebar = memo(function Sidebar(props: Props) {
  const { facets, tags, actors, filter, projectId } = props;
  const { onFilter, onAddress, onChange, onProject, onManage, onSettings } = props;
  const used = <Row extends { id: string; name: string }>(rows: readonly Row[], counts: ReadonlyMap<string, number>) =>
    rows
      .filter(({ id }) => counts.has(id))
      .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || a.name.localeCompare(b.name));
  const usedTags = useMemo(
    () =>
      tags.filter(({ id, mergedInto, deletedAt }) => !mergedInto && deletedAt === undefined && facets.branches.has(id)),
    [tags, facets],
  );
  const usedActors = used(actors, facets.actors);

  function item(
    key: string,
    label: ReactNode,
    count: number | undefined,
    { isCurrent, narrow }: { isCurrent: boolean; narrow: Narrowing },
    title?: string,
  ) {
    return (
      <li key={key}>
        <button type="button" className="nav" title={title} aria-pressed={isCurrent} onClick={() => onFilter(narrow)}>
          {label}
          <span className="grow" />
          {count ? <span className="n">{tNumber(count)}</span> : null}
        </button>
      </li>
    );
  }

  /** A view shows all that is in it. */
  function view(id: ClipFilter['view']) {
    const { type, tagId, actorId } = filter;
    return {
      isCurrent: filter.view === id && !type && !tagId && !actorId,
      narrow: () => ({ ...NO_FILTER, view: id }),
    };
  }

  /** A type and a competitor narrow together, and with a tag, with what is searched for; the same one again lets go. */
  function facet<K extends 'type' | 'actorId'>(property: K, value: ClipFilter[K]) {
    const isCurrent = filter[property] === value;
    return {
      isCurrent,
      narrow: ({ [property]: _, ...others }: ClipFilter) => ({
        ...others,
        ...NO_FILTER,
        ...(isCurrent ? {} : { [property]: value }),
      }),
    };
  }

  return (
    <nav className="side" aria-label={t('library')}>
      <div className="side-brand row">
        <Logo size={22} />
        <h1 className="visually-hidden">{t('library')}</h1>
        <ProjectSwitch projectId={projectId} onSwitch={onProject} withAll />
        <span className="grow" />
        <button
          type="button"
          className="button quiet square"
          aria-haspopup="dialog"
          aria-label={t('projects_manage')}
          title={t('projects_manage')}
          onClick={() => onManage('projects')}
        >
          <FolderCog className="icon" aria-hidden />
        </button>
      </div>
      <ul>
        {item('inbox', t('view_inbox'), facets.inbox, view('inbox'))}
        {item('all', t('view_all'), facets.all, view('all'))}
        {item('changed', t('view_changed'), facets.changed, view('changed'))}
        {item('trash', t('view_trash'), facets.trash, view('trash'))}
      </ul>
      <SavedViews onOpen={onAddress} onChange={onChange} />
      <h2>{t('field_type')}</h2>
      <ul className="secondary">
        {CLIP_TYPES.map((type) =>
          item(
            type,
            <>
              <span className={`dot t-${type}`} />
              {t(TYPE_LABELS[type])}
            </>,
            facets.types.get(type),
            facet('type', type),
          ),
        )}
      </ul>
      {tags.length > 0 ? (
        <div className="side-head secondary">
          <h2>{t('field_tags')}</h2>
          <button
            type="button"
            className="button quiet square"
            aria-haspopup="dialog"
            aria-label={t('tags_manage')}
            title={t('tags_manage')}
            onClick={() => onManage('tags')}
          >
            <Tags className="icon" aria-hidden />
          </button>
        </div>
      ) : null}
      <TagTree tags={usedTags} counts={facets.branches} filter={filter} onFilter={onFilter} />
      <SideActors
        actors={usedActors}
        currentId={filter.actorId}
        item={({ id, name }) =>
          item(id, <span className="cut">{name}</span>, facets.actors.get(id), facet('actorId', id), name)
        }
      />
      <div className="side-end">
        <button type="button" className="nav" aria-haspopup="dialog" title={t('settings')} onClick={onSettings}>
          <Settings className="icon" aria-hidden="true" />
          <span className="side-settings">{t('settings')}</span>
        </button>
        <p className="side-foot">{t('privacy_line')}</p>
      </div>
    </nav>
  );
});
