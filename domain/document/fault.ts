import { en } from '../notices/wording.en.ts';
import { zh } from '../notices/wording.zh.ts';
import type { Post } from '../people/seat.ts';

/** Why a document (organisation, policy, a year of the calendar) can't be put. */
export type FaultCode =
  | 'UNKNOWN_PERSON'
  | 'UNKNOWN_GRID'
  | 'UNKNOWN_ZONE'
  | 'UNKNOWN_SEAT'
  | 'NOT_AWAY'
  | 'AWAY_ALREADY'
  | 'ACTS_FOR_HIMSELF'
  | 'HAS_LEFT'
  | 'AFTER_SERVICE'
  | 'IN_THE_PAST'
  | 'DUPLICATE'
  | 'OVERLAP'
  | 'EMPTY_TERM'
  | 'GRID_CIRCLE'
  | 'NOT_A_SHARE'
  | 'NOT_AN_ALLOWANCE'
  | 'NO_LIMIT'
  | 'NO_LEVEL'
  | 'TELLS_NOBODY'
  | 'NO_ESCALATION'
  | 'LEVEL_FALLS'
  | 'LEVEL_TOO_EARLY'
  | 'NEVER_RINGS'
  | 'OUT_OF_REACH'
  | 'NO_SOURCE'
  | 'NOT_THIS_YEAR'
  | 'NOT_A_DATE'
  | 'NOT_IN_YEAR'
  | 'NOT_A_WEEKEND'
  | 'STATUTORY_DAY'
  | 'BEYOND_CALENDAR';

/** What is wrong with a document and where: `path` like zones[2].specific[1]; `value` is the person, code or number that stands there. */
export type DocumentFault = { path: string; code: FaultCode; value: string };

const wording: Record<FaultCode, { zh: string; en: string }> = {
  UNKNOWN_PERSON: { zh: '人员“{value}”不在 people 中', en: 'there is no person "{value}" under people' },
  UNKNOWN_GRID: { zh: '网格“{value}”不在 grids 中', en: 'there is no grid "{value}" under grids' },
  UNKNOWN_ZONE: { zh: '责任区“{value}”不在 zones 中', en: 'there is no zone "{value}" under zones' },
  UNKNOWN_SEAT: {
    zh: '该岗位全局只有一个，范围应为 bureau，而不是“{value}”',
    en: 'there is one such seat, of the bureau, not of "{value}"',
  },
  NOT_AWAY: { zh: '此人目前没有请假', en: 'This person is not away now' },
  AWAY_ALREADY: { zh: '该期间内已有请假记录，请先销假', en: 'This person is away already in that time; end that absence first' },
  ACTS_FOR_HIMSELF: { zh: '代理人不能是本人', en: 'Nobody acts for himself' },
  HAS_LEFT: { zh: '此人已离任或将离任', en: 'This person has left, or is about to' },
  AFTER_SERVICE: { zh: '人员“{value}”离任后不能再担任岗位', en: '"{value}" holds a seat after the end of service' },
  IN_THE_PAST: { zh: '生效日期不能早于今天（{value}）', en: 'cannot take effect before today ({value})' },
  DUPLICATE: { zh: '“{value}”重复', en: '"{value}" occurs twice' },
  OVERLAP: {
    zh: '与同一岗位的另一任期重叠（{value}）：同一时间只能有一人',
    en: 'overlaps another term of the same seat ({value}): one holder at a time',
  },
  EMPTY_TERM: { zh: '结束时间必须晚于开始时间（{value}）', en: 'must end after it begins ({value})' },
  GRID_CIRCLE: { zh: '网格“{value}”的上级关系成环', en: 'grid "{value}" stands above itself' },
  NOT_A_SHARE: { zh: '应大于0且小于1，而不是{value}', en: 'must lie between 0 and 1, not be {value}' },
  NOT_AN_ALLOWANCE: { zh: '不是有效的时限：{value}', en: 'is no valid allowance: {value}' },
  NO_LIMIT: { zh: '时限必须大于零', en: 'the limit must be more than zero' },
  NO_LEVEL: { zh: '升级必须写明层级（1、2 …）', en: 'an escalation must say its level (1, 2 …)' },
  TELLS_NOBODY: { zh: '升级必须通知至少一个岗位', en: 'an escalation must tell at least one post' },
  NO_ESCALATION: {
    zh: '必须至少有一级升级，否则超期后无人知晓',
    en: 'needs at least one escalation, or nobody would hear of a missed deadline',
  },
  LEVEL_FALLS: { zh: '层级只能逐级上升', en: 'levels must rise from rung to rung' },
  LEVEL_TOO_EARLY: { zh: '会早于更低层级的升级', en: 'would ring before the escalation of a lower level' },
  NEVER_RINGS: { zh: '提醒不能定在期限之后：期限一过只有升级', en: 'a reminder after the deadline never rings: only escalations do' },
  OUT_OF_REACH: { zh: '该事项没有“{value}”这一岗位', en: 'nobody is "{value}" for such a case' },
  NO_SOURCE: { zh: '请写明通知的文号或网址', en: 'must name the notice: its number or address' },
  NOT_THIS_YEAR: { zh: '文件是{value}年的安排', en: 'the document is that of {value}' },
  NOT_A_DATE: { zh: '不是有效日期：“{value}”（如 2027-01-01）', en: 'is no date: "{value}" (such as 2027-01-01)' },
  NOT_IN_YEAR: { zh: '{value}不在本年度内（元旦可涉及上年12月）', en: '{value} does not lie in the year (nor in the December before it)' },
  NOT_A_WEEKEND: { zh: '调休上班日应为周六或周日，{value}不是', en: 'a make-up workday is a Saturday or Sunday; {value} is not' },
  STATUTORY_DAY: { zh: '法定节假日{value}未列为休息日', en: 'the statutory day off {value} is missing among the days off' },
  BEYOND_CALENDAR: { zh: '超出日历所及的年份（2024年至2035年）', en: 'reaches beyond the years that the calendar knows (2024 to 2035)' },
};

const posts = { zh: zh.post, en: en.post };

export function sayFault({ code, value }: DocumentFault, language: 'zh' | 'en'): string {
  const shown = code === 'OUT_OF_REACH' ? posts[language][value as Post] : value;
  return wording[code][language].replace('{value}', shown);
}
