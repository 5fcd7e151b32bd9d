import { describe, expect, it } from 'vitest';
import { groupFindings, tagNames } from '#lib/export/findings.ts';
import { clipsOf } from '#lib/export/findings-document.ts';
import { actorWith, clipWith, idOf, inputWith, PROJECT, tagWith } from './export-fixture.ts';

const other = { ...PROJECT, id: idOf(9), name: 'Another study' };
const tags = [tagWith(20, 'pricing'), tagWith(21, 'Export'), tagWith(22, 'gone', { deletedAt: 1 })];
const actors = [actorWith(30, 'Zenith'), actorWith(31, 'Acme')];

describe('groupFindings', () => {
  it('orders projects by name, types as the product does, competitors before tags before the rest', () => {
    const clips = [
      clipWith({ id: idOf(1), type: 'note' }),
      clipWith({ id: idOf(2), type: 'competitor', actorId: idOf(30) }),
      clipWith({ id: idOf(3), type: 'competitor', actorId: idOf(31), tagIds: [idOf(20)] }),
      clipWith({ id: idOf(4), type: 'feedback', tagIds: [idOf(20), idOf(21)] }),
      clipWith({ id: idOf(5), type: 'feedback', tagIds: [idOf(20)] }),
      clipWith({ id: idOf(6), type: 'feedback', tagIds: [idOf(22)] }),
      clipWith({ id: idOf(7), type: 'feedback', actorId: idOf(31) }),
      clipWith({ id: idOf(8), type: 'requirement', projectId: other.id }),
      clipWith({ id: idOf(9) }),
    ];
    const groups = groupFindings(inputWith({ clips, tags, actors, projects: [PROJECT, other] })).map(
      ({ name, types }) => [
        name,
        types.map(({ type, groups }) => [type, groups.map((group) => [group.by, group.name])]),
      ],
    );
    expect(groups).toEqual([
      ['Another study', [['requirement', [['other', '']]]]],
      [
        'Pricing study',
        [
          [
            'feedback',
            [
              ['actor', 'Acme'],
              ['tag', 'Export'],
              ['tag', 'pricing'],
              ['other', ''],
            ],
          ],
          [
            'competitor',
            [
              ['actor', 'Acme'],
              ['actor', 'Zenith'],
            ],
          ],
          ['note', [['other', '']]],
          [undefined, [['other', '']]],
        ],
      ],
    ]);
  });

  it('orders clips by the time of the clip, then by id, and leaves out those in the trash', () => {
    const clips = [
      clipWith({ id: idOf(3), capturedAt: 5 }),
      clipWith({ id: idOf(2), capturedAt: 9 }),
      clipWith({ id: idOf(1), capturedAt: 9 }),
      clipWith({ id: idOf(4), capturedAt: 1, deletedAt: 10 }),
    ];
    expect(clipsOf(groupFindings(inputWith({ clips }))).map(({ id }) => id)).toEqual([idOf(3), idOf(1), idOf(2)]);
  });

  it('keeps two projects, and two competitors, of one name apart', () => {
    const clips = [
      clipWith({ id: idOf(1), actorId: idOf(30) }),
      clipWith({ id: idOf(2), actorId: idOf(40) }),
      clipWith({ id: idOf(3), projectId: other.id }),
    ];
    const groups = groupFindings(
      inputWith({
        clips,
        actors: [...actors, actorWith(40, 'Zenith')],
        projects: [PROJECT, { ...other, name: PROJECT.name }],
      }),
    );
    expect(groups.map(({ types }) => types.flatMap((type) => type.groups).length)).toEqual([2, 1]);
  });

  it('sorts Chinese names by their sound for a Chinese reader', () => {
    const clips = [1, 2, 3].map((number) => clipWith({ id: idOf(number), actorId: idOf(40 + number) }));
    const named = ['重庆', '安徽', '北京'].map((name, index) => actorWith(41 + index, name));
    const [project] = groupFindings(inputWith({ clips, actors: named, locale: 'zh_CN' }));
    expect(project?.types[0]?.groups.map(({ name }) => name)).toEqual(['安徽', '北京', '重庆']);
  });
});

describe('tagNames', () => {
  it('follows merges, also when they run in a circle', () => {
    const merged = [
      tagWith(1, 'old', { mergedInto: idOf(2) }),
      tagWith(2, 'new'),
      tagWith(3, 'a', { mergedInto: idOf(4) }),
      tagWith(4, 'b', { mergedInto: idOf(3) }),
    ];
    expect(tagNames(merged, 'en')(clipWith({ tagIds: [idOf(1), idOf(2)] }))).toEqual(['new']);
    expect(tagNames(merged, 'en')(clipWith({ tagIds: [idOf(3)] }))).toHaveLength(1);
  });
});
