import { NumberWriter } from './bytes.ts';
import { Names } from './names.ts';
import type { UnsealedSegment } from './segment.ts';

/** What a segment says of one clip besides its words, names by their numbers. */
export type Row = {
  capturedAt: number;
  updatedAt: number;
  /** -1 where nothing is said. */
  occurredAt: number;
  facts: number;
  length: number;
  project: number;
  actor: number;
  page: number;
  site: number;
  tags: readonly number[];
  hosts: readonly number[];
};

type Written = Pick<
  UnsealedSegment,
  | 'capturedAt'
  | 'updatedAt'
  | 'occurredAt'
  | 'facts'
  | 'lengths'
  | 'projects'
  | 'actors'
  | 'pages'
  | 'sites'
  | 'tags'
  | 'tagEnds'
  | 'hosts'
  | 'hostEnds'
  | 'names'
  | 'nameEnds'
>;

/** Writes the columns of a segment, row after row. */
export class ColumnWriter {
  readonly names = new Names();
  readonly #capturedAt: number[] = [];
  readonly #updatedAt: number[] = [];
  readonly #occurredAt: number[] = [];
  readonly #facts = new NumberWriter();
  readonly #lengths = new NumberWriter();
  readonly #projects = new NumberWriter();
  readonly #actors = new NumberWriter();
  readonly #pages = new NumberWriter();
  readonly #sites = new NumberWriter();
  readonly #tags = new NumberWriter();
  readonly #tagEnds = new NumberWriter();
  readonly #hosts = new NumberWriter();
  readonly #hostEnds = new NumberWriter();

  add(row: Row): void {
    this.#capturedAt.push(row.capturedAt);
    this.#updatedAt.push(row.updatedAt);
    this.#occurredAt.push(row.occurredAt);
    this.#facts.push(row.facts);
    this.#lengths.push(row.length);
    this.#projects.push(row.project);
    this.#actors.push(row.actor);
    this.#pages.push(row.page);
    this.#sites.push(row.site);
    for (const tag of row.tags) this.#tags.push(tag);
    this.#tagEnds.push(this.#tags.length);
    for (const host of row.hosts) this.#hosts.push(host);
    this.#hostEnds.push(this.#hosts.length);
  }

  *done(): Generator<void, Written> {
    const names = this.names.pack();
    yield;
    return {
      capturedAt: new Float64Array(this.#capturedAt),
      updatedAt: new Float64Array(this.#updatedAt),
      occurredAt: new Float64Array(this.#occurredAt),
      facts: this.#facts.toNumbers(),
      lengths: new Uint8Array(this.#lengths.toNumbers()),
      projects: this.#projects.toNumbers(),
      actors: this.#actors.toNumbers(),
      pages: this.#pages.toNumbers(),
      sites: this.#sites.toNumbers(),
      tags: this.#tags.toNumbers(),
      tagEnds: this.#tagEnds.toNumbers(),
      hosts: this.#hosts.toNumbers(),
      hostEnds: this.#hostEnds.toNumbers(),
      ...names,
    };
  }
}
