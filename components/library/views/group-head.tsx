import { CLIPS } from '#components/library/counts.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { tCount, tNumber } from '#lib/platform/i18n.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';
import type { Group, Grouping } from '#lib/search/library/question.ts';
import { groupName } from './group-name.ts';
import { PageHead } from './page-head.tsx';
import type { RowWindow } from './use-row-window.ts';
import './group-head.css';

type Props = {
  grouping: Grouping;
  group: Group;
  /** Of tags, actors and projects, by id. */
  names: GroupNames;
  /** The first clip of the group; undefined while it is being read. */
  clip: Clip | undefined;
  projectId: string | undefined;
};

/**
 * The class of a row that has a head, to follow others: that of the group that is looked at sticks to the upper edge, and
 * those below it come to stick over it. One above it may be the higher: it is out of the way.
 */
export function sticking(row: number, { head }: RowWindow): string {
  return head === undefined || row < head ? '' : ' sticks';
}

/** What stands above the clips of a group: its name, and how many they are. */
export function GroupHead({ grouping, group, names, clip, projectId }: Props) {
  return (
    <>
      {grouping === 'type' ? <span className={`dot t-${group.key || 'none'}`} /> : null}
      {grouping === 'page' && clip ? (
        <PageHead clip={clip} projectId={projectId} />
      ) : (
        <span className="group-name cut">{groupName(grouping, group.key, names)}</span>
      )}
      <span className="n" title={tCount(CLIPS, group.count)}>
        {tNumber(group.count)}
      </span>
    </>
  );
}
