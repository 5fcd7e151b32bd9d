import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { ExportInput } from './input.ts';
import { byCode, byName } from './order.ts';

/** Clips about one competitor or customer, else with one tag, else the rest (without a name). */
export type FindingGroup = { by: 'actor' | 'tag' | 'other'; name: string; clips: Clip[] };

export type FindingType = { type: ClipType | undefined; groups: FindingGroup[] };

/** `name` is empty where the project itself is not part of the export. */
export type FindingProject = { id: string; name: string; types: FindingType[] };

type Rows = Pick<ExportInput, 'clips' | 'projects' | 'tags' | 'actors' | 'locale'>;

/**
 * The clips in the order in which a reader wants them: project, type, then whom they are about, else what they are
 * tagged with; in a group by the time of the clip. Clips in the trash are left out.
 */
export function groupFindings({ clips, projects, tags, actors, locale }: Rows): FindingProject[] {
  const compareNames = byName(locale);
  const projectNames = new Map(projects.map(({ id, name }) => [id, name]));
  const actorNames = new Map(actors.filter(present).map(({ id, name }) => [id, name]));
  const tagNamesOf = tagNames(tags, locale);
  const byTime = clips.filter(present).sort((a, b) => a.capturedAt - b.capturedAt || byCode(a.id, b.id));

  const groupOf = (clip: Clip): { key: string; group: FindingGroup } => {
    const actor = clip.actorId === undefined ? undefined : actorNames.get(clip.actorId);
    if (actor !== undefined) return { key: `actor ${clip.actorId}`, group: { by: 'actor', name: actor, clips: [] } };
    const [tag] = tagNamesOf(clip);
    if (tag !== undefined) return { key: `tag ${tag}`, group: { by: 'tag', name: tag, clips: [] } };
    return { key: 'other', group: { by: 'other', name: '', clips: [] } };
  };

  const groupsOf = (members: Clip[]): FindingGroup[] => {
    const groups = new Map<string, FindingGroup>();
    for (const clip of members) {
      const { key, group } = groupOf(clip);
      groups.set(key, groups.get(key) ?? group);
      groups.get(key)?.clips.push(clip);
    }
    const rank = { actor: 0, tag: 1, other: 2 };
    return [...groups.entries()]
      .sort(([keyA, a], [keyB, b]) => rank[a.by] - rank[b.by] || compareNames(a.name, b.name) || byCode(keyA, keyB))
      .map(([, group]) => group);
  };

  return [...Map.groupBy(byTime, (clip) => clip.projectId)]
    .map(([id, members]) => ({
      id,
      name: projectNames.get(id) ?? '',
      types: [...CLIP_TYPES, undefined]
        .map((type) => ({ type, groups: groupsOf(members.filter((clip) => clip.type === type)) }))
        .filter(({ groups }) => groups.length > 0),
    }))
    .sort((a, b) => compareNames(a.name, b.name) || byCode(a.id, b.id));
}

/** The names of a clip's tags, in a reader's order; a tag that was merged goes by the name of what it became. */
export function tagNames(tags: Tag[], locale: string): (clip: Clip) => string[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const compare = byName(locale);
  const resolve = (id: string): Tag | undefined => {
    let tag = byId.get(id);
    // Bounded, because two merges that crossed between devices can point at each other.
    for (let hops = 0; tag?.mergedInto !== undefined && hops < 16; hops += 1) tag = byId.get(tag.mergedInto) ?? tag;
    return tag && present(tag) ? tag : undefined;
  };
  return ({ tagIds }) => {
    const names = tagIds.flatMap((id) => resolve(id)?.name ?? []);
    return [...new Set(names)].sort(compare);
  };
}

/** Whether a row is not in the trash. */
export function present(row: { deletedAt?: number | undefined }): boolean {
  return row.deletedAt === undefined;
}
