import { newId } from '#lib/core/id.ts';
import { releaseBlobFiles } from '#lib/db/blob-files.ts';
import { clipsByIds } from '#lib/db/clips.ts';
import type { SegmentFile } from '#lib/db/database.ts';
import * as store from '#lib/db/index-store.ts';
import { newestObservations } from '#lib/db/observations.ts';
import { onRowsChanged } from '#lib/db/on-rows-changed.ts';
import { buildingSegment, CLIPS_AT_ONCE } from '#lib/search/index/build.ts';
import type { ClipDoc } from '#lib/search/index/doc.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import { mergingSegments } from '#lib/search/index/merge.ts';
import { comparing, ID_BYTES, isSegment, SEGMENT_VERSION, type Segment } from '#lib/search/index/segment.ts';
import { inSlices } from '#lib/search/index/slices.ts';
import { segmentsToMerge } from '#lib/search/index/tiers.ts';
import { breathe } from './breathe.ts';
import { docsOf } from './docs-of.ts';
import { NameBook } from './name-book.ts';
import type { Answer, Facets, Question } from './question.ts';
import { segmentFromFile, segmentToFile } from './segment-file.ts';
import { warmUp } from './warm-up.ts';

/** Clips that are read at once: their texts are in memory together. */
const READ_AT_ONCE = 200;
/** How often it is told how far an index has come, in ms. */
const TELL_MS = 1_000;
/** The library is shown first; what it is shown from is checked once nobody has asked anything for so long, in ms. */
const QUIET_MS = 2_000;
/** So long may work on the index keep a question waiting, in ms. */
const SLICE_MS = 12;
/** Whoever writes to the index holds it: two tabs would each index the same changes. */
const LOCK = 'gleaner-index';

/** How far an index that is being made has come, in clips. */
export type IndexProgress = { done: number; all: number };

/** A part without its file, which goes from the disk only when nobody holds it. */
type Kept = { row: Omit<SegmentFile, 'file'>; segment: Segment };

/** Parts from the oldest to the newest: what a newer one says of a clip holds. */
const inOrder = (parts: Iterable<Kept>): Kept[] =>
  [...parts].sort((a, b) => (a.row.age < b.row.age ? -1 : a.row.age > b.row.age ? 1 : 0));

/** Of how many clips a part says something. */
const sizeOf = ({ size, removed }: Segment): number => size + removed.length / ID_BYTES;

/**
 * The index of the library: made from the rows, kept in the database as files, brought up to date with whatever changed,
 * whoever changed it. It runs in a worker; every tab has one, and they share what is kept.
 */
export class LibraryIndex {
  readonly #names: NameBook;
  /** What is kept in the database, as far as this tab has read it. */
  #parts = new Map<string, Kept>();
  /** Those of them that were read and not yet compared with their checksums: answers do not wait for that. */
  readonly #unproved = new Set<string>();
  #engine = new LibraryEngine([]);
  #progress: IndexProgress | undefined;
  readonly #listeners = new Set<(progress: IndexProgress | undefined) => void>();
  readonly #opened: Promise<void>;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isCatchingUp = false;
  #hasMore = false;
  /** Something was deleted of which this context may still hold files. */
  #hasFilesToRelease = false;

  /** @param locale BCP 47, by whose alphabet names are sorted. */
  constructor(locale: string) {
    this.#names = new NameBook(locale);
    this.#opened = this.#open();
    onRowsChanged(['clips', 'observations'], () => void this.#catchUp());
    onRowsChanged(['assets'], () => {
      this.#hasFilesToRelease = true;
      void this.#catchUp();
    });
    onRowsChanged(['tags', 'actors', 'projects'], () => {
      this.#names.forget();
      this.#tell();
    });
    void this.#opened
      .then(() => this.#catchUp())
      .then(() => warmUp((question) => this.ask(question)))
      .then(() => this.#quiet())
      .then(() => this.#verify());
  }

  /** Runs when answers may have become others. @param listener is told how far an index that is being made has come. */
  subscribe(listener: (progress: IndexProgress | undefined) => void): void {
    this.#listeners.add(listener);
    listener(this.#progress);
  }

  async ask(question: Question): Promise<Answer> {
    this.#askedAt = performance.now();
    await this.#opened;
    const { resolved, meanings } = await this.#names.resolve(question.filter.text ?? '');
    return this.#engine.ask(question, resolved, meanings);
  }

  async facets(projectId: string | undefined): Promise<Facets> {
    await this.#opened;
    // A question that is asked at the same time is more urgent than numbers beside the list.
    await new Promise((resolve) => setTimeout(resolve));
    return this.#engine.facets(projectId, await this.#names.get());
  }

  /** Makes the whole index anew. Resolves when it is there. */
  async rebuild(): Promise<void> {
    await this.#opened;
    await navigator.locks.request(LOCK, () => store.restartIndex(SEGMENT_VERSION));
    await this.#catchUp();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#progress);
  }

  /** Takes what is kept; where something of it is damaged, missing or of another format, none of it. */
  async #open(): Promise<void> {
    const { state, segments } = await store.loadIndex();
    if (state?.format === SEGMENT_VERSION && (await this.#take(segments))) this.#renew();
    else this.#parts.clear();
  }

  /** @returns whether all of them can be searched; whether they are as they were built is seen later. */
  async #take(files: readonly SegmentFile[]): Promise<boolean> {
    for (const { file, ...row } of files) {
      const segment = await segmentFromFile(file);
      if (!isSegment(segment)) return false;
      this.#parts.set(row.id, { row, segment });
      this.#unproved.add(row.id);
      await breathe();
    }
    return true;
  }

  /** Indexes what has changed, until nothing is left. What changes meanwhile is seen to before it resolves. */
  async #catchUp(): Promise<void> {
    this.#hasMore = true;
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      while (this.#hasMore) {
        this.#hasMore = false;
        await navigator.locks.request(LOCK, async () => {
          const upTo = await this.#follow();
          if (upTo !== undefined && !(await this.#make(upTo))) return;
          await this.#takeChanges();
          await this.#compact();
        });
        if (this.#hasFilesToRelease) {
          this.#hasFilesToRelease = false;
          await releaseBlobFiles();
        }
      }
    } finally {
      this.#isCatchingUp = false;
    }
  }

  /**
   * Takes over what other tabs have kept since; begins a new index where there is none that can be used.
   * @returns how far the index goes, where it is not whole.
   */
  async #follow(): Promise<string | undefined> {
    const { state, ids } = await store.indexState();
    const unknown = ids.filter((id) => !this.#parts.has(id));
    const gone = [...this.#parts.keys()].filter((id) => !ids.includes(id));
    for (const id of gone) this.#parts.delete(id);
    const usable = state?.format === SEGMENT_VERSION ? state : undefined;
    if (!usable || !(await this.#take(await store.loadSegments(unknown)))) {
      await store.restartIndex(SEGMENT_VERSION);
      this.#parts.clear();
      this.#hasFilesToRelease = true;
      return '';
    }
    // While a new index is made, what was known before goes on answering.
    if (unknown.length + gone.length > 0 && usable.upTo !== '') this.#renew();
    return usable.upTo;
  }

  #renew(): void {
    this.#engine = new LibraryEngine(inOrder(this.#parts.values()).map(({ segment }) => segment));
    this.#tell();
  }

  /** Makes the index of all clips after `from`. @returns whether it is whole: somebody may have thrown it away. */
  async #make(from: string): Promise<boolean> {
    const isHidden = from === '' && this.#engine.size > 0;
    const all = await store.countAllClips();
    let done = from === '' ? 0 : this.#engine.size;
    let upTo = from;
    let docs: ClipDoc[] = [];
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      const clips = await store.clipsAfter(upTo, READ_AT_ONCE);
      const [first, last] = [clips[0], clips.at(-1)];
      if (first && last) {
        docs.push(...(await docsOf(clips, await store.newestBetween(first.id, last.id))));
        upTo = last.id;
        done += clips.length;
        this.#progress = { done: Math.min(done, all), all };
      }
      if (docs.length > CLIPS_AT_ONCE - READ_AT_ONCE) {
        const segment = await this.#keep(docs, [], (row) =>
          store.appendSegment(row, { format: SEGMENT_VERSION, upTo }),
        );
        if (!segment) return false;
        docs = [];
        if (!isHidden) this.#engine.add(segment);
        await this.#compact(!isHidden);
      }
      if (!last) break;
      // Whoever listens asks again, and each answer takes from the time that the index needs.
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        this.#tell();
      }
    }
    if (!(await this.#keep(docs, [], (row) => store.appendSegment(row, { format: SEGMENT_VERSION })))) return false;
    this.#progress = undefined;
    this.#renew();
    return true;
  }

  async #takeChanges(): Promise<void> {
    for (;;) {
      const taken = await store.takeDirty(READ_AT_ONCE);
      if (taken.length === 0) return;
      const ids = taken.map(({ id }) => id);
      const clips = await clipsByIds(ids);
      const there = new Set(clips.map(({ id }) => id));
      const docs = await docsOf(clips, await newestObservations(ids));
      const removed = ids.filter((id) => !there.has(id));
      const kept = await this.#keep(docs, removed, (row) => store.keepChanges(row, taken));
      if (!kept) return;
      this.#engine.add(kept);
      this.#tell();
    }
  }

  async #keep(
    docs: readonly ClipDoc[],
    removed: readonly string[],
    write: (row: SegmentFile) => Promise<boolean>,
  ): Promise<Segment | undefined> {
    const segment = await inSlices(buildingSegment(docs, removed), SLICE_MS, breathe);
    const id = newId();
    const row = { id, age: id, clips: sizeOf(segment) };
    if (!(await write({ ...row, file: segmentToFile(segment) }))) {
      // Somebody threw the index away meanwhile: the next round begins again.
      this.#hasMore = true;
      return undefined;
    }
    this.#parts.set(id, { row, segment });
    return segment;
  }

  /**
   * Puts many small parts together, as their number grows.
   * @param isAnswering Whether they are what answers come from, and not of an index that is not ready.
   */
  async #compact(isAnswering = true): Promise<void> {
    for (;;) {
      const parts = inOrder(this.#parts.values());
      const range = segmentsToMerge(parts.map(({ row }) => row.clips));
      if (!range) return;
      const old = parts.slice(range.from, range.to);
      const segments = old.map((part) => part.segment);
      const segment = await inSlices(mergingSegments(segments, range.from === 0), SLICE_MS, breathe);
      const age = old.at(-1)?.row.age ?? '';
      const row = { id: newId(), age, clips: sizeOf(segment) };
      const ids = old.map((part) => part.row.id);
      if (!(await store.replaceSegments(ids, { ...row, file: segmentToFile(segment) }))) return;
      for (const id of ids) this.#parts.delete(id);
      this.#parts.set(row.id, { row, segment });
      if (isAnswering) this.#engine.replace(segments, segment);
    }
  }

  /** Resolves when nobody has asked anything for a while. */
  async #quiet(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    while (performance.now() - this.#askedAt < QUIET_MS);
  }

  /**
   * Whether the parts are as they were built, and every clip is there. If not, a disk failed, or something wrote past every
   * path that we know: a new index is made.
   */
  async #verify(): Promise<void> {
    for (const id of this.#unproved) {
      const part = this.#parts.get(id);
      if (part && !(await inSlices(comparing(part.segment), SLICE_MS, breathe))) return this.rebuild();
      this.#unproved.delete(id);
    }
    const clips = await store.countSettled();
    if (clips !== undefined && clips !== this.#engine.size) await this.rebuild();
  }
}
