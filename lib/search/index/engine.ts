import type { Tag } from '#lib/core/schema/tag.ts';
import { ClipIds } from '#lib/search/library/clip-ids.ts';
import type { Answer, Facets, Question } from '#lib/search/library/question.ts';
import type { ResolvedQuery } from '#lib/search/query/query.ts';
import type { Alphabet } from './alphabet.ts';
import { grouped, ordered } from './arrange.ts';
import { rowsThatMeet } from './conditions.ts';
import { countFacets } from './facets.ts';
import { Names } from './names.ts';
import { arrangeShelves, Rows, type Shelf, shelve } from './rows.ts';
import type { Segment } from './segment.ts';
import { findWords } from './words.ts';

/** What is called something. */
export type Named = { id: string; name: string };

/** What the engine must be told of names, for it knows only ids. */
export type EngineNames = {
  /** By the id of each tag that was merged, the one that took it in, through all merges. */
  survivors: ReadonlyMap<string, string>;
  /** What each id of a tag means, for a tag is looked for with all that is below it in the tree; undefined where nothing is. */
  tags?: ReadonlyMap<string, Pick<Tag, 'id' | 'key' | 'name'>>;
  /** Competitors and customers by their ids; like the next two, needed where clips are sorted by what is called so. */
  actors?: ReadonlyMap<string, Named>;
  projects?: ReadonlyMap<string, Named>;
  alphabet?: Alphabet;
};

/**
 * The search engine of the library, wholly in memory. It answers from segments, which others build, keep and merge; how
 * the clips are spread over them does not show in what it answers.
 */
export class LibraryEngine {
  #names = new Names();
  #shelves: Shelf[] = [];
  /** Made when something is asked for the first time after a change. */
  #rows: Rows | undefined;

  /** @param segments Sound ones, oldest first. */
  constructor(segments: readonly Segment[]) {
    this.#shelves = segments.map((segment) => shelve(segment, this.#names));
    arrangeShelves(this.#shelves);
  }

  /** How many clips there are, the trash included. */
  get size(): number {
    return this.#allRows().live;
  }

  /** What it answers from, oldest first. */
  get segments(): readonly Segment[] {
    return this.#shelves.map(({ segment }) => segment);
  }

  /** Takes in what was written since: its clips win over those of the same ids. */
  add(segment: Segment): void {
    this.#shelves.push(shelve(segment, this.#names));
    arrangeShelves(this.#shelves, this.#shelves.length - 1);
    this.#rows = undefined;
  }

  /**
   * Puts what `mergeSegments` made in the place of what it was made of.
   * @param old Segments of this engine that follow each other. @throws RangeError where they are not.
   */
  replace(old: readonly Segment[], merged: Segment): void {
    const from = this.#shelves.findIndex(({ segment }) => segment === old[0]);
    if (from < 0 || old.some((segment, index) => this.#shelves[from + index]?.segment !== segment)) {
      throw new RangeError('These segments do not follow each other here');
    }
    const all = this.segments.toSpliced(from, old.length, merged);
    // Names that nothing has any more go with what was replaced, unless that is a small part of all.
    const isMuch = merged.size * 2 > all.reduce((sum, { size }) => sum + size, 0);
    if (isMuch) this.#names = new Names();
    this.#shelves = isMuch
      ? all.map((segment) => shelve(segment, this.#names))
      : this.#shelves.toSpliced(from, old.length, shelve(merged, this.#names));
    arrangeShelves(this.#shelves);
    this.#rows = undefined;
  }

  /** @param resolved What `question.filter.text` asks for: the text itself is not read here. */
  ask(question: Question, resolved: ResolvedQuery, meanings: EngineNames): Answer {
    const [rows, names] = [this.#allRows(), this.#names];
    const wanted = rowsThatMeet(rows, names, question, resolved.conditions, meanings);
    const { scores, words } = findWords(rows, this.#shelves, names, resolved.words, wanted);
    const found = ordered(question.order, rows, names, meanings, wanted, scores);
    const arranged = question.group
      ? grouped(question.group, found, rows, names, wanted, meanings.survivors)
      : { found, groups: [] };
    return {
      ids: new ClipIds(rows.idsOf(arranged.found)),
      groups: arranged.groups,
      pages: countPages(rows, found, names.size),
      words,
    };
  }

  /** @param projectId Undefined for all projects. */
  facets(projectId: string | undefined, meanings: EngineNames): Facets {
    return countFacets(this.#allRows(), this.#names, projectId, meanings);
  }

  #allRows(): Rows {
    this.#rows ??= new Rows(this.#shelves);
    return this.#rows;
  }
}

function countPages(rows: Rows, found: Uint32Array, names: number): number {
  const isSeen = new Uint8Array(names);
  let pages = 0;
  for (let at = 0; at < found.length; at += 1) {
    const page = rows.pages[found[at] ?? 0] ?? 0;
    if (isSeen[page] === 0) {
      isSeen[page] = 1;
      pages += 1;
    }
  }
  return pages;
}
