import { CLIP_TYPES, METHODS } from '#lib/core/fields.ts';
import type { ClipDoc } from '#lib/search/index/doc.ts';
import { randomBy } from './random.ts';

/** What product people write about; the commonest come first. The rarer words of a corpus are made of syllables. */
const ENGLISH = `the to a and of is in it for we that with on are but this be not you have can they our when as from so
export price plan team report users data slow free support feature customer pricing after every import sync dashboard
would like need month trial account cancel upgrade login search filter download crash error mobile app browser page
invoice refund seats limit integration workflow template comment share permission admin billing discount annual privacy
security onboarding notification calendar spreadsheet screenshot keyboard shortcut offline latency timeout attachment
receipt subscription competitor roadmap migration backup archive duplicate translation accessibility`.split(/\s+/);

const CHINESE =
  `的 了 是 我们 在 不 很 有 就 也 都 和 要 这个 没有 可以 每次 用户 导出 反馈 功能 价格 数据 报告 团队 希望 需要 太 慢
支持 客户 产品 使用 问题 免费 版本 登录 搜索 筛选 下载 导入 同步 看板 订阅 取消 升级 续费 发票 退款 席位 限制 集成 流程 模板 评论 分享
权限 管理员 账单 折扣 年付 隐私 安全 新手引导 通知 日历 表格 截图 快捷键 离线 延迟 超时 附件 收据 竞品 路线图 迁移 备份 归档 重复 翻译
手机 浏览器 页面 崩溃 报错 体验 定价 套餐 试用 月底 财务 审批 合同 销售 需求 访谈 问卷 调研`.split(/\s+/);

const SYLLABLES = 'ra te lo mi con ver ble tion per an ex al or ist ous ment pro ity sub er ing com pu gra sta'.split(
  ' ',
);

/** Characters in everyday use stand in these two blocks of the code chart, among rarer ones. */
const CHARACTERS = 3_000;

type Random = () => number;
const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)] as T;

/** A place in a list of `count`, the first ones much more often: Zipf's law. */
const ranked = (count: number, random: Random) =>
  Math.min(count - 1, Math.floor(count ** random()) - 1 + Math.floor(random() * 2));

const RARE_WORDS = 60_000;

/** The nth of the made-up words. */
function rareWord(rank: number): string {
  let word = '';
  for (let rest = rank + 30; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
}

const character = (rank: number) => String.fromCodePoint(0x4e00 + ((rank * 7) % 20_000));

function english(words: number, random: Random): string {
  let text = '';
  for (let word = 0; word < words; word += 1) {
    const rank = ranked(ENGLISH.length + RARE_WORDS, random);
    text += `${rank < ENGLISH.length ? ENGLISH[rank] : rareWord(rank - ENGLISH.length)}${random() < 0.1 ? ', ' : ' '}`;
  }
  return `${text.trim()}.`;
}

function chinese(characters: number, random: Random): string {
  let text = '';
  while (text.length < characters) {
    if (random() < 0.7) text += CHINESE[ranked(CHINESE.length, random)];
    else text += character(ranked(CHARACTERS, random));
    if (random() < 0.1) text += '，';
    if (random() < 0.02) text += ` ${pick(['csv', 'API', 'SaaS', 'App', 'SSO'], random)} `;
  }
  return `${text}。`;
}

const hex = (random: Random, digits: number) =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

/** A UUIDv7 of a time. */
export function idAt(at: number, random: Random): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random, 3)}-${pick(['8', '9', 'a', 'b'], random)}${hex(random, 3)}-${hex(random, 12)}`;
}

/** The middle of the day on which the newest clip of a corpus was made. */
const NEWEST = Date.UTC(2026, 10, 26, 12);
const FOUR_MINUTES = 240_000;

/**
 * The clips of a large library, the oldest first: half of them Chinese with about 120 characters, half English with about
 * 60 words, on a quarter as many pages. The same for the same seed. Not real text: words come by Zipf's law, from lists
 * and made up, so that there are as many different ones as in real text.
 */
export function* corpus(count: number, seed = 1): Generator<ClipDoc> {
  const random = randomBy(seed);
  const ids = (howMany: number) => Array.from({ length: howMany }, () => idAt(NEWEST, random));
  const [projects, actors, tags] = [ids(6), ids(40), ids(120)];
  for (let index = 0; index < count; index += 1) {
    const at = NEWEST - (count - index) * FOUR_MINUTES + Math.floor(random() * FOUR_MINUTES);
    const write = random() < 0.5 ? english : chinese;
    const factor = write === english ? 1 : 2;
    const pageNumber = Math.floor((index + random() * 40) / 4);
    const host = `${rareWord(pageNumber % 900)}.example`;
    const page = `https://${host}/${rareWord(pageNumber)}/${pageNumber}`;
    const note = random() < 0.2 ? write(8 * factor, random) : '';
    const isKept = random() < 0.8;
    const tagIds = [
      ...new Set(Array.from({ length: Math.floor(random() * 4) }, () => tags[ranked(tags.length, random)] ?? '')),
    ];
    yield {
      id: idAt(at, random),
      texts: {
        quote: write((40 + random() * 40) * factor, random),
        note,
        title: write(6 * factor, random),
        origin: `${host}\n${page.slice(8)}`,
        picture: random() < 0.05 ? write(20 * factor, random) : '',
      },
      capturedAt: at,
      updatedAt: at + Math.floor(random() * 1e9),
      occurredAt: index % 3 === 0 ? at - (index % 90) * 86_400_000 : undefined,
      type: isKept ? pick(CLIP_TYPES, random) : undefined,
      triage: isKept ? 'kept' : 'inbox',
      isTrashed: random() < 0.03,
      projectId: pick(projects, random),
      actorId: random() < 0.5 ? pick(actors, random) : undefined,
      tagIds,
      method: random() < 0.3 ? pick(METHODS, random) : undefined,
      sentiment: random() < 0.3 ? pick([-1, 0, 1] as const, random) : undefined,
      importance: random() < 0.3 ? pick([0, 1, 2, 3] as const, random) : undefined,
      hosts: [host],
      page,
      site: host,
      standing: random() < 0.02 ? pick(['changed', 'missing'] as const, random) : undefined,
      isOutdated: random() < 0.01,
      has: [...(note ? (['note'] as const) : []), ...(tagIds.length > 0 ? (['tag'] as const) : [])],
    };
  }
}

/** What people type, with what is hard about it. `text` may be nothing: then all clips are asked for. */
export const SPEED_QUERIES: readonly { what: string; text: string; isPhrase?: boolean }[] = [
  { what: 'everything', text: '' },
  { what: 'one letter', text: 's' },
  { what: 'one letter, the commonest', text: 't' },
  { what: 'two letters', text: 'ex' },
  { what: 'a common word', text: 'export' },
  { what: 'a very common word', text: 'the' },
  { what: 'a beginning', text: 'pric' },
  { what: 'a rare word', text: 'accessibility' },
  { what: 'a slip', text: 'acessibilty' },
  { what: 'two slips in nothing like a word', text: 'qwzxjkvpbq' },
  { what: 'three words', text: 'slow export report' },
  { what: 'a phrase', text: 'the export', isPhrase: true },
  { what: 'one character', text: '导' },
  { what: 'one character, the commonest', text: '的' },
  { what: 'two characters', text: '导出' },
  { what: 'two common characters', text: '我们' },
  { what: 'a run of characters', text: '用户反馈' },
  { what: 'a long run', text: '我们需要导出' },
  { what: 'mixed', text: '导出csv' },
  { what: 'two Chinese words', text: '价格 客户' },
  { what: 'all of very many', text: 'the to a and' },
];
