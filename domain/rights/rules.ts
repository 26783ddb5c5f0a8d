import type { Capacity } from './capacity.ts';

/**
 * `to`: who may, 'anyone' without signing in, 'signedIn' with whatever account. `within`: of the cases, only those in the reader's scope
 * (`scopeOf`); 'field': those of his field (`fieldOf`). `source`: the line of the scheme (DOMAIN §1) or of the law that asks for it.
 */
export type Rule = {
  to: 'anyone' | 'signedIn' | readonly Capacity[];
  within?: 'scope' | 'field';
  zh: string;
  en: string;
  source: string;
};

const everybody = ['staff', 'auditor'] as const;
/** Whose scope is everything. */
export const whoReadsAll = ['office', 'first', 'auditor'] as const;

/** Who may do what, but for the commands of a case, of which its own rules decide (`mayGive`). Each endpoint names one of these. */
export const rules = {
  anyone: { to: 'anyone', zh: '登录等公开入口', en: 'Sign in, and what is open to all', source: 'S8' },
  signedIn: { to: 'signedIn', zh: '本人信息与设置', en: 'What concerns oneself', source: 'S6' },
  office: { to: ['office'], zh: '办公室事务', en: "The office's own work", source: 'S6' },
  'tasks.read': { to: everybody, zh: '查看本人待办', en: 'See what one owes', source: 'S7' },
  'hazard.report': { to: ['staff'], zh: '上报隐患、上传照片', en: 'Report a hazard, upload its pictures', source: 'S8' },
  'ledger.import': { to: ['office'], zh: '补录旧台账', en: 'Enter an older ledger', source: 'S6' },
  'suggestion.make': { to: ['staff'], zh: '提出意见建议', en: 'Write a complaint or a suggestion', source: '国办函〔2026〕12号' },
  'case.read': { to: everybody, within: 'scope', zh: '查看隐患与事项', en: 'Read cases', source: 'S4' },
  'case.command': { to: ['staff'], within: 'scope', zh: '办理事项', en: 'Act on a case, as its own rules allow', source: 'S7' },
  'paper.read': {
    to: [...whoReadsAll, 'supervising'],
    within: 'field',
    zh: '查看挂牌督办文书',
    en: 'Read the papers of a listed supervision',
    source: '建质〔2011〕158号',
  },
  'paper.upload': { to: ['office'], zh: '上传文书扫描件', en: 'Upload the scan of a paper', source: 'S6' },
  'overview.read': {
    to: [...whoReadsAll, 'supervising'],
    within: 'field',
    zh: '查看首页数字',
    en: 'See the figures of the home page',
    source: 'S5',
  },
  'stuck.read': { to: [...whoReadsAll, 'supervising'], within: 'field', zh: '查看卡点', en: 'See what is stuck', source: 'S6' },
  'stuck.unblock': { to: ['office'], zh: '补发通知、恢复计时', en: 'Send notices again, start a clock anew', source: 'S6' },
  'notices.read': {
    to: everybody,
    within: 'scope',
    zh: '查看通知送达（非全部可见者只看本人的）',
    en: 'Read notices: all, or one’s own',
    source: 'S12',
  },
  'notices.budget': { to: whoReadsAll, zh: '查看通知数量过多者', en: 'See who is told too much', source: '指尖上的形式主义 (2023)' },
  'directory.read': {
    to: [...everybody, 'administrator'],
    zh: '查看责任区、判定标准、时限规则、日历',
    en: 'Read zones, criteria, limits, calendar',
    source: 'S3',
  },
  'contacts.read': {
    to: [...whoReadsAll, 'administrator'],
    zh: '查看人员电话、邮箱',
    en: 'Read telephones and e-mail addresses of people',
    source: 'S6',
  },
  'organisation.write': { to: ['office', 'administrator'], zh: '维护组织机构', en: 'Write the organisation', source: 'S1' },
  'settings.write': { to: ['office', 'administrator'], zh: '维护日历、时限规则', en: 'Write calendar and limits', source: 'S6' },
  'settings.adopt': {
    to: ['office'],
    zh: '预览、预演、启用规则于在办事项',
    en: 'Preview, rehearse, adopt limits for open cases',
    source: 'S6',
  },
  'settings.adopted': { to: whoReadsAll, zh: '查看规则启用进度', en: 'See how far limits were adopted', source: 'S6' },
  'engine.read': { to: ['office', 'auditor', 'administrator'], zh: '查看系统状态', en: 'See the state of the engine', source: 'S6' },
  'figures.doubtful': { to: whoReadsAll, zh: '查看数据可信度', en: 'See doubtful dates', source: 'S11' },
  'dispatch.read': { to: everybody, within: 'scope', zh: '查看月度调度、通报', en: 'Read a month and its circular', source: 'S9' },
  'dispatch.unsigned': {
    to: whoReadsAll,
    zh: '签发前查看月报、通报草稿',
    en: 'Read the report of a month before it is signed',
    source: 'S9',
  },
  'dispatch.open': { to: ['office'], zh: '开启月度调度', en: 'Open a month', source: 'S9' },
  'circular.read': { to: ['staff'], zh: '阅知通报', en: 'Note that one has read the circular', source: 'S10' },
  'statistics.read': {
    to: everybody,
    zh: '查看季度、年度统计（只有全局数字）',
    en: 'Read the statistics, which are figures of the bureau',
    source: '16号令',
  },
  'statistics.issue': { to: ['office'], zh: '上报统计', en: 'Issue the statistics', source: '16号令' },
  'accounts.write': { to: ['office', 'administrator'], zh: '管理账户', en: 'Look after accounts', source: 'S6' },
  'dossier.read': { to: whoReadsAll, zh: '制作尽职证据包', en: 'Make the duty dossier of a case', source: 'S12' },
  'audit.read': { to: whoReadsAll, zh: '查看审计记录', en: 'Read the audit log', source: 'S12' },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];
