import { expect, test } from 'vitest';
import { rangeToMarkdown } from '#lib/capture/markdown.ts';
import { contentsOf, openPage } from './page.ts';

const BASE = 'https://acme.example/docs/page';
const GIF = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

async function markdownOf(html: string): Promise<string> {
  // Not as the page's own HTML: it would wait for pictures from a server that does not exist.
  const page = await openPage('');
  page.body.innerHTML = html;
  const shown = rangeToMarkdown(contentsOf(page.body), BASE);
  const unshown = new DOMParser().parseFromString(html, 'text/html');
  expect(rangeToMarkdown(contentsOf(unshown.body), BASE)).toBe(shown);
  return shown;
}

const REAL = '![A](https://a.example/real.jpg)';

test.each([
  ['src', '<img alt=A src="https://a.example/real.jpg">'],
  ...['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc'].flatMap((name) => [
    [name, `<img alt=A src="${GIF}" ${name}="https://a.example/real.jpg">`],
    [`${name}, no src`, `<img alt=A ${name}="https://a.example/real.jpg">`],
  ]),
  ['a placeholder file', '<img alt=A src="/img/placeholder.png" data-src="https://a.example/real.jpg">'],
  [
    'data-srcset',
    `<img alt=A src="${GIF}" data-srcset="https://a.example/s.jpg 300w, https://a.example/real.jpg 900w">`,
  ],
  [
    'srcset: the largest',
    '<img alt=A src="https://a.example/s.jpg" srcset="https://a.example/s.jpg 300w, https://a.example/real.jpg 1200w">',
  ],
  [
    'srcset: by density',
    '<img alt=A src="https://a.example/s.jpg" srcset="https://a.example/real.jpg 2x, https://a.example/s.jpg">',
  ],
  [
    'srcset: not larger than sensible',
    '<img alt=A srcset="https://a.example/real.jpg 1600w, https://a.example/huge.jpg 6000w">',
  ],
  [
    'srcset with commas in addresses',
    '<img alt=A srcset="https://a.example/c_1,w_2/s.jpg 100w,  https://a.example/real.jpg 800w">',
  ],
  [
    'picture',
    `<picture><source srcset="https://a.example/real.jpg" type="image/webp"><img alt=A src="${GIF}"></picture>`,
  ],
  [
    'picture with a real image',
    '<picture><source srcset="/x.webp" type="image/webp"><img alt=A src="https://a.example/real.jpg"></picture>',
  ],
  [
    'picture with a placeholder file',
    '<picture><source srcset="https://a.example/real.jpg 1x, /x.jpg 3x"><img alt=A src="/blank.gif"></picture>',
  ],
  [
    'noscript after a stand-in',
    `<img alt=A src="${GIF}"><noscript><img alt=A src="https://a.example/real.jpg"></noscript>`,
  ],
  [
    'noscript after a blurred one',
    '<img alt=A src="https://a.example/60x/real.jpg?blur=20"><noscript><img src="https://a.example/real.jpg"></noscript>',
  ],
  ['noscript before', `<p><noscript><img alt=A src="https://a.example/real.jpg"></noscript><img alt=A src="${GIF}">`],
  [
    'noscript of a tracker',
    '<img alt=A src="https://a.example/real.jpg"><noscript><img width=1 height=1 src="/track.gif"></noscript>',
  ],
  [
    'WeChat',
    `<img alt=A class="rich_pages wxw-img" data-ratio="0.5" data-type="jpeg" data-w="1080" data-src="https://a.example/real.jpg" src="${GIF}">`,
  ],
  ['hidden copies', '<img alt=A src="https://a.example/real.jpg"><img hidden alt=B src="https://a.example/b.jpg">'],
])('the real picture: %s', async (_, html) => {
  expect(await markdownOf(html)).toBe(REAL);
});

test('what a noscript says neither runs nor loads', async () => {
  const html = `<img alt=A src="${GIF}"><noscript><img src="https://a.example/real.jpg" onerror="parent.hacked = 1"><script>parent.hacked = 1</script></noscript>`;
  expect(await markdownOf(html)).toBe(REAL);
  expect('hacked' in window).toBe(false);
});

test('alternative text, titles, and a pixel that counts readers', async () => {
  expect(await markdownOf('<img src="https://a.example/1.png" alt="a\n b" title="t &quot;q&quot;">')).toBe(
    '![a b](https://a.example/1.png "t \\"q\\"")',
  );
  expect(await markdownOf('<p>a<img src="https://a.example/1.gif" width=1 height=1></p>')).toBe('a');
});

test.each([
  [
    'figure',
    '<figure><img alt=A src="https://a.example/real.jpg"><figcaption>The <b>cap</b></figcaption></figure>',
    `${REAL}\n\n*The __cap__*`,
  ],
  [
    'caption above',
    '<figure><figcaption>Cap</figcaption><img alt=A src="https://a.example/real.jpg"></figure>',
    `*Cap*\n\n${REAL}`,
  ],
  ['figure of code', '<figure><pre>x</pre><figcaption><em>Cap</em></figcaption></figure>', '```\nx\n```\n\n*Cap*'],
  [
    'linked figure',
    '<figure><a href="/x"><img alt=A src="https://a.example/real.jpg"></a><figcaption>Cap</figcaption></figure>',
    `[${REAL}](https://acme.example/x)\n\n*Cap*`,
  ],
])('%s', async (_, html, expected) => {
  expect(await markdownOf(html)).toBe(expected);
});
