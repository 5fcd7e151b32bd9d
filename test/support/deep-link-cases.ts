/** A page in whose HTML the passage stands between `⟦` and `⟧`. */
export type LinkCase = {
  name: string;
  lang: string;
  html: string;
  /** No fragment leads there: the link is the plain address. */
  isPlain?: boolean;
  /** Firefox divides these words in another way, and shows the page as it is. */
  isLostInFirefox?: boolean;
  /** Only with what stands before it is it told from others. */
  isWider?: boolean;
};

/** So much that what stands before and after is not in the window at once. */
const GAP = '<div style="height: 1500px"></div>';
const far = (...blocks: string[]): string => blocks.join(GAP);
const many = (count: number, marked: number, block: (text: string, at: number) => string, text: string): string =>
  far(...Array.from({ length: count }, (_, at) => block(at === marked ? `⟦${text}⟧` : text, at)));

const EN =
  'Our team exports hundreds of comments every month, and the export keeps failing with no word of why it did so. Support asked us to reload the page, which did not help, and the notes that we had typed were gone.';
const ZH =
  '我们团队每个月都要导出几百条用户反馈，可是导出功能经常失败，客服让我们刷新页面再试一次，结果还是一样，而且之前写好的备注也全部丢失了，这让我们非常失望，只能改用别的产品来完成日常的调研工作。';
const JA =
  '毎月数百件のフィードバックを書き出していますが、書き出しがよく失敗します。サポートに問い合わせるとページを再読み込みするように言われましたが、結果は同じで、入力したメモもすべて消えてしまいました。';
const AR =
  'يقوم فريقنا بتصدير مئات التعليقات كل شهر، لكن التصدير يفشل كثيراً دون أي توضيح للسبب. طلب منا الدعم إعادة تحميل الصفحة ولم يساعد ذلك، وضاعت الملاحظات التي كتبناها.';
const KO = '우리 팀은 매달 수백 개의 의견을 내보내지만 내보내기가 자주 실패하고 그 이유를 알려 주지 않습니다.';
const TH = 'ทีมของเราส่งออกความคิดเห็นหลายร้อยรายการทุกเดือนแต่การส่งออกมักล้มเหลวโดยไม่บอกเหตุผล';

const prose: readonly [lang: string, text: string, part: string][] = [
  ['en', EN, 'the export keeps failing'],
  ['zh-CN', ZH, '导出功能经常失败'],
  ['ja', JA, '書き出しがよく失敗します'],
  ['ar', AR, 'التصدير يفشل كثيراً'],
  ['ko', KO, '내보내기가 자주 실패하고'],
  ['th', TH, 'การส่งออกมักล้มเหลว'],
];

const perLanguage: LinkCase[] = prose.flatMap(([lang, text, part]) => {
  const dir = lang === 'ar' ? ' dir="rtl"' : '';
  const p = (inner: string) => `<p${dir}>${inner}</p>`;
  const marked = text.replace(part, `⟦${part}⟧`);
  const half = Math.floor(part.length / 2);
  return [
    { name: `${lang}: a part of a sentence`, lang, html: far(p('x'), p(marked)) },
    { name: `${lang}: a whole paragraph`, lang, html: far(p('x'), p(`⟦${text}⟧`)) },
    { name: `${lang}: two paragraphs`, lang, html: far(p('x'), p(`⟦${text}`) + p(`${part}⟧`)) },
    {
      name: `${lang}: the third of five`,
      lang,
      html: many(5, 2, (inner, at) => `<h3>${at} 号 plan</h3>${p(inner)}`, part),
    },
    {
      name: `${lang}: the third of five sentences that begin alike`,
      lang,
      html: many(5, 2, (inner, at) => p(`${inner} ${at}`), part),
    },
    {
      name: `${lang}: in mid-word to mid-word`,
      lang,
      html: far(
        p('x'),
        p(text.replace(part, `${part.slice(0, 2)}⟦${part.slice(2, half + 2)}⟧${part.slice(half + 2)}`)),
      ),
    },
    {
      name: `${lang}: across inline elements`,
      lang,
      html: far(p('x'), p(text.replace(part, `⟦<b>${part.slice(0, half)}</b>${part.slice(half)}⟧`))),
    },
    ...(lang === 'th'
      ? []
      : [
          {
            name: `${lang}: ends with its punctuation`,
            lang,
            html: far(p('x'), p(text.replace(/(\S+)([，、。،.,])(.*)$/u, '⟦$1$2⟧$3'))),
          },
        ]),
  ];
});

const table = (cells: readonly string[][]): string =>
  `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

const shapes: LinkCase[] = [
  {
    name: 'Free in three columns, the second',
    lang: 'en',
    html: far(
      'x',
      table([
        ['Team', 'Business', 'Enterprise'],
        ['Free', '⟦Free⟧', 'Free'],
        ['5 seats', '20 seats', 'all'],
      ]),
    ),
  },
  {
    name: 'Free in three cards, the third',
    lang: 'en',
    html: far(
      'x',
      ...['Team', 'Business', 'Enterprise'].map(
        (plan) => `<h2>${plan}</h2><p>${plan === 'Enterprise' ? '⟦Free⟧' : 'Free'}</p>`,
      ),
    ),
  },
  {
    name: '免费 in three cards, the second',
    lang: 'zh-CN',
    html: far(
      'x',
      ...['团队版', '商业版', '企业版'].map(
        (plan) => `<h2>${plan}</h2><p>${plan === '商业版' ? '⟦免费⟧' : '免费'}</p>`,
      ),
    ),
  },
  {
    name: 'thirty rows, the 21st',
    lang: 'en',
    html: many(30, 20, (inner, at) => `<ul><li>Row ${at}: ${inner}</li></ul>`, 'yes'),
  },
  {
    name: 'two long paragraphs alike, the second',
    lang: 'en',
    html: far(`<p>${EN} First.</p>`, `<p>⟦${EN}⟧ Second.</p>`),
  },
  {
    name: 'alike but for what stands blocks before',
    lang: 'en',
    html: far(
      ...['Team', 'Business'].map(
        (plan) => `<h2>${plan}</h2><p>per month</p><p>${plan === 'Business' ? '⟦Free⟧' : 'Free'}</p><p>Buy</p>`,
      ),
    ),
    isWider: true,
  },
  { name: 'a heading glued to its paragraph', lang: 'en', html: far('x', '<h2>Pricing</h2><p>⟦Free⟧ for all</p>') },
  { name: 'a heading and its paragraph', lang: 'en', html: far('x', '<h2>⟦Pricing</h2><p>Free⟧ for all</p>') },
  { name: 'across line breaks', lang: 'en', html: far('x', '<p>one ⟦two<br>three<br>four⟧ five</p>') },
  { name: 'after a line break', lang: 'en', html: far('<p>two</p>', '<p>one<br>⟦two⟧<br>three</p>') },
  {
    name: 'a list',
    lang: 'en',
    html: far('x', '<ul><li>⟦Unlimited seats</li><li>Single sign-on</li><li>Audit log⟧</li></ul>'),
  },
  {
    name: 'an item of a list, nested',
    lang: 'en',
    html: far('x', '<ul><li>Seats<ul><li>⟦Unlimited⟧</li></ul></li></ul>'),
  },
  {
    name: 'a row of a table',
    lang: 'en',
    html: far(
      'x',
      table([
        ['Seats', '5', '20'],
        ['⟦Price', '$12', '$24⟧'],
      ]),
    ),
  },
  { name: 'freedom before free', lang: 'en', html: far('<p>freedom and carefree</p>', '<p>It is ⟦free⟧ now</p>') },
  { name: 'soft hyphens', lang: 'en', html: far('x', '<p>An ⟦extra\u00adordinary re\u00adlease⟧ of ours</p>') },
  { name: 'no-break spaces', lang: 'en', html: far('x', '<p>It keeps ⟦14\u00a0days of\u00a0history⟧ of it</p>') },
  { name: 'zero-width spaces', lang: 'en', html: far('x', '<p>See ⟦api\u200b/exports\u200b/new⟧ for it</p>') },
  { name: 'emoji', lang: 'en', html: far('x', '<p>We ⟦love it 🎉👩‍💻 so much⟧ here</p>') },
  { name: 'emoji alone', lang: 'en', html: far('x', '<p>a ⟦🎉⟧ b</p>') },
  {
    name: 'what means something in a directive',
    lang: 'en',
    html: far('x', '<p>see ⟦a-b, c&amp;d - #e (50% off!)⟧ here</p>'),
  },
  { name: 'curly quotation marks', lang: 'en', html: far('x', '<p>He said: ⟦“We’re done”⟧ then left</p>') },
  {
    name: 'brackets and marks of Chinese',
    lang: 'zh-CN',
    html: far('<p>x</p>', '<p>他说：⟦“导出”（新版）⟧，很好。</p>'),
  },
  {
    name: 'Chinese over lines of the source',
    lang: 'zh-CN',
    html: far('<p>x</p>', '<p>⟦免费版只保留\n十四天的历史\n记录⟧，导出需要团队版。</p>'),
  },
  {
    name: 'English over lines of the source',
    lang: 'en',
    html: far('x', '<p>The ⟦free plan\n      keeps 14 days\n  of history⟧ only.</p>'),
  },
  { name: 'English in Chinese', lang: 'zh-CN', html: far('<p>x</p>', '<p>使用⟦CSV导出⟧功能，或者API导出功能。</p>') },
  {
    name: 'Chinese on a page that says it is English',
    lang: 'en',
    html: far('<p>x</p>', `<p>${ZH.replace('导出功能经常失败', '⟦导出功能经常失败⟧')}</p>`),
  },
  {
    name: 'hidden before it',
    lang: 'en',
    html: far(
      '<p hidden>Free for all</p><p style="display:none">Free for all</p><p style="visibility:hidden">Free for all</p>',
      '<p>⟦Free for all⟧</p>',
    ),
  },
  {
    name: 'folded away before it',
    lang: 'en',
    html: far('<details><summary>More</summary><p>Free for all</p></details>', '<h2>Team</h2><p>⟦Free for all⟧</p>'),
  },
  {
    name: 'capitals by style',
    lang: 'en',
    html: far('x', '<p style="text-transform:uppercase">so ⟦free for all⟧ now</p>'),
  },
  { name: 'accents told apart', lang: 'fr', html: far('<p>mon resume ici</p>', '<p>mon ⟦résumé⟧ là</p>') },
  { name: 'kana told apart', lang: 'ja', html: far('<p>ハハです</p>', '<p>これは⟦パパ⟧です</p>') },
  { name: 'preformatted', lang: 'en', html: far('x', '<pre>let a = 1;\n⟦  if (a) {\n    go();\n  }⟧\nend();</pre>') },
  { name: 'a line of preformatted', lang: 'en', html: far('<p>go</p>', '<pre>let a = 1;\n  ⟦go(now);⟧\nend();</pre>') },
  { name: 'ruby', lang: 'ja', html: far('<p>x</p>', '<p>⟦<ruby>東京<rt>とうきょう</rt></ruby>へ行きます⟧。</p>') },
  {
    name: 'beside an image and a button',
    lang: 'en',
    html: far('x', '<p>Now <img alt="i" width="9" height="9"> ⟦free <button>Buy</button> for all⟧</p>'),
  },
  {
    name: 'something hidden in it',
    lang: 'en',
    html: far('x', '<p>It ⟦is <span hidden>not </span>free for all⟧ now</p>'),
  },
  { name: 'a script in it', lang: 'en', html: far('x', '<p>It ⟦is <script>1</script>free for all⟧ now</p>') },
  {
    name: 'items of a flexible box',
    lang: 'en',
    html: far('x', '<div style="display:flex;gap:9px"><span>Seats</span><span>⟦Unlimited⟧</span></div>'),
  },
  {
    name: 'an inline block',
    lang: 'en',
    html: far('x', '<p>Now <span style="display:inline-block">⟦only $5⟧</span>, and more</p>'),
  },
  {
    name: 'a very long one',
    lang: 'en',
    html: far('x', `<div>⟦${Array.from({ length: 60 }, (_, at) => `<p>${at}. ${EN}</p>`).join('')}⟧</div>`),
  },
  { name: 'an endless word', lang: 'en', html: far('x', `<p>see ⟦${'abcdefghij'.repeat(15)}⟧ there</p>`) },
  { name: 'numbers and prices', lang: 'en', html: far('<p>$112.50</p>', '<p>from ⟦$12.50⟧ a month</p>') },
  { name: 'a part of a number with a unit', lang: 'en', html: far('<p>5</p>', '<p>up to ⟦5GB⟧ each</p>') },
  {
    name: 'Hebrew with a number',
    lang: 'he',
    html: far('<p>x</p>', '<p dir="rtl">התוכנית ⟦החינמית שומרת 14 ימים⟧ של היסטוריה</p>'),
  },
  {
    name: 'a text area before it',
    lang: 'en',
    html: far('<textarea>Free for all</textarea>', '<p>It is ⟦free for all⟧</p>'),
  },
  {
    name: 'a text field before it',
    lang: 'en',
    html: far('<input value="Free for all">', '<p>It is ⟦free for all⟧</p>'),
  },
  {
    name: 'twins that nothing tells apart',
    lang: 'en',
    html: far(...Array.from({ length: 3 }, () => '<p>Same</p>'), '<p>⟦Same⟧</p>', '<p>Same</p>'),
    isPlain: true,
  },
];

/** Thai between Thai words. */
const LOST_IN_FIREFOX = new Set([
  'th: a part of a sentence',
  'th: the third of five sentences that begin alike',
  'th: in mid-word to mid-word',
  'th: across inline elements',
]);

export const linkCases: readonly LinkCase[] = [...perLanguage, ...shapes].map((each) =>
  LOST_IN_FIREFOX.has(each.name) ? { ...each, isLostInFirefox: true } : each,
);
