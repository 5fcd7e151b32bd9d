import { describe, expect, it } from 'vitest';
import { editors } from '#components/clip/editors/index.ts';
import { captureKindOf, captureKinds } from '#lib/capture/kinds/index.ts';
import { ERROR_CODES } from '#lib/core/errors.ts';
import { CLIP_TYPES, clipFields, type EditorId, METHODS } from '#lib/core/fields.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import { OWN_TABLES, TABLES } from '#lib/core/migrations.ts';
import { ACTOR_KINDS } from '#lib/core/schema/actor.ts';
import { CLIP_KINDS, type Clip } from '#lib/core/schema/clip.ts';
import { db } from '#lib/db/database.ts';
import { versions } from '#lib/db/versions.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { commandOf } from '#lib/platform/shortcuts.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import zh from '#public/_locales/zh_CN/messages.json' with { type: 'json' };
import { actorWith, clipWith, idOf, inputWith, PROJECT, tagWith } from './export-fixture.ts';

function expectString(key: MessageKey | undefined): void {
  expect(en).toHaveProperty([key ?? '']);
  expect(zh).toHaveProperty([key ?? '']);
}

function expectUnique(values: readonly string[]): void {
  expect(values.toSorted()).toEqual([...new Set(values)].sort());
}

describe('capture kinds', () => {
  it('have ids that differ, fit a message and are found again', () => {
    expectUnique(captureKinds.map(({ id }) => id));
    for (const kind of captureKinds) {
      expect(kind.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(kind.id.length).toBeLessThanOrEqual(40);
      expect(captureKindOf(kind.id)).toBe(kind);
    }
    expect(captureKindOf('toString')).toBeUndefined();
  });

  it.each(captureKinds)('$id has its words in both languages, a known clip kind and an icon', (kind) => {
    expectString(kind.label);
    if (kind.menu) expectString(kind.menu.title);
    if (kind.shortcut) expectString(kind.shortcut.description);
    expect(CLIP_KINDS).toContain(kind.clipKind);
    expect(kind.icon).toMatch(/^M[\d\sA-Za-z.,-]+$/);
  });

  it('share no shortcut, and leave room for opening the popup: browsers take four suggestions', () => {
    const keys = captureKinds.flatMap(({ shortcut }) => shortcut?.key ?? []);
    expectUnique(keys);
    expect(keys.length).toBeLessThanOrEqual(3);
    for (const key of keys) expect(key).toMatch(/^(?:Alt\+Shift|Ctrl\+Shift|Alt|Ctrl)\+[A-Z0-9]$/);
    expectUnique(captureKinds.map(({ id }) => commandOf(id)));
  });
});

describe('clip fields', () => {
  it.each(Object.entries(clipFields))('%s has an editor and a label in both languages', (_id, field) => {
    expectString(field.label);
    expect(editors[field.editor]).toBeTypeOf('function');
  });

  it('use every editor there is', () => {
    expect(Object.keys(editors).sort()).toEqual([...new Set(Object.values(clipFields).map((f) => f.editor))].sort());
  });

  it.each([
    ...CLIP_TYPES.map((type) => `type_${type}`),
    ...METHODS.map((method) => `method_${method}`),
    ...ACTOR_KINDS.map((kind) => `actor_${kind}`),
  ])('the choice %s has a name in both languages', (key) => {
    expect(en).toHaveProperty([key]);
    expect(zh).toHaveProperty([key]);
  });
});

describe('findings', () => {
  const samples = {
    type: 'requirement',
    project: PROJECT.id,
    actor: idOf(30),
    tags: [idOf(20)],
    text: 'Half of ours',
    sentiment: -1,
    importance: 3,
    method: 'survey',
    date: Date.UTC(2020, 1, 2, 12),
  } satisfies Record<EditorId, unknown>;
  const written = (changes: Partial<Clip>) =>
    clipboardMarkdown(
      inputWith({
        clips: [clipWith({ projectId: idOf(99), ...changes })],
        tags: [tagWith(20, 'exports')],
        actors: [actorWith(30, 'Acme')],
      }),
    );

  it.each(Object.entries(clipFields))('say what a clip has in %s', (id, { editor }) => {
    expect(written({ [id]: samples[editor] })).not.toBe(written({}));
  });
});

describe('export formats', () => {
  it('have ids that differ', () => {
    expect(exportFormats.length).toBeGreaterThan(0);
    expectUnique(exportFormats.map(({ id }) => id));
  });

  it.each(exportFormats)('$id has its words in both languages', (format) => {
    expectString(format.label);
    expectString(format.description);
  });
});

describe('errors', () => {
  it('have a sentence for each code, and no sentence without one', () => {
    const sentences = Object.keys(en).filter((key) => key.startsWith('error_'));
    expect(sentences.sort()).toEqual(ERROR_CODES.map((code) => `error_${code}`).sort());
  });
});

describe('tables', () => {
  it('are all in the database, and no others', () => {
    expect(db.tables.map(({ name }) => name).sort()).toEqual([...TABLES, ...OWN_TABLES].sort());
  });

  it('have versions in order, without gaps', () => {
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
  });
});
