import type { Page } from 'playwright';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';

/** A small library as a week of research leaves it: two projects, every type, Chinese and English, one in the trash. */
export interface SampleLibrary {
  projects: { pricing: Project; second: Project };
  tags: { exports: Tag; price: Tag };
  actors: { acme: Actor; yunyu: Actor };
  clips: Record<'report' | 'api' | 'limits' | 'idea' | 'untyped' | 'trashed' | 'elsewhere', Clip>;
}

/** In ms. Longer than any test, which may make a project of its own meanwhile. */
const DAY = 86_400_000;

const SITE = 'https://www.acme-analytics.example';

export function sampleLibrary(now = Date.now()): SampleLibrary {
  const row = () => ({ id: uuidv7(), createdAt: now, updatedAt: now });
  const project = (name: string, currentSince: number): Project => ({ ...row(), name, currentSince });
  const tag = (name: string): Tag => ({ ...row(), name, key: name.toLowerCase(), aliases: [] });
  const projects = { pricing: project('Pricing study', now + DAY), second: project('二期', now - DAY) };
  const tags = { exports: tag('Export'), price: tag('价格') };
  const actors = {
    acme: { ...row(), kind: 'competitor', name: 'Acme Analytics', domains: ['acme-analytics.example'] } as const,
    yunyu: { ...row(), kind: 'customer', name: '云屿科技', domains: [] } as const,
  };
  let age = 0;
  const clip = (quote: string, rest: Partial<Clip>): Clip => ({
    ...row(),
    kind: 'selection',
    quote,
    markdown: '',
    source: { url: `${SITE}/pricing`, title: 'Pricing', site: 'Acme Analytics' },
    assetIds: [],
    // The newest first, in the order in which they are written here.
    capturedAt: now - age++ * 60_000,
    projectId: projects.pricing.id,
    tagIds: [],
    triage: rest.type === undefined ? 'inbox' : 'kept',
    ...rest,
  });
  return {
    projects,
    tags,
    actors: { acme: { ...actors.acme, domains: [...actors.acme.domains] }, yunyu: { ...actors.yunyu, domains: [] } },
    clips: {
      report: clip('每次导出都要手动整理截图和链接，周报要花我两个小时。', {
        type: 'feedback',
        tagIds: [tags.exports.id],
        actorId: actors.yunyu.id,
        source: {
          url: 'https://apps.shiguang.example/reviews',
          title: '用户评价',
          site: '拾光应用市场',
          lang: 'zh-CN',
        },
        sentiment: -1,
      }),
      api: clip('ＡＰＩ access for every plan, with 60 calls a minute.', { type: 'requirement' }),
      limits: clip('The free plan keeps 14 days of history.', {
        type: 'competitor',
        tagIds: [tags.price.id, tags.exports.id],
        actorId: actors.acme.id,
      }),
      idea: clip('Send the report by e-mail.', { type: 'note', note: '和老板确认一下预算' }),
      untyped: clip('Nobody has said yet what this is.', {}),
      trashed: clip('This one was thrown away.', { type: 'note', deletedAt: now }),
      elsewhere: clip('A clip of the other project.', { type: 'feedback', projectId: projects.second.id }),
    },
  };
}

/**
 * Empties all tables of the extension behind `page`, which must have opened its database already. The library stays the one
 * that it was, and is not taken for one that was lost.
 */
export function emptyTables(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const transaction = db.transaction(names, 'readwrite');
          for (const name of names) {
            const table = transaction.objectStore(name);
            if (name === 'local')
              for (const key of ['lowerBound', 'upperBound'] as const) table.delete(IDBKeyRange[key]('mark', true));
            else table.clear();
          }
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
  );
}

/** Puts rows, by table, into the database of the extension behind `page`, which must have opened it already. */
export function putRows(page: Page, tables: Record<string, readonly object[]>): Promise<void> {
  return page.evaluate(
    (all) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const transaction = db.transaction([...Object.keys(all), 'local'], 'readwrite');
          // Nobody tells the index of the library what is written past it: it is made anew.
          transaction.objectStore('local').delete('index');
          for (const [table, rows] of Object.entries(all)) {
            for (const row of rows) transaction.objectStore(table).put(row);
          }
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    tables,
  );
}

/** Put it into the database of the extension behind `page`, and show it there. */
export async function fillLibrary(
  page: Page,
  sample: Partial<SampleLibrary> & { observations?: Record<string, Observation> },
): Promise<void> {
  await putRows(page, Object.fromEntries(Object.entries(sample).map(([table, rows]) => [table, Object.values(rows)])));
  await page.reload();
}
