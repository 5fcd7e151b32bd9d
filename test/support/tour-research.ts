import type { ClipType } from '#lib/core/fields.ts';

/** What a product manager says about one clip. */
export interface Remark {
  type: ClipType;
  actor?: { kind: 'competitor' | 'customer'; name: string };
  tags: readonly string[];
  note?: string;
  /** Names of the buttons to press, as keys of the strings that users see. */
  sentiment?: 'sentiment_negative' | 'sentiment_neutral' | 'sentiment_positive';
  importance?: 'importance_1' | 'importance_2' | 'importance_3';
}

/** A day's research on the sample pages, in the language of whoever does it. */
export interface Research {
  project: string;
  /** The tag that a Chinese review gets through an input method: what is composed, then what is committed. */
  composed: { steps: readonly string[]; tag: string };
  limits: Remark;
  pricing: Remark;
  changelog: Remark;
  review: Remark;
  thread: Remark;
  article: Remark;
  request: Remark;
  plan: Remark;
  matrix: Remark;
  discussion: Remark;
}

const ACME = { kind: 'competitor', name: 'Acme Analytics' } as const;

/** What the tour does the same way in both languages, and says in each. */
export const RESEARCH: Record<'en' | 'zh', Research> = {
  en: {
    project: 'Weekly report study',
    composed: { steps: ['d', 'dao', "dao'chu"], tag: '导出' },
    limits: {
      type: 'competitor',
      actor: ACME,
      tags: ['pricing', 'free plan'],
      note: 'Half of what our free plan keeps. Worth a line on the comparison page.',
      importance: 'importance_2',
    },
    pricing: { type: 'competitor', tags: ['pricing'], note: 'Yearly prices are shown first.' },
    changelog: { type: 'competitor', tags: ['export'], note: 'Their weekly export: files only, no charts.' },
    review: {
      type: 'feedback',
      actor: { kind: 'customer', name: '林间小路' },
      tags: ['export'],
      note: 'Two hours a week, and the links are what takes the time.',
      sentiment: 'sentiment_negative',
      importance: 'importance_3',
    },
    thread: {
      type: 'feedback',
      actor: { kind: 'customer', name: 'harbormaster' },
      tags: ['export', 'sources'],
      sentiment: 'sentiment_negative',
    },
    article: { type: 'note', tags: ['api'], note: 'What an integration has to do until exports have pictures.' },
    request: {
      type: 'requirement',
      tags: ['export'],
      note: 'Acceptance: each quote comes with its screenshot and a link to the passage.',
      importance: 'importance_3',
    },
    plan: { type: 'competitor', tags: ['pricing'], note: 'The plan that most of our customers compare with ours.' },
    matrix: { type: 'competitor', tags: ['pricing'], note: 'For the comparison page, row by row.' },
    discussion: { type: 'feedback', tags: ['export', 'sources'], note: 'Six people, three separate needs.' },
  },
  zh: {
    project: '周报导出调研',
    composed: { steps: ['d', 'dao', "dao'chu"], tag: '导出' },
    limits: {
      type: 'competitor',
      actor: ACME,
      tags: ['定价', '免费版'],
      note: '只有我们免费版的一半，可以写进竞品对比页。',
      importance: 'importance_2',
    },
    pricing: { type: 'competitor', tags: ['定价'], note: '默认展示按年付的价格。' },
    changelog: { type: 'competitor', tags: ['周报'], note: '每周导出只有文件，没有图表。' },
    review: {
      type: 'feedback',
      actor: { kind: 'customer', name: '林间小路' },
      tags: ['周报'],
      note: '每周两小时，主要花在找链接上。',
      sentiment: 'sentiment_negative',
      importance: 'importance_3',
    },
    thread: {
      type: 'feedback',
      actor: { kind: 'customer', name: 'harbormaster' },
      tags: ['周报', '出处'],
      sentiment: 'sentiment_negative',
    },
    article: { type: 'note', tags: ['接口'], note: '在导出支持图片之前，集成方案要这样做。' },
    request: {
      type: 'requirement',
      tags: ['周报'],
      note: '验收标准：每条原话都带截图和可跳回原文的链接。',
      importance: 'importance_3',
    },
    plan: { type: 'competitor', tags: ['定价'], note: '客户最常拿来和我们比较的套餐。' },
    matrix: { type: 'competitor', tags: ['定价'], note: '逐行对照，用于竞品对比页。' },
    discussion: { type: 'feedback', tags: ['周报', '出处'], note: '六个人，三种不同的需求。' },
  },
};
