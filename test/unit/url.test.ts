import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#lib/core/text.ts';
import { domainCovers, pageKey, safeUrl, siteOf } from '#lib/core/url.ts';

describe('safeUrl', () => {
  it.each([
    ['https://acme.example/a b', undefined, 'https://acme.example/a%20b'],
    ['HTTP://ACME.example', undefined, 'http://acme.example/'],
    ['mailto:team@acme.example', undefined, 'mailto:team@acme.example'],
    ['/pricing', 'https://acme.example/x/y', 'https://acme.example/pricing'],
    ['#faq', 'https://acme.example/x', 'https://acme.example/x#faq'],
    ['https://例子.测试/路径', undefined, 'https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84'],
  ])('%s (on %s) may be followed', (url, base, expected) => {
    expect(safeUrl(url, base)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' \u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://acme.example/1',
    'chrome://settings',
    'view-source:https://acme.example',
    'not a url',
    '',
    null,
    undefined,
  ])('%j may not', (url) => {
    expect(safeUrl(url)).toBeUndefined();
    expect(safeUrl(url, 'about:blank')).toBeUndefined();
  });

  it('refuses what is longer than can be kept', () => {
    const start = 'https://acme.example/';
    expect(safeUrl(start + 'a'.repeat(LIMITS.url - start.length))).toBeDefined();
    expect(safeUrl(start + 'a'.repeat(LIMITS.url - start.length + 1))).toBeUndefined();
  });

  it('lets only three schemes through, whatever comes', () => {
    const scheme = fc.constantFrom('javascript:', 'data:', 'https:', 'http:', 'mailto:', 'ftp:', '//', '');
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary' }), (start, rest) => {
        const url = safeUrl(start + rest, 'https://acme.example/');
        if (url !== undefined) expect(url).toMatch(/^(?:https?|mailto):/);
      }),
    );
  });
});

it.each([
  ['https://www.acme.example/pricing', 'acme.example'],
  ['https://docs.acme.example:8443/', 'docs.acme.example'],
  ['https://wwwhat.example', 'wwwhat.example'],
  ['file:///home/notes.html', ''],
  ['mailto:team@acme.example', ''],
  ['nonsense', ''],
])('siteOf: %s is on %j', (url, site) => {
  expect(siteOf(url)).toBe(site);
});

describe('pageKey', () => {
  it('is one for all places of a page, and not for other queries', () => {
    expect(pageKey('https://acme.example/a?b=1#c')).toBe('https://acme.example/a?b=1');
    expect(pageKey('https://acme.example/a#')).toBe(pageKey('https://acme.example/a'));
    expect(pageKey('https://acme.example/a?b=1')).not.toBe(pageKey('https://acme.example/a?b=2'));
    expect(pageKey('')).toBe('');
  });
});

it.each([
  ['acme.example', 'acme.example', true],
  ['acme.example', 'docs.acme.example', true],
  ['acme.example', 'notacme.example', false],
  ['docs.acme.example', 'acme.example', false],
  ['acme.example', 'acme.example.evil.example', false],
  ['', 'acme.example', false],
])('domainCovers: %j covers %j: %j', (domain, host, covers) => {
  expect(domainCovers(domain, host)).toBe(covers);
});
