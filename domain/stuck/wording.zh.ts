import { zh as notices } from '../notices/wording.zh.ts';
import { isLocal } from '../people/seat.ts';
import type { Seat } from '../people/seat.ts';
import { dateIn, minuteOfDayIn, plusMs, yearOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { StuckNames, StuckSubject, StuckWording } from './wording.ts';

const { post, moment, day } = notices;

const act = {
  'hazard.assign': '派单',
  'hazard.rectify.general': '提交整改结果',
  'hazard.rectify.immediate': '提交整改结果',
  'hazard.rectify.major': '提交重大隐患整改结果',
  'hazard.verify.general': '复查',
  'hazard.verify.major': '复查重大隐患',
  'hazard.review': '复核挂账',
  'hazard.recheck': '回头看',
  'request.decide.supervising': '决定申请',
  'request.decide.first': '决定申请',
  'request.decide.officeDirector': '决定申请',
  'supervision.decide': '决定是否挂牌督办',
  'supervision.register': '登记已签发的文书',
  'supervision.review': '复核挂牌督办',
  'supervision.lift': '决定是否解除挂牌督办',
  'call.make': '电话联系',
  'vacancy.fill': '明确责任人',
  'calendar.publish': '录入下一年放假安排',
  'report.submit': '报送月报',
  'report.accept': '接收月报',
  'dispatch.collect': '收齐月报',
  'dispatch.compile': '汇总本月情况',
  'dispatch.hear': '听取各单位说明',
  'dispatch.sign': '签发通报',
  'statistics.issue': '上报统计',
  'suggestion.answer': '答复意见建议',
};

const two = (n: number) => String(n).padStart(2, '0');
const time = (at: Instant) => `${two(Math.floor(minuteOfDayIn(at) / 60))}:${two(Math.floor(minuteOfDayIn(at) % 60))}`;

const seatName = ({ post: of, scope }: Seat, names: StuckNames) => (isLocal(of) ? `${names.scope(scope)}的${post[of]}` : post[of]);

const who = ({ person, owedBy }: StuckSubject, names: StuckNames) => (person === null ? post[owedBy.post] : names.person(person));

const late = (workdays: number) => (workdays === 0 ? '今天已超期' : `已超期${workdays}个工作日`);

/** 10月14日（周三）17:30将通知第一责任人。 */
function next(subject: StuckSubject): string {
  const { next: step } = subject;
  if (!step) return '此后不再自动提醒或升级。';
  const told = step.tells.map((each) => post[each]).join('、');
  return `${moment(step.at, subject)}将${step.nature === 'reminder' ? '再次提醒' : '通知'}${told}。`;
}

const waits = (subject: StuckSubject, names: StuckNames) => (subject.isReader ? '等您' : `等待${who(subject, names)}`);

const above = ({ toldAbove = [] }: StuckSubject, names: StuckNames) => toldAbove.map((id) => names.person(id)).join('、') || '相关领导';

const own = ({ canBeExtended }: StuckSubject) => `请尽快办理${canBeExtended ? '，或申请延期' : ''}。`;

function unblock(subject: StuckSubject): string {
  if (subject.isReader) return own(subject);
  if (!subject.canBeExtended) return '可催办，或电话联系。';
  return subject.mayReassign ? '可催办、改派，或由其申请延期。' : '可催办，或由其申请延期。';
}

function press(subject: StuckSubject): string {
  if (subject.isReader) return own(subject);
  return `请${subject.person === null ? '任命责任人' : '当面督促'}${subject.mayReassign ? '或改派' : ''}。`;
}

const faults = {
  workflowTaskFailing: '反复出错',
  activityRetrying: '反复重试',
  late: '已中断',
};

/** The board in Chinese: the fact, what happens by itself, what unblocks it. */
export const zh: StuckWording = (reason, subject, names) => {
  const doing = act[subject.duty];
  switch (reason.kind) {
    case 'vacantSeat': {
      const seat = seatName(reason.seat, names);
      if (reason.waiting === null)
        return `${seat}自${day(reason.since)}起空缺，本事项（${doing}）暂由办公室接收，期限${moment(subject.dueAt, subject)}。请任命责任人${subject.mayReassign ? '或改派' : ''}。`;
      const held = reason.waiting === 0 ? '新的待办暂由办公室接收' : `${reason.waiting}项待办暂由办公室接收`;
      return `${names.scope(reason.seat.scope)}自${day(reason.since)}起没有${post[reason.seat.post]}，${held}。请任命责任人。`;
    }
    case 'absentWithoutActing':
      return `${names.person(reason.person)}请假至${day(plusMs(reason.until, -1))}，未指定代理人，本事项（${doing}）${moment(subject.dueAt, subject)}到期。请指定代理人${subject.mayReassign ? '或改派' : ''}。`;
    case 'undelivered':
      return `发给${names.person(reason.person)}的通知${reason.times}次未送达（${answered(reason.answer)}）。请电话联系并核对联系方式，联系后点“已联系”，或补发通知。`;
    case 'unread':
      return `${moment(reason.since, subject)}发给${names.person(reason.person)}的紧急通知已送达，尚未查看。请电话确认，联系后点“已联系”。`;
    case 'topOfLadder':
      return `${waits(subject, names)}${doing}，${late(reason.workdays)}，已升级到顶，已向${above(subject, names)}发出通知。${next(subject)}${press(subject)}`;
    case 'suspendedPastReview':
      return `挂账应于${moment(subject.dueAt, subject)}前复核，${late(reason.workdays)}仍未复核，整改计时一直暂停。${next(subject)}请复核后恢复整改，或申请延长挂账。`;
    case 'overdue':
      return `${waits(subject, names)}${doing}，${late(reason.workdays)}；${next(subject)}${unblock(subject)}`;
    case 'lostClock':
      return '本事项的计时曾经丢失，已重新设定，正在恢复；办理不受影响，迟到的提醒会补发一次。';
    case 'engineFault':
      return `本事项的计时${time(reason.since)}起${faults[reason.cause]}${reason.minutes > 0 ? `，至今${reason.minutes}分钟` : ''}，正在自动恢复；办理不受影响，迟到的提醒会补发一次。`;
    case 'provisionalDate': {
      const year = yearOf(dateIn(subject.dueAt));
      return `期限${moment(subject.dueAt, subject)}为暂定：${year}年放假调休安排尚未录入。国务院通知公布后请录入该年安排，期限随即重新计算。`;
    }
  }
};

/** What a mail server answers, as an official would say it. */
function answered(answer: string): string {
  if (answer === 'NO_ADDRESS') return '没有登记邮箱';
  if (/\b5\.1\.[0-9]\b|no such|unknown user|user unknown|does not exist|not exist/i.test(answer)) return '邮箱拒收：地址不存在';
  if (/\b5\.2\.2\b|quota|full/i.test(answer)) return '邮箱拒收：对方邮箱已满';
  const [code] = /^\d{3}/.exec(answer) ?? [];
  return code ? `邮箱拒收，代码${code}` : '对方服务器拒收';
}
