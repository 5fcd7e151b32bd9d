import type { Tag } from './schema/tag.ts';
import { levelsOf } from './tag-path.ts';
import { isBelow } from './tag-tree.ts';
import { nameKey } from './text.ts';

/** Why two tags may be one. */
export type Likeness = 'spelling' | 'contained' | 'translation' | 'same_clips';

export type LookAlike = {
  a: Tag;
  b: Tag;
  likeness: Likeness;
};

/** So many clips have both before that says anything. */
const FEWEST_COMMON = 4;
/** The share of clips with either that have both. */
const SAME_CLIPS = 0.75;

/** What products are talked about with in both languages, each with its usual translations. */
const TRANSLATIONS: readonly (readonly string[])[] = [
  ['price', 'pricing', '价格', '定价', '收费'],
  ['export', '导出'],
  ['import', '导入'],
  ['bug', '缺陷', '故障'],
  ['performance', 'speed', '性能', '速度'],
  ['onboarding', '新手引导', '上手'],
  ['collaboration', '协作'],
  ['permission', '权限'],
  ['security', '安全'],
  ['privacy', '隐私'],
  ['integration', '集成'],
  ['notification', '通知', '提醒'],
  ['search', '搜索'],
  ['report', '报表', '报告'],
  ['dashboard', '仪表盘', '看板'],
  ['mobile', '移动端', '手机'],
  ['support', '客服', '支持'],
  ['documentation', 'docs', '文档'],
  ['usability', 'ux', '易用性', '体验'],
  ['competitor', '竞品', '竞争对手'],
  ['customer', '客户'],
  ['user', '用户'],
  ['feedback', '反馈', '用户反馈'],
  ['requirement', '需求'],
  ['feature', '功能'],
  ['limit', 'quota', '限额', '额度'],
  ['billing', '账单', '计费'],
  ['churn', '流失'],
  ['retention', '留存'],
  ['template', '模板'],
  ['api', '接口'],
  ['chart', '图表'],
  ['refund', '退款'],
  ['trial', '试用'],
];

/** A word without its plural ending. */
function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

/** The words of one level, whatever stands between them and in whichever number. */
const wordsOf = (level: string) =>
  nameKey(level)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular);

/** Whether one text becomes the other by one letter that is added, left out, changed or swapped with its neighbour. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const differing = short.length - start - end;
  if (differing <= (short.length < long.length ? 0 : 1)) return true;
  const isSwap = short[start] === long[start + 1] && short[start + 1] === long[start];
  return short.length === long.length && differing === 2 && isSwap;
}

function meaningOf(words: string): number {
  return TRANSLATIONS.findIndex((group) => group.includes(words));
}

/** A tag, by the last level of its name: its words with spaces around each, and without any. */
type Named = { tag: Tag; spaced: string; squeezed: string; isLong: boolean; meaning: number };

const HAN = /\p{Script=Han}/u;

function named(tag: Tag): Named {
  const words = wordsOf(levelsOf(tag.key).at(-1) ?? '');
  const squeezed = words.join('');
  return {
    tag,
    spaced: ` ${words.join(' ')} `,
    squeezed,
    // A name of a few letters is one slip away from many others: "UI", "UX".
    isLong: squeezed.length >= (HAN.test(squeezed) ? 4 : 5),
    meaning: meaningOf(words.join(' ')),
  };
}

/** Whether the words of one name are among those of another; in Chinese, which has no spaces, whether its characters are. */
function isContained(short: Named, long: Named): boolean {
  if (short.squeezed.length < 2) return false;
  if (HAN.test(short.squeezed)) return long.squeezed.includes(short.squeezed);
  return short.squeezed.length >= 3 && long.spaced.includes(short.spaced);
}

function likenessOf(a: Named, b: Named): Likeness | undefined {
  if (a.squeezed !== '' && a.squeezed === b.squeezed) return 'spelling';
  if (a.meaning >= 0 && a.meaning === b.meaning) return 'translation';
  if (a.isLong && b.isLong && isOneSlip(a.squeezed, b.squeezed)) return 'spelling';
  const isShorter = a.squeezed.length <= b.squeezed.length;
  return isContained(isShorter ? a : b, isShorter ? b : a) ? 'contained' : undefined;
}

/** Tags that many of the same clips have, by pairs of ids. */
function pairsOfSameClips(clipIds: ReadonlyMap<string, readonly string[]>): Set<string> {
  const tagsOfClip = new Map<string, string[]>();
  for (const [tagId, clips] of clipIds) {
    if (clips.length < FEWEST_COMMON) continue;
    for (const clip of clips) {
      const tags = tagsOfClip.get(clip);
      if (tags) tags.push(tagId);
      else tagsOfClip.set(clip, [tagId]);
    }
  }
  const common = new Map<string, number>();
  for (const tags of tagsOfClip.values()) {
    for (const [index, a] of tags.entries()) {
      for (const b of tags.slice(index + 1)) {
        const pair = pairOf(a, b);
        common.set(pair, (common.get(pair) ?? 0) + 1);
      }
    }
  }
  const sizeOf = (id: string) => clipIds.get(id)?.length ?? 0;
  return new Set(
    [...common].flatMap(([pair, both]) => {
      const [a = '', b = ''] = pair.split(' ');
      const either = sizeOf(a) + sizeOf(b) - both;
      return both >= FEWEST_COMMON && both / either >= SAME_CLIPS ? [pair] : [];
    }),
  );
}

/** Two ids as one text, whichever comes first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/**
 * Tags that may be one and the same, the surest first. Tags above and below each other in the tree are not: one is part of
 * the other.
 * @param tags Those that are in use.
 * @param clipIds The clips that have each of them, by id.
 */
export function lookAlikes(tags: readonly Tag[], clipIds: ReadonlyMap<string, readonly string[]>): LookAlike[] {
  const all = tags.map(named);
  const sameClips = pairsOfSameClips(clipIds);
  const rank: Record<Likeness, number> = { spelling: 0, translation: 1, same_clips: 2, contained: 3 };
  const found: LookAlike[] = [];
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      if (isBelow(a.tag.key, b.tag.key) || isBelow(b.tag.key, a.tag.key)) continue;
      const likeness = likenessOf(a, b) ?? (sameClips.has(pairOf(a.tag.id, b.tag.id)) ? 'same_clips' : undefined);
      if (likeness) found.push({ a: a.tag, b: b.tag, likeness });
    }
  }
  return found.sort((x, y) => rank[x.likeness] - rank[y.likeness] || x.a.name.localeCompare(y.a.name));
}
