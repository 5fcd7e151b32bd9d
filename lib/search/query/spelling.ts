import type { ClipType, Method } from '#lib/core/fields.ts';
import { nameKey } from '#lib/core/text.ts';
import { FILTER_FIELDS, type FilterField, type HAS, type IS } from './query.ts';

/** The languages in which a search can be written, both at any time, whatever the interface speaks. */
export type Language = 'en' | 'zh';

/** What something is called in each language: as Gleaner writes it, then what is understood as well. */
export type Spelling = Record<Language, readonly [string, ...string[]]>;

export const FIELD_NAMES: Record<FilterField, Spelling> = {
  type: { en: ['type'], zh: ['类型'] },
  tag: { en: ['tag', 'tags'], zh: ['标签'] },
  about: { en: ['about', 'competitor', 'customer'], zh: ['关于', '竞品', '客户'] },
  site: { en: ['site', 'host'], zh: ['网站', '站点', '来源'] },
  project: { en: ['project'], zh: ['项目'] },
  method: { en: ['method'], zh: ['方法'] },
  before: { en: ['before', 'until'], zh: ['之前', '早于'] },
  after: { en: ['after', 'since'], zh: ['之后', '自'] },
  on: { en: ['on', 'date'], zh: ['日期', '时间'] },
  has: { en: ['has'], zh: ['有', '含', '包含'] },
  is: { en: ['is'], zh: ['是', '状态'] },
};

/** Fields that take several values, divided by commas. */
export const TAKES_SEVERAL: ReadonlySet<FilterField> = new Set([
  'type',
  'tag',
  'about',
  'site',
  'project',
  'method',
] as const);

const TYPES: Record<ClipType | 'none', Spelling> = {
  requirement: { en: ['requirement', 'requirements'], zh: ['需求'] },
  feedback: { en: ['feedback'], zh: ['用户反馈', '反馈'] },
  competitor: { en: ['competitor', 'competitors'], zh: ['竞品'] },
  note: { en: ['note', 'notes'], zh: ['笔记'] },
  none: { en: ['untyped', 'none'], zh: ['未分类', '无'] },
};

const METHODS: Record<Method, Spelling> = {
  interview: { en: ['interview', 'interviews'], zh: ['访谈', '用户访谈'] },
  focus_group: { en: ['focus-group'], zh: ['焦点小组'] },
  observation: { en: ['observation'], zh: ['观察'] },
  survey: { en: ['survey', 'surveys'], zh: ['问卷'] },
  analytics: { en: ['analytics'], zh: ['数据分析'] },
  experiment: { en: ['experiment', 'experiments'], zh: ['实验'] },
  review: { en: ['review', 'reviews'], zh: ['评价', '评论'] },
  support: { en: ['support'], zh: ['客服工单', '客服', '工单'] },
  sales: { en: ['sales'], zh: ['销售反馈', '销售'] },
  forum: { en: ['forum'], zh: ['论坛'] },
  desk: { en: ['desk', 'desk-research'], zh: ['桌面研究'] },
};

const HAS_NAMES: Record<(typeof HAS)[number], Spelling> = {
  picture: { en: ['picture', 'pictures', 'image', 'images'], zh: ['图片', '图'] },
  screenshot: { en: ['screenshot', 'screenshots'], zh: ['截图'] },
  note: { en: ['note', 'notes'], zh: ['备注', '笔记'] },
  tag: { en: ['tag', 'tags'], zh: ['标签'] },
  competitor: { en: ['competitor', 'customer', 'about'], zh: ['竞品', '客户', '关于'] },
  link: { en: ['link', 'links'], zh: ['链接'] },
};

const IS_NAMES: Record<(typeof IS)[number], Spelling> = {
  inbox: { en: ['inbox'], zh: ['收件箱'] },
  kept: { en: ['kept', 'sorted'], zh: ['已整理', '已保留'] },
  changed: { en: ['changed'], zh: ['有变化', '已变', '变化'] },
  missing: { en: ['missing', 'gone'], zh: ['已消失', '消失'] },
  outdated: { en: ['outdated'], zh: ['已过时', '过时'] },
  positive: { en: ['positive'], zh: ['正面'] },
  negative: { en: ['negative'], zh: ['负面'] },
  important: { en: ['important'], zh: ['重要'] },
};

/** The values of fields that have a fixed set of them. */
export const VALUE_NAMES = { type: TYPES, method: METHODS, has: HAS_NAMES, is: IS_NAMES } as const;
export type FixedField = keyof typeof VALUE_NAMES;
export type FixedValue<Field extends FixedField> = keyof (typeof VALUE_NAMES)[Field];

/** The form in which values are compared: "focus group", "Focus-Group" and "focus_group" are one. */
export function valueKey(value: string): string {
  return nameKey(value).replace(/[\s_-]+/g, '');
}

/** Everything that something is called. */
export function allNames({ en, zh }: Spelling): string[] {
  return [...en, ...zh];
}

const FIELDS_BY_NAME = new Map(
  FILTER_FIELDS.flatMap((field) => allNames(FIELD_NAMES[field]).map((name) => [name, field] as const)),
);

/** The field that a word means, in whichever language; undefined for a word like any other. */
export function fieldNamed(name: string): FilterField | undefined {
  return FIELDS_BY_NAME.get(nameKey(name));
}

export function fieldName(field: FilterField, language: Language): string {
  return FIELD_NAMES[field][language][0];
}

/** The value of a field that a name means, in whichever language; undefined where it means none. */
export function valueNamed<Field extends FixedField>(field: Field, name: string): FixedValue<Field> | undefined {
  const key = valueKey(name);
  const spellings: Record<string, Spelling> = VALUE_NAMES[field];
  const found = Object.entries(spellings).find(([id, spelling]) =>
    [id, ...allNames(spelling)].some((one) => valueKey(one) === key),
  );
  return found?.[0] as FixedValue<Field> | undefined;
}
