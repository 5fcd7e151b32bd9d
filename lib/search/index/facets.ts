import { CLIP_TYPES } from '#lib/core/fields.ts';
import { branchesOf } from '#lib/core/tag-tree.ts';
import type { Facets } from '#lib/search/library/question.ts';
import type { EngineNames } from './engine.ts';
import { read } from './facts.ts';
import { MeantTags } from './meant-tags.ts';
import type { Names } from './names.ts';
import type { Rows } from './rows.ts';

/** Names by how many have them, those that nobody has left out. */
function named(counts: Uint32Array, names: Names): Map<string, number> {
  const found = new Map<string, number>();
  for (const [number, count] of counts.entries()) if (count > 0 && number > 0) found.set(names.name(number), count);
  return found;
}

/** How many clips there are of each sort. @param projectId Undefined for all projects. */
export function countFacets(
  rows: Rows,
  names: Names,
  projectId: string | undefined,
  { survivors, tags: meanings }: EngineNames,
): Facets {
  /** By the number of a tag, those of the tags that it belongs to. */
  const branches = new Map(
    [...branchesOf(meanings ?? new Map())].map(([id, above]) => [names.add(id), above.map((one) => names.add(one))]),
  );
  const meant = new MeantTags(rows, names, survivors);
  const project = projectId ? (names.find(projectId) ?? -1) : undefined;
  const types = new Uint32Array(CLIP_TYPES.length + 1);
  const [tags, actors, sites] = [new Uint32Array(names.size), new Uint32Array(names.size), new Uint32Array(names.size)];
  const [inBranch, lastIn] = [new Uint32Array(names.size), new Int32Array(names.size).fill(-1)];
  let current = 0;
  const countTag = (tag: number) => {
    tags[tag] = (tags[tag] ?? 0) + 1;
    for (const place of branches.get(tag) ?? [tag]) {
      if (lastIn[place] === current) continue;
      lastIn[place] = current;
      inBranch[place] = (inBranch[place] ?? 0) + 1;
    }
  };
  let [inbox, all, changed, trash] = [0, 0, 0, 0];
  for (let row = 0; row < rows.size; row += 1) {
    if (!rows.isLive[row] || (project !== undefined && rows.projects[row] !== project)) continue;
    const facts = rows.facts[row] ?? 0;
    if (read.isTrashed(facts)) {
      trash += 1;
      continue;
    }
    all += 1;
    if (!read.isKept(facts)) inbox += 1;
    if (read.standing(facts)) changed += 1;
    const type = read.typeNumber(facts);
    types[type] = (types[type] ?? 0) + 1;
    const actor = rows.actors[row] ?? 0;
    actors[actor] = (actors[actor] ?? 0) + 1;
    current = row;
    meant.each(row, countTag);
    const end = rows.hostEnds[row] ?? 0;
    for (let at = row === 0 ? 0 : (rows.hostEnds[row - 1] ?? 0); at < end; at += 1) {
      const host = rows.hosts[at] ?? 0;
      sites[host] = (sites[host] ?? 0) + 1;
    }
  }
  const byType = CLIP_TYPES.map((type, index) => [type, types[index + 1] ?? 0] as const);
  return {
    inbox,
    all,
    changed,
    trash,
    types: new Map(byType.filter(([, count]) => count > 0)),
    tags: named(tags, names),
    branches: named(inBranch, names),
    actors: named(actors, names),
    sites: named(sites, names),
  };
}
