import { dateIn, minuteOfDayIn, weekdayOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { NoticeFacts, NoticeKind } from './notices-for.ts';
import type { Names, Wording } from './wording.ts';

const weekdays = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const two = (n: number) => String(n).padStart(2, '0');

const post = {
  first: '第一责任人',
  supervising: '分管责任人',
  specific: '具体责任人',
  office: '领导小组办公室',
  officeDirector: '办公室主任',
  unitHead: '单位负责人',
};

const duty = {
  'hazard.assign': '派单',
  'hazard.rectify.general': '整改',
  'hazard.rectify.immediate': '立即整改',
  'hazard.rectify.major': '重大隐患整改',
  'hazard.verify.general': '复查',
  'hazard.verify.major': '重大隐患复查',
};

/** 10月12日（周一）17:30 */
function moment(at: string): string {
  const on = dateIn(at as Instant);
  const minute = Math.floor(minuteOfDayIn(at as Instant));
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日（${weekdays[weekdayOf(on)]}）${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const deadline = ({ dueAt, provisional }: NoticeFacts) => `${moment(dueAt)}${provisional ? '（暂定，节假日安排未公布）' : ''}`;

function reason({ post: told, as, zone }: NoticeFacts, names: Names): string {
  const seat = told === 'specific' || told === 'supervising' ? `${names.zone(zone)}的${post[told]}` : post[told];
  switch (as) {
    case 'holder':
      return `您收到本通知，因为您是${seat}。`;
    case 'acting':
      return `您收到本通知，因为您正代理${seat}。`;
    case 'copy':
      return `您是${seat}，外出期间由代理人办理。此件抄送您知悉，无需操作。`;
    case 'officeForVacant':
      return `您收到本通知，因为${seat}目前空缺，暂由办公室接收。请尽快明确责任人。`;
    case 'officeForAbsent':
      return `您收到本通知，因为${seat}请假且未指定代理人。请指定代理人。`;
  }
}

function next({ next: step }: NoticeFacts): string {
  if (!step) return '后续不再自动升级，请尽快办理。';
  const told = step.tells.map((each) => post[each]).join('、');
  return step.nature === 'reminder' ? `${moment(step.at)}仍未办理，将再次提醒${told}。` : `${moment(step.at)}仍未办理，将通知${told}。`;
}

function opening(kind: NoticeKind, facts: NoticeFacts, names: Names): { tag: string; sentence: string } {
  const what = duty[facts.duty];
  const who = facts.owes ? names.person(facts.owes) : '（责任人空缺）';
  switch (kind) {
    case 'task':
      return { tag: '待办', sentence: `请于${deadline(facts)}前完成${what}。` };
    case 'rework':
      return { tag: '返工', sentence: `复查未通过，请于${deadline(facts)}前重新完成${what}。提醒与升级按新期限重新计算。` };
    case 'reminder':
      return { tag: '提醒', sentence: `本事项（${what}）期限为${deadline(facts)}，目前尚未提交。` };
    case 'toldOnOpening':
      return { tag: '知悉', sentence: `${names.zone(facts.zone)}上报重大隐患，由${who}办理，期限${deadline(facts)}。` };
    case 'escalation':
      return {
        tag: facts.level >= 2 ? '报告' : '升级',
        sentence: `${names.zone(facts.zone)}1项隐患的${what}已超期：期限${deadline(facts)}，${who}已获${facts.reminded}次提醒，尚未提交。请督促办理。`,
      };
    case 'copy':
      return { tag: '抄送', sentence: `本事项（${what}）期限为${deadline(facts)}，已通知代理人办理。` };
  }
}

/** Everything that people read in Chinese. */
export const zh: Wording = {
  post,
  duty,
  moment,
  notice(kind, facts, names) {
    const { tag, sentence } = opening(kind, facts, names);
    const subject = `【${tag}】${facts.major ? '重大｜' : ''}${facts.title}（${facts.number}）`;
    return { subject, lines: [sentence, next(facts), reason(facts, names)] };
  },
  digest: (count) => `【安全生产网格化管理】您有${count}条通知`,
};
