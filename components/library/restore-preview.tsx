import type { RestoreMode } from '#lib/backup/compare.ts';
import type { Manifest } from '#lib/backup/manifest.ts';
import type { RestorePlan, TableCounts } from '#lib/backup/plan-restore.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import { locale, t, tCount, tNumber } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';

/** What people count; the rest of the tables is one line. */
const NAMED: Partial<Record<TableName, MessageKey>> = {
  clips: 'clips',
  assets: 'restore_pictures',
  tags: 'field_tags',
  actors: 'restore_actors',
  projects: 'restore_projects',
};

const COLUMNS = ['new', 'newer', 'older', 'same', 'onlyHere'] as const satisfies readonly (keyof TableCounts)[];
const HEADS = {
  new: 'restore_new',
  newer: 'restore_newer',
  older: 'restore_older',
  same: 'restore_same',
  onlyHere: 'restore_only_here',
} as const;

const CONFLICTS = { one: 'restore_conflicts_one', other: 'restore_conflicts_other' } as const;
const JOINED = { one: 'restore_joined_one', other: 'restore_joined_other' } as const;
const LEFT_OUT = { one: 'restore_damaged_one', other: 'restore_damaged_other' } as const;

function sum(counts: readonly TableCounts[]): TableCounts {
  const total: TableCounts = { new: 0, newer: 0, older: 0, same: 0, changedInBoth: 0, onlyHere: 0 };
  for (const one of counts) for (const key of Object.keys(total) as (keyof TableCounts)[]) total[key] += one[key];
  return total;
}

type Props = { manifest: Manifest; plan: RestorePlan; mode: RestoreMode };

/** What a backup holds, beside the library, and what restoring it that way would do. */
export function RestorePreview({ manifest, plan: { counts, joinedTags }, mode }: Props) {
  const number = (count: number) => (count === 0 ? '–' : tNumber(count));
  const of = (tables: readonly TableName[]) => sum(tables.flatMap((table) => counts.get(table) ?? []));
  const named = TABLES.filter((table) => NAMED[table]);
  const lines = [
    ...named.map((table) => ({ id: table as string, label: NAMED[table] as MessageKey, total: of([table]) })),
    { id: 'rest', label: 'restore_rest' as const, total: of(TABLES.filter((table) => !NAMED[table])) },
  ];
  const conflicts = of(TABLES).changedInBoth;
  const removed = of(['clips']).onlyHere;
  const notes = [
    ...(mode === 'merge' && conflicts > 0 ? [tCount(CONFLICTS, conflicts)] : []),
    ...(mode === 'merge' && joinedTags > 0 ? [tCount(JOINED, joinedTags)] : []),
    ...(mode === 'replace' && removed > 0 ? [t('restore_removes', tCount(CLIPS, removed))] : []),
    ...(manifest.damaged > 0 ? [tCount(LEFT_OUT, manifest.damaged)] : []),
  ];
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <table className="restore-preview">
        {manifest.changedAt > 0 ? <caption>{t('restore_as_of', day.format(manifest.changedAt))}</caption> : null}
        <thead>
          <tr>
            <td />
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(HEADS[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, label, total }) => (
            <tr key={id}>
              <th scope="row">{t(label)}</th>
              {COLUMNS.map((column) => (
                <td key={column}>{number(total[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {notes.length > 0 ? (
        <ul className="restore-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
