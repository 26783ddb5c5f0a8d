import type { Refusal } from '../case/refusals.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { HazardClass } from './hazard-class.ts';

/** 判定依据: what makes a hazard a major one. In force from `validFrom` up to and including `validTo`. */
export type Criterion = {
  code: string;
  name: { zh: string; en: string };
  text: string;
  /** The categories of hazard that it mostly concerns, in the bureau's words: they help to find it and bind nobody. */
  categories: readonly string[];
  source: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  /** Whether the office has checked the words against the printed standard. */
  isConfirmed: boolean;
};

/** The articles of one edition of a standard; the words are a summary by which to choose, the printed standard decides. */
function edition(
  prefix: string,
  common: Pick<Criterion, 'source' | 'validFrom' | 'validTo' | 'isConfirmed'>,
  articles: [article: number, zh: string, en: string, text: string, categories: string[]][],
): Criterion[] {
  return articles.map(([article, zh, en, text, categories]) => ({
    code: `${prefix}-${article}`,
    name: { zh, en },
    text,
    categories,
    ...common,
  }));
}

/**
 * Every criterion that may be chosen, also those of past editions: a hazard keeps the one that it was judged by. The parts of the ministry's
 * standard are a default that the office has to confirm.
 */
export const criteria: readonly Criterion[] = edition(
  'mohurd-2024',
  {
    source: '住房城乡建设部《房屋市政工程生产安全重大事故隐患判定标准（2024版）》（建质规〔2024〕5号）',
    validFrom: localDateOf('2024-12-01'),
    validTo: null,
    isConfirmed: false,
  },
  [
    [4, '施工安全管理', 'Safety management', '无安全生产许可证或人员无证上岗，危大工程无专项方案、未经审核或论证即施工', ['管理行为']],
    [5, '基坑、边坡工程', 'Pits and slopes', '毗邻建筑和管线未专项防护，超挖未处置，深基坑未第三方监测，有坍塌征兆未及时处理', ['基坑']],
    [
      6,
      '模板工程及支撑体系',
      'Formwork and its supports',
      '地基承载力或变形不满足要求，施工荷载超过设计值，混凝土强度不足即拆模',
      ['模板支架'],
    ],
    [7, '脚手架工程', 'Scaffolding', '基础承载力不足，连墙件未设置或整层缺失，附着式升降脚手架未验收或防倾覆、防坠落装置失效', ['脚手架']],
    [8, '建筑起重机械及吊装工程', 'Lifting machinery', '未经验收或登记即使用，附着、基础不符合要求，安全装置缺失或失效', ['起重机械']],
    [9, '高处作业', 'Work at height', '支撑结构承载力不足，桁架、屋架未防失稳，悬挑式操作平台的搁置或拉结不可靠', ['高处作业', '临边防护']],
    [10, '施工临时用电', 'Temporary power', '特殊作业环境照明未使用安全电压', ['施工用电']],
    [11, '有限空间作业', 'Confined spaces', '未审批、未培训、未先通风再检测后作业，或无人监护', ['有限空间']],
    [12, '拆除工程', 'Demolition', '拆除顺序不符合规范和专项方案', ['拆除']],
    [
      13,
      '隧道（暗挖）工程',
      'Tunnelling',
      '带水作业未采取措施，地下水控制失效仍继续，有涌水、涌沙、坍塌或支护变形征兆未及时处理',
      ['隧道/暗挖'],
    ],
    [14, '施工临时堆载', 'Temporary loads', '基坑周边、楼板、屋面等处的堆载超过设计允许值', ['基坑']],
    [
      15,
      '冒险作业',
      'Reckless work',
      '大型机械未核算运行路线和作业位置的承载力，恶劣天气中违规吊装或高处作业',
      ['起重机械', '机械设备', '高处作业'],
    ],
    [
      16,
      '禁止使用的工艺、设备和材料',
      'Banned methods, machines, materials',
      '使用国家明令禁止、可能导致群死群伤的工艺、设备和材料',
      ['机械设备'],
    ],
    [17, '其他严重违反规定的情形', 'Other serious breaches', '其他严重违反法律法规和强制性标准、有群死群伤现实危险的情形', []],
  ],
);

/** The criteria in force on that day. */
export const criteriaOn = (on: LocalDate): Criterion[] =>
  criteria.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));

/** Why a hazard may not be of that class by that criterion; null when it may: a major one needs a criterion that is in force (16号令). */
export function criterionFault(of: HazardClass, criterion: string | null, on: LocalDate): Refusal | null {
  if (of === 'general') return null;
  if (criterion === null) return { code: 'CRITERION_REQUIRED', params: {} };
  return criteriaOn(on).some(({ code }) => code === criterion) ? null : { code: 'CRITERION_UNKNOWN', params: { criterion } };
}
