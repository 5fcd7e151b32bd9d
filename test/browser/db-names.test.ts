import { beforeEach, describe, expect, it } from 'vitest';
import { actorSchema } from '#lib/core/schema/actor.ts';
import { tagSchema } from '#lib/core/schema/tag.ts';
import { ensureActor, listActors } from '#lib/db/actors.ts';
import { db } from '#lib/db/database.ts';
import {
  createProject,
  ensureCurrentProject,
  findCurrentProject,
  listProjects,
  switchProject,
} from '#lib/db/projects.ts';
import { ensureTag, listTags } from '#lib/db/tags.ts';
import { tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

describe('projects', () => {
  it('makes the first one once, however many ask at once', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => ensureCurrentProject('我的研究')));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(await db.projects.count()).toBe(1);
    expect(await ensureCurrentProject('another')).toMatchObject({ name: '我的研究' });
  });

  it('has the one that was made or chosen last for current, however fast one follows the other', async () => {
    const one = await createProject('One');
    const two = await createProject('Two');
    expect((await findCurrentProject())?.id).toBe(two.id);
    await switchProject(one.id);
    expect((await findCurrentProject())?.id).toBe(one.id);
    const three = await createProject('Three');
    expect((await findCurrentProject())?.id).toBe(three.id);
    await switchProject(one.id);
    await switchProject(two.id);
    expect((await findCurrentProject())?.id).toBe(two.id);
  });

  it('also where the clock was set back', async () => {
    const one = await createProject('One');
    await db.projects.update(one.id, { currentSince: Date.now() + 86_400_000 });
    const two = await createProject('Two');
    expect((await findCurrentProject())?.id).toBe(two.id);
    await switchProject(one.id);
    expect((await findCurrentProject())?.id).toBe(one.id);
  });

  it('leaves those in the trash out', async () => {
    const [one, two] = [await createProject('One'), await createProject('Two')];
    await db.projects.update(two.id, { deletedAt: 1 });
    expect((await findCurrentProject())?.id).toBe(one.id);
    expect((await listProjects()).map(({ name }) => name)).toEqual(['One']);
    await db.projects.update(one.id, { deletedAt: 1 });
    expect(await findCurrentProject()).toBeUndefined();
  });

  it('cleans a name, and refuses none', async () => {
    await createProject('  Pricing\n study\u202e ');
    expect((await listProjects())[0]?.name).toBe('Pricing study');
    await expect(createProject('   ')).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await db.projects.count()).toBe(1);
  });
});

describe('tags', () => {
  it('makes one tag of one name, however written and however simultaneously', async () => {
    const tags = await Promise.all(['API', ' api', 'ＡＰＩ ', 'Api'].map(ensureTag));
    expect(new Set(tags.map(({ id }) => id)).size).toBe(1);
    expect(await listTags()).toHaveLength(1);
    expect(tagSchema.safeParse((await listTags())[0]).success).toBe(true);
    expect((await ensureTag('API 2')).id).not.toBe(tags[0]?.id);
  });

  it('keeps the name as it was first written', async () => {
    await ensureTag('  Onboarding  Flow ');
    await ensureTag('onboarding flow');
    expect((await listTags()).map(({ name, key }) => [name, key])).toEqual([['Onboarding Flow', 'onboarding flow']]);
  });

  it('refuses a name of nothing', async () => {
    await expect(ensureTag(' \u0000\u202e')).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await db.tags.count()).toBe(0);
  });

  it('gives the tag into which one of this name was merged', async () => {
    await db.tags.bulkAdd([
      tagOf(1, 'Pricing'),
      tagOf(2, 'Price', { mergedInto: tagOf(1, '').id }),
      tagOf(3, 'Cost', { mergedInto: tagOf(2, '').id }),
    ]);
    expect((await ensureTag('cost')).name).toBe('Pricing');
    expect((await listTags()).map(({ name }) => name)).toEqual(['Pricing']);
  });

  it('goes round no circle of merges for ever', async () => {
    await db.tags.bulkAdd([
      tagOf(1, 'A', { mergedInto: tagOf(2, '').id }),
      tagOf(2, 'B', { mergedInto: tagOf(1, '').id }),
      tagOf(3, 'C', { mergedInto: tagOf(4, '').id }),
    ]);
    expect(['A', 'B']).toContain((await ensureTag('a')).name);
    expect((await ensureTag('c')).name).toBe('C');
  });

  it('takes a tag of this name out of the trash', async () => {
    await db.tags.add(tagOf(1, 'Pricing', { deletedAt: 1 }));
    expect(await listTags()).toEqual([]);
    expect(await ensureTag('pricing')).not.toHaveProperty('deletedAt');
    expect((await listTags()).map(({ name }) => name)).toEqual(['Pricing']);
  });
});

describe('actors', () => {
  it('makes one actor of one kind and name, and adds the domains that it is known by', async () => {
    await Promise.all([
      ensureActor('competitor', 'Acme', 'acme.example'),
      ensureActor('competitor', 'ＡＣＭＥ'),
      ensureActor('competitor', 'acme ', 'acme-cdn.example'),
      ensureActor('competitor', 'Acme', 'acme.example'),
    ]);
    const [acme, ...others] = await listActors();
    expect(others).toEqual([]);
    expect(acme?.domains.toSorted()).toEqual(['acme-cdn.example', 'acme.example']);
    expect(actorSchema.safeParse(acme).success).toBe(true);
  });

  it('keeps kinds apart, and those in the trash out', async () => {
    await ensureActor('customer', 'Acme');
    const competitor = await ensureActor('competitor', 'Acme');
    expect(await listActors()).toHaveLength(2);
    await db.actors.update(competitor.id, { deletedAt: 1 });
    expect((await listActors()).map(({ kind }) => kind)).toEqual(['customer']);
    expect((await ensureActor('competitor', 'Acme')).id).not.toBe(competitor.id);
  });

  it('refuses a name of nothing and a domain that is too long', async () => {
    await expect(ensureActor('customer', ' ')).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(ensureActor('customer', 'A', 'a'.repeat(254))).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await db.actors.count()).toBe(0);
  });
});
