import { Dexie, type Table } from 'dexie';
import { GleanerError } from '#lib/core/errors.ts';
import { type Migration, migrations } from '#lib/core/migrations.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Snapshot } from '#lib/core/schema/snapshot.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { View } from '#lib/core/schema/view.ts';
import { markDirty } from './mark-dirty.ts';
import type { Sketch } from './sketches.ts';
import { type SchemaVersion, versions } from './versions.ts';

/** Every version of the schema, and how rows get from one to the next; both oldest first. */
type Schema = { versions: readonly SchemaVersion[]; migrations: readonly Migration[] };

/** A clip that changed since the index of the library last looked; each write has a stamp of its own. */
export type Dirty = { id: string; stamp: number };

/** Part of the index of the library, as a file: what was redacted is gone from the disk with it. */
export type SegmentFile = {
  id: string;
  /** Sorts parts from the oldest to the newest: the id of the newest part that went into this one. */
  age: string;
  /** How many clips it says something of. */
  clips: number;
  file: Blob;
};

/** Something that only this browser knows: no backup has it. `key` is a name that one module owns. */
export type Local = { key: string; value: unknown };

/**
 * The one IndexedDB database. Transactions are `strict`: a write is acknowledged when it is on the disk, not when it
 * has been handed to the operating system. A migration that throws leaves the version and every row as they were.
 */
export class GleanerDatabase extends Dexie {
  readonly projects: Table<Project, string>;
  readonly clips: Table<Clip, string>;
  readonly assets: Table<Asset, string>;
  readonly tags: Table<Tag, string>;
  readonly actors: Table<Actor, string>;
  readonly events: Table<HistoryEvent, string>;
  readonly drafts: Table<Draft, string>;
  readonly observations: Table<Observation, string>;
  readonly snapshots: Table<Snapshot, string>;
  readonly views: Table<View, string>;
  readonly dirty: Table<Dirty, string>;
  readonly segments: Table<SegmentFile, string>;
  readonly local: Table<Local, string>;
  readonly sketches: Table<Sketch, string>;

  constructor(name = 'gleaner', schema: Schema = { versions, migrations }) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.use(markDirty);
    for (const { version, stores } of schema.versions) {
      const step = this.version(version).stores(stores);
      const migration = schema.migrations.find((entry) => entry.version === version);
      if (!migration) continue;
      step.upgrade(async (transaction) => {
        for (const [table, migrate] of Object.entries(migration.rows)) {
          await transaction
            .table(table)
            .toCollection()
            .modify((row, ref) => {
              ref.value = migrate(row);
            });
        }
      });
    }
    // Dexie opens a database of a newer version too, and this code would write its old rows among the new ones.
    const newest = Math.max(...schema.versions.map(({ version }) => version));
    this.on(
      'ready',
      () => {
        // Dexie counts in tenths. What it adds by itself to mend an index stays below the next version.
        const found = Math.floor(this.backendDB().version / 10);
        if (found > newest) throw new GleanerError('store_outdated', `version ${found}, known ${newest}`);
      },
      true,
    );
    this.projects = this.table('projects');
    this.clips = this.table('clips');
    this.assets = this.table('assets');
    this.tags = this.table('tags');
    this.actors = this.table('actors');
    this.events = this.table('events');
    this.drafts = this.table('drafts');
    this.observations = this.table('observations');
    this.snapshots = this.table('snapshots');
    this.views = this.table('views');
    this.dirty = this.table('dirty');
    this.segments = this.table('segments');
    this.local = this.table('local');
    this.sketches = this.table('sketches');
  }
}

export const db = new GleanerDatabase();

// At once, not at the first query: a worker that is woken for a capture opens it while the page is being read.
db.open().catch(() => {
  // The first query tells, with a code for the user.
});
