import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#lib/core/text.ts';
import { BY_DOMAIN, EVERYWHERE } from '#lib/core/tracking-parameters.ts';
import { domainCovers, pageKey, pagePath, safeUrl, siteOf, withoutTracking } from '#lib/core/url.ts';

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

  it.each([
    ['https://acme.example/a?utm_source=x&b=1&gclid=2#c', 'https://acme.example/a?b=1'],
    ['https://acme.example/a?utm_source=x', 'https://acme.example/a'],
    ['https://app.example/#/plans?fbclid=1', 'https://app.example/#/plans'],
    ['https://app.example/?v=2#!/plans/7', 'https://app.example/?v=2#!/plans/7'],
    ['https://app.example/#/plans:~:text=Free', 'https://app.example/#/plans'],
    ['https://app.example/#/', 'https://app.example/'],
    ['https://app.example/#!plans', 'https://app.example/'],
    ['https://acme.example/a#:~:text=/b', 'https://acme.example/a'],
    ['file:///home/a.html?utm_source=x#b', 'file:///home/a.html?utm_source=x'],
  ])('%s is %s', (url, key) => {
    expect(pageKey(url)).toBe(key);
  });

  it('is its own key, and every address of the page begins with its path', () => {
    fc.assert(
      fc.property(addresses, (url) => {
        const key = pageKey(url);
        const path = pagePath(url);
        expect(pageKey(key)).toBe(key);
        for (const each of [key, new URL(url).href]) {
          expect(each.startsWith(path)).toBe(true);
          expect(['', '?', '#']).toContain(each.slice(path.length, path.length + 1));
        }
      }),
    );
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9%_.~[\]+-]{0,12}$/);
/** Names that no list holds. */
const plainName = word.map((text) => `q${text}`);
const trackingName = fc.constantFrom(...EVERYWHERE).map((name) => name.replace('*', 'x'));
const pairOf = (name: fc.Arbitrary<string>) =>
  fc.tuple(name, fc.option(word)).map(([key, value]) => (value === null ? key : `${key}=${value}`));
const fragments = fc.constantFrom('', '#', '#faq', '#/route?q=1', '#:~:text=a%20b', '#utm_source=x');

function addressOf(pair: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.webPath(), fc.array(pair, { maxLength: 6 }), fragments)
    .map(([path, pairs, hash]) => `https://acme.example${path}?${pairs.join('&')}${hash}`);
}

const addresses = addressOf(fc.oneof(pairOf(plainName), pairOf(trackingName)));

describe('withoutTracking', () => {
  it.each([
    ['https://a.example/p?id=%E4%BD%A0&utm_source=x&B=b+c', 'https://a.example/p?id=%E4%BD%A0&B=b+c'],
    ['https://a.example/p?UTM_Source=x', 'https://a.example/p'],
    ['https://a.example/p?gclid=1#faq', 'https://a.example/p#faq'],
    ['https://a.example/#/p?gclid=1&a=2', 'https://a.example/#/p?a=2'],
    ['https://item.taobao.com/item.htm?spm=a.b&id=7&scm=1&pvid=2', 'https://item.taobao.com/item.htm?id=7'],
    ['https://www.youtube.com/watch?v=x&si=y&t=3', 'https://www.youtube.com/watch?v=x&t=3'],
    ['https://www.bilibili.com/video/BV1?p=2&vd_source=a&share_source=b', 'https://www.bilibili.com/video/BV1?p=2'],
    [
      'https://mp.weixin.qq.com/s?__biz=a==&mid=1&idx=1&sn=b&chksm=c&scene=21#wechat_redirect',
      'https://mp.weixin.qq.com/s?__biz=a==&mid=1&idx=1&sn=b#wechat_redirect',
    ],
    [
      'https://www.xiaohongshu.com/explore/1?xsec_token=a&xsec_source=pc_feed',
      'https://www.xiaohongshu.com/explore/1?xsec_token=a',
    ],
  ])('%s is %s', (url, expected) => {
    expect(withoutTracking(url)).toBe(expected);
  });

  it.each([
    'https://a.example/p?si=1&scene=2&share_id=3&from=4&s=5&ref=6',
    'https://notyoutube.com/watch?si=1',
    'https://a.example/p?',
    'https://a.example/p?&&',
    'https://a.example/p?q=utm_source=x',
    'https://a.example/utm_source=x',
    'https://a.example/p#a?utm_source=x',
    'mailto:a@b.example?utm_source=x',
    'HTTPS://A.example/../p?%zz=%',
    '/p?utm_source=x',
    '',
  ])('leaves %s alone', (url) => {
    expect(withoutTracking(url)).toBe(url);
  });

  it('never changes an address that has none', () => {
    fc.assert(
      fc.property(addressOf(pairOf(plainName)), (url) => {
        expect(withoutTracking(url)).toBe(url);
      }),
    );
  });

  it('takes out all of it and nothing else, once and for all', () => {
    const pairs = fc.array(
      fc.oneof(
        pairOf(plainName).map((pair) => ({ pair, isKept: true })),
        pairOf(trackingName).map((pair) => ({ pair, isKept: false })),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(pairs, (all) => {
        const clean = withoutTracking(`https://acme.example/a?${all.map(({ pair }) => pair).join('&')}`);
        const kept = all.filter(({ isKept }) => isKept).map(({ pair }) => pair);
        expect(clean).toBe(`https://acme.example/a${kept.length > 0 ? `?${kept.join('&')}` : ''}`);
        expect(withoutTracking(clean)).toBe(clean);
      }),
    );
  });

  it('knows its names in lower case, each once', () => {
    for (const names of [EVERYWHERE, ...Object.values(BY_DOMAIN)]) {
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z0-9_]+\*?$/);
    }
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
