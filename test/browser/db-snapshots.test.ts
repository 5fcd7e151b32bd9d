import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/database.ts';
import { collectSnapshots, keepSnapshot, snapshotsOf, snapshotText } from '#lib/db/snapshots.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const PAGE = 'https://acme.example/pricing';
const HOUR = 60 * 60_000;
const AT = Date.UTC(2026, 4, 3, 12);

/** What is kept of a page, as reason and text. */
async function kept(url = PAGE): Promise<string[]> {
  const found = await snapshotsOf(url);
  return Promise.all(found.map(async ({ id, reason }) => `${reason}: ${await snapshotText(id)}`));
}

describe('snapshots of a page', () => {
  beforeEach(emptyLibrary);

  it('are had back word for word, and take less than their text', async () => {
    const text = '每位成员每月九十九元。 Team costs $12 👩‍👩‍👧\n'.repeat(2_000);
    await keepSnapshot(PAGE, text, 'clip', AT);
    const [info] = await snapshotsOf(PAGE);
    expect(await snapshotText(info?.id ?? '')).toBe(text);
    expect(info).toMatchObject({ page: PAGE, reason: 'clip', firstSeenAt: AT, lastSeenAt: AT });
    expect((await db.snapshots.toCollection().first())?.text.size).toBeLessThan(text.length / 10);
  });

  it('are kept once each, and a visit makes way for the next', async () => {
    await keepSnapshot(PAGE, 'first', 'clip', AT);
    await keepSnapshot(`${PAGE}?utm_source=mail#top`, 'first', 'clip', AT + 1);
    await keepSnapshot(PAGE, 'first', 'visit', AT + 2);
    expect(await kept()).toEqual(['clip: first']);
    await keepSnapshot(PAGE, 'second', 'visit', AT + 3);
    await keepSnapshot(PAGE, 'third', 'visit', AT + 4);
    expect(await kept()).toEqual(['clip: first', 'visit: third']);
    expect(await kept('https://acme.example/other')).toEqual([]);
  });

  it('of a visit become those of a clip that is made then', async () => {
    await keepSnapshot(PAGE, 'first', 'clip', AT);
    await keepSnapshot(PAGE, 'second', 'visit', AT + 1);
    await keepSnapshot(PAGE, 'second', 'clip', AT + 2);
    await keepSnapshot(PAGE, 'third', 'visit', AT + 3);
    expect(await kept()).toEqual(['clip: first', 'clip: second', 'visit: third']);
  });

  it('end with what was seen last, also where a page says again what it once said', async () => {
    await keepSnapshot(PAGE, 'first', 'clip', AT);
    await keepSnapshot(PAGE, 'second', 'clip', AT + 1);
    await keepSnapshot(PAGE, 'third', 'visit', AT + 2);
    await keepSnapshot(PAGE, 'first', 'visit', AT + 3);
    expect(await kept()).toEqual(['clip: second', 'clip: first']);
    expect((await snapshotsOf(PAGE)).at(-1)).toMatchObject({ firstSeenAt: AT, lastSeenAt: AT + 3 });
  });

  it('end with what was seen last, also where the clock was set back since', async () => {
    await keepSnapshot(PAGE, 'first', 'clip', AT);
    await keepSnapshot(PAGE, 'second', 'visit', AT - 5 * HOUR);
    expect(await kept()).toEqual(['clip: first', 'visit: second']);
    await keepSnapshot(PAGE, 'first', 'visit', AT - 4 * HOUR);
    expect(await kept()).toEqual(['clip: first']);
  });

  it('of nothing are none, and of what is gone there is no text', async () => {
    await keepSnapshot(PAGE, ' \n', 'visit', AT);
    expect(await snapshotsOf(PAGE)).toEqual([]);
    await expect(snapshotText(idOf(1))).rejects.toMatchObject({ code: 'invalid_data' });
  });

  it('go with the last clip of their page, the trash included, when they are old enough to belong to no draft', async () => {
    await db.clips.add(clipOf(7, { deletedAt: AT }));
    await keepSnapshot(PAGE, 'with a clip', 'clip', AT);
    await keepSnapshot('https://acme.example/draft', 'never saved', 'clip', AT);
    expect(await collectSnapshots(AT + HOUR)).toBe(0);
    expect(await collectSnapshots(AT + 25 * HOUR)).toBe(1);
    expect(await kept()).toEqual(['clip: with a clip']);
    await db.clips.clear();
    expect(await collectSnapshots(AT + 25 * HOUR)).toBe(1);
    expect(await db.snapshots.count()).toBe(0);
  });
});
