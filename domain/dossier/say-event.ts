import type { TipOffAnswer } from '../tip-off/answer.ts';
import type { CaseEvent } from '../case/case-events.ts';
import type { HazardEvent } from '../hazard/hazard.ts';
import { zh } from '../notices/wording.zh.ts';
import type { Names } from '../notices/wording.ts';
import type { PersonId } from '../people/seat.ts';
import type { RecheckEvent } from '../recheck/recheck.ts';
import type { Ask, RequestEvent } from '../request/request.ts';
import type { SupervisionEvent } from '../supervision/supervision.ts';
import { dateIn, showInShanghai } from '../time/instant.ts';

type AnyEvent = HazardEvent | RequestEvent | RecheckEvent | SupervisionEvent | CaseEvent;

export const asksInWords: Record<Ask['type'], string> = { extension: '延期', suspension: '挂账', void: '作废' };

const causes = { extension: '同意延期', plan: '整改方案已定', closing: '隐患已销号', calendar: '放假安排公布', policy: '时限规则变更' };
const ends: Record<string, string> = { closed: '销号', void: '作废', merged: '并案' };
const because = (reason: string) => (reason === '' ? '' : `理由：${reason}`);
const withWords = (what: string, words: string) => (words === '' ? `${what}。` : `${what}：${words}`);
const classed = ({ class: of, mode }: { class: string; mode: string }) =>
  `${of === 'major' ? '重大' : '一般'}隐患（${mode === 'immediate' ? '立即整改' : '限期整改'}）`;

/** Until which day was asked; null for a voiding. */
export const askedUntil = (ask: Ask) => (ask.type === 'void' ? null : dateIn(ask.type === 'extension' ? ask.until.at : ask.review.at));

const asked = (ask: Ask) => `${asksInWords[ask.type]}${ask.type === 'void' ? '' : `至${askedUntil(ask)}`}`;

const answersInWords: Record<TipOffAnswer['kind'], string> = {
  accepted: '已受理',
  notAccepted: '未予受理',
  merged: '合并办理',
  closed: '已整改并复查通过',
  further: '补充答复',
};

/** What happened as a sentence without its subject, for a paper; null for what only the machine needs. */
export function sayEvent(loose: { type: string }, names: Names): string | null {
  const event = loose as AnyEvent;
  const holder = (person: PersonId | null) => (person === null ? '空缺' : names.person(person));
  switch (event.type) {
    case 'HazardReported':
      return event.enteredLater ? '从原台账补录。' : '上报隐患。';
    case 'HazardAssigned':
      return event.automatic ? '按责任区自动交办。' : '派单。';
    case 'HazardReturned':
      return `退回办公室，${because(event.reason)}`;
    case 'HazardReassigned':
      return `由${names.zone(event.from)}改派到${names.zone(event.zone)}，${because(event.reason)}`;
    case 'PhotosAttached':
      return `附${event.use === 'before' ? '整改前' : '整改后'}照片${event.photos.length}张。`;
    case 'HazardRectified':
      return `提交整改结果：${event.measures}${event.withoutPhoto ? `（没有照片，原因：${event.withoutPhoto}）` : ''}`;
    case 'VerificationPassed':
      return withWords('复查通过', event.opinion);
    case 'VerificationFailed':
      return withWords('复查未通过', event.reason);
    case 'HazardClosed':
      return '隐患销号。';
    case 'HazardVoided':
      return `隐患作废，${because(event.reason)}`;
    case 'RequestMade':
      return `申请${asked(event.ask)}，${because(event.ask.reason)}`;
    case 'RequestGranted':
      return withWords(`同意${asked(event.ask)}`, event.reason);
    case 'RequestNotGranted':
      return `未同意${asksInWords[event.ask.type]}，${because(event.reason)}`;
    case 'RequestOpened':
      return `受理${asksInWords[event.ask.type]}申请，待决定。`;
    case 'RequestDecided':
      return withWords(event.granted ? '同意' : '未同意', event.reason);
    case 'RequestLapsed':
      return '事项已办结，申请失效。';
    case 'HazardMerged':
      return `并案，${because(event.reason)}`;
    case 'HazardUnmerged':
      return `撤销并案，${because(event.reason)}`;
    case 'DuplicateAbsorbed':
      return `${event.number}并入，${because(event.reason)}`;
    case 'DuplicateReleased':
      return `${event.number}不再并入，${because(event.reason)}`;
    case 'HazardReclassified':
      return `由${classed(event.from)}变更为${classed(event)}，${because(event.reason)}`;
    case 'HazardSuspended':
      return `整改时限暂停，恢复后还剩${event.workdaysLeft}个工作日。`;
    case 'HazardResumed':
      return `恢复整改，${because(event.reason)}`;
    case 'PlanSubmitted':
      return `提交整改方案：${event.plan.dueOn}前完成，责任人${event.plan.responsible}，资金${event.plan.fundsYuan}元。措施：${event.plan.measures}预案：${event.plan.contingencyPlan}`;
    case 'StopWorkAdvised':
      return `记录${event.on}的停工建议：${event.text}`;
    case 'PublicityRecorded':
      return `记录${event.on}向从业人员的通报：${event.text}`;
    case 'HazardChased':
    case 'CaseChased':
      return withWords('催办', event.words);
    case 'ContactRecorded':
      return withWords('已与办理人联系', event.words);
    case 'ReporterAnswered':
      return `答复举报人：${answersInWords[event.kind]}${event.text ? `，${event.text}` : ''}`;
    case 'HazardCommented':
      return `备注：${event.text}`;
    case 'SupervisionProposed':
      return event.by ? `提请挂牌督办，${because(event.reason)}` : '超期仍未整改，系统拟稿提请挂牌督办。';
    case 'HazardListed':
      return `挂牌督办，文书${event.number}。`;
    case 'SupervisionEnded':
      return event.as === 'lifted' ? `挂牌督办解除，文书${event.number ?? ''}。` : '决定不挂牌督办。';
    case 'SupervisionOpened':
      return '挂牌督办提请待决定。';
    case 'ListingDecided':
      return withWords(
        event.list ? `决定挂牌督办，${event.dueOn ?? ''}前完成，要求：${event.requirement}` : '决定不挂牌督办',
        event.reason,
      );
    case 'ListingRegistered':
      return `登记挂牌督办文书${event.number}（${event.issuedOn}，签发人${event.signedBy}）。`;
    case 'SupervisionReviewed':
      return withWords(`${event.on}现场复核，${event.passed ? '通过' : '未通过'}`, event.opinion);
    case 'LiftingDecided':
      return withWords(event.lift ? '决定解除挂牌督办' : `决定继续挂牌督办至${event.dueOn ?? ''}`, event.reason);
    case 'LiftingRegistered':
      return `登记解除文书${event.number}（${event.issuedOn}，签发人${event.signedBy}）。`;
    case 'HazardFollowed':
      return event.ended ? `隐患已${ends[event.ended]}。` : null;
    case 'SupervisionLapsed':
      return '隐患已结束，挂牌督办提请失效。';
    case 'RecheckOpened':
      return '列入回头看。';
    case 'RecheckRecorded':
      return withWords(event.sound ? '回头看无问题' : '回头看有问题', event.note);
    case 'ObligationOpened': {
      const { duty, due, owedBy } = event.obligation;
      return `${zh.duty[duty]}由${zh.post[owedBy.post]}办理，期限${showInShanghai(due.at)}。`;
    }
    case 'RungFired':
      return `${event.nature === 'reminder' ? '仍未办理，自动提醒' : `超期仍未办理，自动升级（${event.level}级）`}${event.told.length > 0 ? `：${event.told.map(names.person).join('、')}` : '。'}`;
    case 'DeadlineMoved':
      return event.from.at === event.to.at
        ? null
        : `期限由${showInShanghai(event.from.at)}改为${showInShanghai(event.to.at)}（${causes[event.cause]}）。`;
    case 'HolderChanged':
      return `责任人由${holder(event.from)}变更为${holder(event.to)}${event.actingFor ? `（代${names.person(event.actingFor)}）` : ''}。`;
    case 'Acknowledged':
      return '签收。';
    default:
      return `其他记录（${(loose as { type: string }).type}）。`;
  }
}
