import { describe, expect, it } from 'vitest';
import { actorOfSite, matchActors, ownsSite, siteOwnerName } from '#lib/search/suggest-actors.ts';
import { actorOf } from '#test/support/rows.ts';

const acme = actorOf(1, 'Acme', { domains: ['acme.example', 'acme-cdn.example'] });
const docs = actorOf(2, 'Acme Docs', { domains: ['docs.acme.example'] });
const bare = actorOf(3, 'Nobody');
const on = (url: string) => actorOfSite([bare, acme, docs], { url })?.name;

describe('actorOfSite', () => {
  it('knows a site by its domain and what is below it', () => {
    expect(on('https://acme.example/pricing')).toBe('Acme');
    expect(on('https://www.acme.example/')).toBe('Acme');
    expect(on('https://blog.acme.example/')).toBe('Acme');
    expect(on('https://img.acme-cdn.example/')).toBe('Acme');
  });

  it('takes the most exact domain', () => {
    expect(on('https://docs.acme.example/api')).toBe('Acme Docs');
    expect(on('https://v2.docs.acme.example/api')).toBe('Acme Docs');
  });

  it('suggests nobody for look-alikes and for pages without a host', () => {
    expect(on('https://notacme.example/')).toBeUndefined();
    expect(on('https://acme.example.evil.example/')).toBeUndefined();
    expect(on('file:///home/acme.example')).toBeUndefined();
    expect(on('')).toBeUndefined();
  });
});

it.each([
  ['https://www.acme.com/pricing', undefined, 'Acme'],
  ['https://docs.acme.io/', undefined, 'Acme'],
  ['https://shop.acme.co.uk/', undefined, 'Acme'],
  ['https://www.acme.com.cn/', undefined, 'Acme'],
  ['https://acme.com/', '艾克米', '艾克米'],
  ['https://acme.com/', 'acme.com', 'Acme'],
  ['http://127.0.0.1:8080/', undefined, ''],
  ['http://localhost:3000/', undefined, ''],
  ['http://[::1]/', undefined, ''],
  ['file:///notes.html', undefined, ''],
])('siteOwnerName: %s (calls itself %s) → %j', (url, site, name) => {
  expect(siteOwnerName({ url, ...(site === undefined ? {} : { site }) })).toBe(name);
});

it.each([
  ['Acme', 'https://www.acme.com/pricing', undefined, true],
  ['ACME Boards', 'https://acme.com/', undefined, true],
  ['Acme', 'https://boards.example/', 'Acme Boards', true],
  ['拾光', 'https://apps.example/', '拾光应用市场', true],
  ['Acme', 'https://www.g2.com/products/acme', 'G2', false],
  ['Harbour', 'https://community.example/', 'Tradewind Community', false],
  ['A', 'https://acme.com/', undefined, false],
  ['!!', 'https://acme.com/', undefined, false],
  ['Acme', 'http://127.0.0.1/', undefined, false],
])('ownsSite: %s, of %s (calls itself %s): %j', (name, url, site, expected) => {
  expect(ownsSite(name, { url, ...(site === undefined ? {} : { site }) })).toBe(expected);
});

describe('matchActors', () => {
  const actors = [actorOf(4, 'Big Acme'), acme, actorOf(5, '飞书文档'), actorOf(6, 'ＡＣＭＥ Pro')];
  const match = (query: string) => matchActors(actors, query).map(({ name }) => name);

  it('puts names that start with the query first', () => {
    expect(match('ac')).toEqual(['Acme', 'ＡＣＭＥ Pro', 'Big Acme']);
  });

  it('finds Chinese from any character', () => {
    expect(match('文档')).toEqual(['飞书文档']);
  });

  it('gives all for nothing and none for what nobody is called', () => {
    expect(match('')).toHaveLength(4);
    expect(match('zzz')).toEqual([]);
  });
});
