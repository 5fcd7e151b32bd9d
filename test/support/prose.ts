/** Texts in four scripts for the anchors to be tried on: words of a language in random order, common ones more often. */
type Language = { words: readonly string[]; gap: string; ends: readonly string[]; comma: string };

const ENGLISH = `the of and to in a is that for it as was with be by on not he this are or his from at which but have an they you were her
all one we there their been has when who will more no if out so said what up its about into than them can only other new some could
time these two may then do first any my now such like our over man me even most made after also did many before must through back years
where much your way well down should because each just those people how too little state good very make world still own see men work
long get here between both life being under never day same another know while last might us great old year off come since against go
came right used take three price seat plan team invoice report filter export search ticket review customer vendor budget meeting
feature workflow renewal contract dashboard permission notification template shortcut attachment comment roadmap release upgrade
migration storage archive column table chart survey interview finding insight quarter annual monthly discount trial storage limit`;
const CHINESE = `我们 他们 用户 产品 功能 价格 报表 团队 需求 反馈 竞品 版本 数据 搜索 导出 筛选 权限 通知 模板 附件 评论 路线图 发布 升级 迁移
存储 归档 表格 图表 问卷 访谈 发现 洞察 季度 年度 每月 折扣 试用 限制 客户 供应商 预算 会议 流程 续费 合同 的 了 在 是 和 也 都 就 但
因为 所以 如果 虽然 已经 可以 需要 希望 认为 觉得 提到 说明 支持 使用 点击 打开 关闭 保存 删除 修改 查看 比较 选择 完成 开始 结束
今天 昨天 明天 上个月 下周 很多 一些 没有 不是 非常 比较 特别 简单 复杂 方便 麻烦 清楚 模糊 快 慢 新 旧 大 小 多 少 第一 最后 一直
经常 偶尔 突然 终于 仍然 然后 同时 另外 例如 关于 按照 通过 为了 除了 直到 其中 之间 以后 以前 里面 外面 上面 下面 问题 原因 结果 方法
办法 建议 计划 目标 时间 成本 质量 体验 界面 按钮 页面 列表 菜单 设置 账号 密码 邮件 短信 手机 电脑 浏览器 插件 服务器 网络 连接 速度`;
const JAPANESE = `私たち ユーザー 製品 機能 価格 レポート チーム 要件 意見 競合 バージョン データ 検索 出力 絞り込み 権限 通知 テンプレート 添付
コメント 計画 公開 更新 移行 保存 記録 表 グラフ 調査 面談 発見 気づき 四半期 年間 毎月 割引 試用 制限 顧客 業者 予算 会議 手順 契約
は が を に で と も の から まで より ので しかし もし そして また ただ とても 少し 多い 少ない 新しい 古い 大きい 小さい 簡単な 複雑な
便利な 難しい 速い 遅い 使う 開く 閉じる 選ぶ 比べる 決める 始める 終わる 見る 書く 読む 聞く 話す 思う 考える 言う 伝える 直す 消す 増える 減る
今日 昨日 明日 先月 来週 最初 最後 いつも 時々 急に やっと まだ 次に 同時に 例えば について によって のために 以外 以降 以前 中 外 上 下
問題 原因 結果 方法 提案 目標 時間 費用 品質 体験 画面 ボタン ページ 一覧 設定 アカウント メール 電話 サーバー 接続 速度`;
const ARABIC = `نحن هم المستخدم المنتج الميزة السعر التقرير الفريق المتطلبات الرأي المنافس الإصدار البيانات البحث التصدير التصفية
الصلاحية الإشعار القالب المرفق التعليق الخطة النشر الترقية النقل التخزين الأرشيف الجدول المخطط الاستبيان المقابلة النتيجة الفكرة
الربع السنوي الشهري الخصم التجربة الحد العميل المورد الميزانية الاجتماع العقد من في على إلى عن مع هذا هذه الذي التي كان كانت يكون لا
لم لن قد إذا لكن لأن حتى بعد قبل عند كل بعض غير بين تحت فوق أمام خلف جدا قليلا كثيرا جديد قديم كبير صغير سهل صعب سريع بطيء يفتح يغلق
يحفظ يحذف يختار يقارن يبدأ ينتهي يرى يكتب يقرأ يقول يظن يحتاج يريد يستخدم اليوم أمس غدا أولا أخيرا دائما أحيانا فجأة مثلا حول خلال
المشكلة السبب الحل الطريقة الاقتراح الهدف الوقت التكلفة الجودة الصفحة الزر القائمة الإعدادات الحساب البريد الهاتف الخادم الشبكة`;

const language = (words: string, gap: string, ends: string, comma: string): Language => ({
  words: words.split(/\s+/).filter(Boolean),
  gap,
  ends: [...ends],
  comma,
});

export const LANGUAGES = {
  English: language(ENGLISH, ' ', '...?!', ','),
  Chinese: language(CHINESE, '', '。。。？！', '，'),
  Japanese: language(JAPANESE, '', '。。。？', '、'),
  Arabic: language(ARABIC, ' ', '...؟', '،'),
} as const;
export type LanguageName = keyof typeof LANGUAGES;

/** A word, common ones more often, as in any language. */
export function wordOf({ words }: Language, random: () => number): string {
  return words[Math.floor(words.length * random() ** 2)] ?? '';
}

function sentence(of: Language, random: () => number): string {
  const count = 6 + Math.floor(random() * 14);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const mark = index > 2 && index < count - 2 && random() < 0.1 ? of.comma : '';
    text += `${index > 0 ? of.gap : ''}${wordOf(of, random)}${mark}`;
  }
  return text + (of.ends[Math.floor(random() * of.ends.length)] ?? '.');
}

/** At least `length` units of text, in paragraphs. */
export function proseOf(name: LanguageName, length: number, random: () => number): string {
  const of = LANGUAGES[name];
  let text = '';
  while (text.length < length) {
    const count = 2 + Math.floor(random() * 5);
    text += `${Array.from({ length: count }, () => sentence(of, random)).join(of.gap)}\n`;
  }
  return text;
}
