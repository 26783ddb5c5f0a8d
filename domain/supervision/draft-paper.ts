import type { Criterion } from '../hazard/criteria.ts';
import type { Hazard } from '../hazard/hazard.ts';
import type { LocalDate } from '../time/instant.ts';
import type { Supervision } from './supervision.ts';

/**
 * 草稿: what the paper would say, for people to check, number, sign and seal. It carries no official number, no seal and no signature, and
 * says so across every page. In Chinese only, since the paper is.
 */
export type DraftPaper = {
  kind: 'listing' | 'lifting';
  /** 草稿 D-<case number>: never the number of the paper. */
  label: string;
  mark: string;
  title: string;
  addressee: string;
  fields: { caption: string; text: string }[];
  clauses: string[];
  /** What people fill in by hand once it is issued. */
  blanks: string[];
  copies: string;
};

const mark = '草稿 · 未经签发无效';
const undecided = '（待决定）';
const blank = '＿＿＿＿＿＿';
/** 依据: the ministry's rule on listed supervision; the office confirms it against the printed text before the first paper is issued. */
const rule = '《房屋市政工程生产安全重大隐患排查治理挂牌督办暂行办法》（建质〔2011〕158号，自2011年10月8日起施行，引用前请核对现行有效）';

type Drafted = {
  supervision: Pick<Supervision, 'number' | 'stage' | 'decided' | 'until' | 'listing' | 'reviews'>;
  hazard: Pick<Hazard, 'number' | 'facts' | 'plan'>;
  criterion: Criterion | null;
  zone: string;
  nameOf(person: string): string;
};

/** The paper that comes next: the one that lists the hazard, and the one that lifts it once its review was passed. */
export function draftPaper(drafted: Drafted): DraftPaper {
  const { stage } = drafted.supervision;
  return stage === 'lifting' || stage === 'releasing' || stage === 'lifted' ? liftingPaper(drafted) : listingPaper(drafted);
}

function listingPaper({ supervision, hazard, criterion, zone }: Drafted): DraftPaper {
  const { facts, plan } = hazard;
  const { decided, until } = supervision;
  return {
    kind: 'listing',
    label: labelOf(supervision.number),
    mark,
    title: '重大生产安全事故隐患挂牌督办通知书',
    addressee: `${blank}（治理责任单位）：`,
    fields: [
      { caption: '案件编号', text: hazard.number },
      { caption: '工程（单位）名称', text: facts.project ?? blank },
      { caption: '所在责任区、部位', text: [zone, facts.place].filter(Boolean).join('，') },
      { caption: '隐患内容', text: `${facts.title}。${facts.description}` },
      { caption: '判定依据', text: criterion ? `${criterion.source}：${criterion.name.zh}` : blank },
      { caption: '督办依据', text: rule },
      {
        caption: '已提交的整改方案',
        text: plan ? `${plan.measures}；责任人：${plan.responsible}；应急预案：${plan.contingencyPlan}` : '无',
      },
      { caption: '整改要求', text: decided?.list ? decided.requirement : undecided },
      { caption: '整改期限', text: until ? `${sayDay(until)}前` : undecided },
    ],
    clauses: [
      '经研究，决定对上述隐患挂牌督办。请落实治理措施、责任、资金、时限和预案，并将治理方案报督办单位。',
      '治理期间至少每季度报告一次进展；隐患消除前应采取安全防范措施。',
      '不能按期完成的，应在期限届满20个工作日前书面申请延期，督办单位在10个工作日内决定。',
      '解除程序：治理完成并自查合格后书面申请；督办单位组织现场复核；复核合格的，发给解除挂牌督办通知书；不合格的，继续督办。',
    ],
    blanks: ['文号', '签发人', '签发日期', '挂牌督办单位（章）', '送达人（签字）', '治理责任单位主要负责人（签收）及日期'],
    copies: '一式二份：督办单位、治理责任单位各一份。',
  };
}

function liftingPaper({ supervision, hazard, zone, nameOf }: Drafted): DraftPaper {
  const { listing, reviews } = supervision;
  const review = reviews.findLast(({ passed }) => passed);
  return {
    kind: 'lifting',
    label: labelOf(supervision.number),
    mark,
    title: '重大生产安全事故隐患解除挂牌督办通知书',
    addressee: `${blank}（治理责任单位）：`,
    fields: [
      { caption: '案件编号', text: hazard.number },
      { caption: '原挂牌督办文书', text: listing ? `${listing.number}，${sayDay(listing.issuedOn)}` : blank },
      { caption: '工程（单位）名称', text: hazard.facts.project ?? blank },
      { caption: '所在责任区、部位', text: [zone, hazard.facts.place].filter(Boolean).join('，') },
      { caption: '隐患内容', text: hazard.facts.title },
      { caption: '申请日期', text: blank },
      { caption: '现场复核', text: review ? `${sayDay(review.on)}，复核人员：${review.reviewers.map(nameOf).join('、')}` : blank },
      { caption: '复核结果', text: review ? `合格。${review.opinion}` : blank },
    ],
    clauses: ['经复核，该隐患已消除，决定解除挂牌督办。'],
    blanks: ['文号', '签发人', '签发日期', '挂牌督办单位（章）', '送达人（签字）', '治理责任单位主要负责人（签收）及日期'],
    copies: '一式二份：督办单位、治理责任单位各一份。',
  };
}

const labelOf = (number: string) => `草稿 D-${number}`;

/** 2026年11月3日, as papers write it. */
const sayDay = (on: LocalDate) => `${Number(on.slice(0, 4))}年${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
