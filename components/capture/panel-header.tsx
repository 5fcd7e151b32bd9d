import { PanelRight } from 'lucide-react';
import { Logo } from '#components/ui/logo.tsx';
import type { Project } from '#lib/core/schema/project.ts';
import { switchProject } from '#lib/db/projects.ts';
import { t } from '#lib/platform/i18n.ts';
import { ProjectSwitch } from './project-switch.tsx';

type Props = { project: Project | undefined; onLibrary(): void; onSidePanel: (() => void) | undefined };

/** Where clips go, and the way to the rest of Gleaner. */
export function PanelHeader({ project, onLibrary, onSidePanel }: Props) {
  return (
    <header className="panel-header row">
      <Logo />
      <h1 className="visually-hidden">{t('app_name')}</h1>
      {project ? <ProjectSwitch projectId={project.id} onSwitch={(id) => void switchProject(id)} /> : null}
      <span className="grow" />
      {onSidePanel ? (
        <button
          type="button"
          className="button quiet square"
          aria-label={t('open_side_panel')}
          title={t('open_side_panel')}
          onClick={onSidePanel}
        >
          <PanelRight className="icon" aria-hidden />
        </button>
      ) : null}
      <button type="button" className="button quiet" onClick={() => onLibrary()} aria-keyshortcuts="L">
        {t('library')}{' '}
        <span className="kbd" aria-hidden="true">
          L
        </span>
      </button>
    </header>
  );
}
