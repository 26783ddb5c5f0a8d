import type { CallStage } from '../call/call.ts';
import type { MonthStage } from '../dispatch/month.ts';
import type { UnitReportStage } from '../dispatch/unit-report.ts';
import type { HazardStage } from '../hazard/hazard.ts';
import type { RecheckStage } from '../recheck/recheck.ts';
import type { SupervisionStage } from '../supervision/supervision.ts';
import type { RequestStage } from '../request/request.ts';
import type { StatisticsStage } from '../statistics/statistics.ts';
import type { SuggestionStage } from '../suggestion/suggestion.ts';

/** Of every kind of case that is refused, or printed, with its stage. */
export type Stage =
  | HazardStage
  | CallStage
  | RequestStage
  | RecheckStage
  | SupervisionStage
  | UnitReportStage
  | MonthStage
  | StatisticsStage
  | SuggestionStage;

const words: Record<Stage, { zh: string; en: string }> = {
  reported: { zh: '待派单', en: 'waiting for assignment' },
  rectifying: { zh: '整改中', en: 'being rectified' },
  verifying: { zh: '待复查', en: 'waiting for verification' },
  suspended: { zh: '已挂账', en: 'suspended' },
  closed: { zh: '已销号', en: 'closed' },
  void: { zh: '已作废', en: 'void' },
  merged: { zh: '已并案', en: 'merged' },
  deciding: { zh: '待决定', en: 'waiting for the decision' },
  granted: { zh: '已同意', en: 'granted' },
  notGranted: { zh: '未同意', en: 'not granted' },
  lapsed: { zh: '已失效', en: 'lapsed' },
  rechecking: { zh: '待回头看', en: 'waiting for the recheck' },
  sound: { zh: '回头看无问题', en: 'rechecked, sound' },
  unsound: { zh: '回头看有问题', en: 'rechecked, unsound' },
  calling: { zh: '待电话通知', en: 'waiting for a telephone call' },
  called: { zh: '已电话通知', en: 'phoned' },
  spared: { zh: '已另行送达', en: 'delivered after all' },
  owed: { zh: '待上报', en: 'still owed' },
  issued: { zh: '已上报', en: 'issued' },
  answering: { zh: '待答复', en: 'waiting for the answer' },
  answered: { zh: '已答复', en: 'answered' },
  drafting: { zh: '填写中', en: 'being written' },
  submitted: { zh: '已提交', en: 'submitted' },
  accepted: { zh: '已接收', en: 'accepted' },
  unreported: { zh: '未报', en: 'not reported' },
  leftOut: { zh: '未列入汇总', en: 'not in the compilation' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
  collecting: { zh: '收集月报', en: 'collecting reports' },
  compiling: { zh: '待汇总', en: 'waiting to be compiled' },
  hearing: { zh: '听取说明', en: 'hearing the units' },
  signing: { zh: '待签发', en: 'waiting for the signature' },
  published: { zh: '已签发', en: 'published' },
  proposed: { zh: '待决定挂牌', en: 'proposed for listing' },
  issuing: { zh: '待登记挂牌文书', en: 'waiting for the listing to be registered' },
  listed: { zh: '挂牌督办中', en: 'listed' },
  lifting: { zh: '待决定解除', en: 'waiting for the decision to lift' },
  releasing: { zh: '待登记解除文书', en: 'waiting for the lifting to be registered' },
  lifted: { zh: '已解除挂牌督办', en: 'lifted' },
  notListed: { zh: '未挂牌', en: 'not listed' },
};

/** The stage as refusals, papers and dossiers call it. */
export const sayStage = (stage: Stage, language: 'zh' | 'en'): string => words[stage][language];
