import { bureauWide, isLocal } from '../people/seat.ts';
import { dateIn, minuteOfDayIn, weekdayOf } from '../time/instant.ts';
import type { MakeupMarks } from '../time/days-between.ts';
import type { Instant } from '../time/instant.ts';
import type { NoticeFacts, NoticeKind, Said } from './notices-for.ts';
import { sayAnswer } from './say-answer.ts';
import { kindNames } from '../stuck/kind-names.ts';
import { stuckKinds } from '../stuck/why-stuck.ts';
import { isOfHazard, isOver, subjectWithin } from './wording.ts';
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
  'hazard.review': '挂账复核',
  'vacancy.fill': '明确责任人',
  'call.make': '电话通知',
  'hazard.recheck': '回头看',
  'request.decide.supervising': '决定申请',
  'request.decide.first': '决定申请',
  'request.decide.officeDirector': '决定申请',
  'supervision.decide': '决定是否挂牌督办',
  'supervision.register': '登记已签发的文书',
  'supervision.review': '挂牌督办复核',
  'supervision.lift': '决定是否解除挂牌督办',
  'calendar.publish': '录入下一年放假安排',
  'report.submit': '月报',
  'report.accept': '审核月报',
  'dispatch.collect': '收集月报',
  'dispatch.compile': '汇总月报',
  'dispatch.hear': '听取说明',
  'dispatch.sign': '签发月报',
  'statistics.issue': '上报统计',
  'suggestion.answer': '答复意见建议',
};

/** 11月27日 */
function day(at: Instant): string {
  const on = dateIn(at);
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
}

/** 10月12日（周一）17:30, 10月10日（周六，调休上班）17:30 */
function moment(at: Instant, { onMakeupWorkdays }: MakeupMarks): string {
  const minute = Math.floor(minuteOfDayIn(at));
  return `${day(at)}（${weekdays[weekdayOf(dateIn(at))]}${onMakeupWorkdays?.includes(at) ? '，调休上班' : ''}）${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const deadline = (facts: NoticeFacts) => `${moment(facts.dueAt, facts)}${facts.provisional ? '（暂定，节假日安排未公布）' : ''}`;

function reason({ post: told, as, zone, duty: of }: NoticeFacts, names: Names): string {
  const seat = isLocal(told) ? `${names.zone(zone)}的${post[told]}` : post[told];
  switch (as) {
    case 'holder':
      return `您收到本通知，因为您是${seat}。`;
    case 'acting':
      return `您收到本通知，因为您正代理${seat}。`;
    case 'copy':
      return `您是${seat}，外出期间由代理人办理。此件抄送您知悉，无需操作。`;
    case 'officeForVacant':
      return `您收到本通知，因为${seat}目前空缺，暂由办公室接收。请尽快明确责任人。`;
    case 'author':
      return isOfHazard(of) ? '您收到本通知，因为该隐患由您上报。' : '您收到本通知，因为该意见建议由您提出。';
    case 'officeForAbsent':
      return `您收到本通知，因为${seat}请假且未指定代理人。请指定代理人。`;
  }
}

function next(facts: NoticeFacts): string {
  const { next: step } = facts;
  if (!step) return '后续不再自动升级，请尽快办理。';
  const told = step.tells.map((each) => post[each]).join('、');
  return step.nature === 'reminder'
    ? `${moment(step.at, facts)}仍未办理，将再次提醒${told}。`
    : `${moment(step.at, facts)}仍未办理，将通知${told}。`;
}

const asks = { extension: '延期', suspension: '挂账', void: '作废', listing: '挂牌督办', lifting: '解除挂牌督办' };
const quoted = (said: Said | undefined, as = '理由') => (said?.reason ? `${as}：${said.reason}。`.replace(/[。.]。$/, '。') : '');

const said = (facts: NoticeFacts, names: Names, otherwise = '责任人') => (facts.said?.by ? names.person(facts.said.by) : otherwise);

/** 将整改期限延至10月20日（周二）17:30 */
function asked(facts: NoticeFacts): string {
  const { said } = facts;
  if (!said?.ask) return '';
  const until = said.until ? moment(said.until, facts) : '';
  return {
    extension: `将整改期限延至${until}`,
    suspension: `挂账，于${until}前复核`,
    void: '作废',
    listing: '挂牌督办',
    lifting: '解除挂牌督办',
  }[said.ask];
}

function whose({ zone, duty: of }: NoticeFacts, names: Names): string {
  if (zone === bureauWide) return '';
  return isOfHazard(of) ? `${names.zone(zone)}1项隐患的` : `${names.zone(zone)}的`;
}

/** 谁提请什么；没有人提请的，是系统按升级规则拟稿。 */
function asking(facts: NoticeFacts, names: Names): string {
  const by = facts.said?.by ? names.person(facts.said.by) : '';
  if (facts.said?.ask === 'listing') return by ? `${by}提请挂牌督办` : '本隐患超期仍未整改，系统已拟稿提请挂牌督办';
  if (facts.said?.ask === 'lifting') return '现场复核已通过，提请解除挂牌督办';
  return `${by}申请${asked(facts)}`;
}

const causes = {
  extension: '',
  plan: '整改方案已确定，',
  closing: '隐患已销号，',
  calendar: '放假调休安排已公布，',
  policy: '时限规则已调整，',
};
const moved = (facts: NoticeFacts) => (facts.moved ? `${causes[facts.moved.cause]}原期限${moment(facts.moved.from, facts)}。` : '');

const isOfSupervision = ({ duty: owed }: NoticeFacts) => owed.startsWith('supervision.');
const numbered = ({ said: registered }: NoticeFacts) => (registered?.number ? `（${registered.number}）` : '');
const wordsOf = (facts: NoticeFacts) => (facts.said?.ask === 'lifting' ? '复核意见' : '理由');

/** 超期未动3项、无人负责1项。 */
function stuck({ stuck: counts, number, title }: NoticeFacts): string {
  const each = stuckKinds.filter((kind) => counts?.[kind]).map((kind) => `${kindNames.zh[kind]}${counts?.[kind]}项`);
  return `卡住的事项：${each.join('、') || '无'}。最先到下一步的是${title}（${number}）。请在卡点页面查看原因和下一步，并逐项处理。`;
}

function opening(kind: NoticeKind, facts: NoticeFacts, names: Names): { tag: string; sentence: string; subject?: string } {
  const what = duty[facts.duty];
  const who = facts.owes ? names.person(facts.owes) : '（责任人空缺）';
  switch (kind) {
    case 'task':
      return { tag: '待办', sentence: `请于${deadline(facts)}前完成${what}。${quoted(facts.said)}` };
    case 'returned':
      return { tag: '退回', sentence: `${said(facts, names)}退回本事项。${quoted(facts.said)}请于${deadline(facts)}前重新派单。` };
    case 'reassigned': {
      const zone = facts.said?.zone ? `至${names.zone(facts.said.zone)}` : '';
      return { tag: '改派', sentence: `本事项已改派${zone}，由${who}办理，您无需再办理。${quoted(facts.said)}` };
    }
    case 'rework':
      return { tag: '返工', sentence: `复查未通过，请于${deadline(facts)}前重新完成${what}。提醒与升级按新期限重新计算。` };
    case 'reminder':
      return { tag: '提醒', sentence: `本事项（${what}）期限为${deadline(facts)}，目前尚未提交。` };
    case 'toldOnOpening':
      return {
        tag: '知悉',
        sentence: `${names.zone(facts.zone)}${facts.said ? '1项隐患改判为重大隐患' : '上报重大隐患'}，由${who}办理，期限${deadline(facts)}。${quoted(facts.said)}`,
      };
    case 'merged':
      return {
        tag: '合并',
        sentence: `${facts.said?.number ?? '重复的一项'}与本事项重复，已并入本事项，由${who}一并办理，期限${deadline(facts)}。${quoted(facts.said)}`,
      };
    case 'unsound':
      return {
        tag: '回头看',
        sentence: `${said(facts, names, '办公室')}回头看，发现已销号的隐患仍然存在。${quoted(facts.said, '情况')}请重新上报。`,
      };
    case 'reclassified':
      return {
        tag: '等级变更',
        sentence: `本事项改判为${facts.major ? '重大' : '一般'}隐患，请于${deadline(facts)}前完成${what}。${quoted(facts.said)}`,
      };
    case 'escalation':
      if (facts.said)
        return {
          tag: '升级',
          sentence: `${asking(facts, names)}，${who}应于${deadline(facts)}前决定，尚未决定，现${isOfSupervision(facts) ? '请您督促' : '转请您决定或督促'}。未决定不视为同意。${quoted(facts.said, wordsOf(facts))}`,
        };
      return {
        tag: facts.level >= 2 ? '报告' : '升级',
        sentence: `${whose(facts, names)}${what}已超期：期限${deadline(facts)}，${who}已获${facts.reminded}次提醒，尚未提交。请督促办理。`,
      };
    case 'decision':
      return {
        tag: '待决定',
        sentence: `${asking(facts, names)}。${quoted(facts.said, wordsOf(facts))}请于${deadline(facts)}前决定。未决定不视为同意。`,
      };
    case 'listed':
      return {
        tag: '挂牌督办',
        sentence: `本隐患已挂牌督办${numbered(facts)}，须于${moment(facts.said?.until ?? facts.dueAt, facts)}前完成整改。${quoted(facts.said, '整改要求')}`,
      };
    case 'listingGoesOn':
      return {
        tag: '挂牌督办',
        sentence: `${said(facts, names, '办公室')}记录：挂牌督办继续，期限为${moment(facts.said?.until ?? facts.dueAt, facts)}。${quoted(facts.said)}`,
      };
    case 'lifted':
      return { tag: '解除督办', sentence: `本隐患的挂牌督办已解除${numbered(facts)}。` };
    case 'notListed':
      return { tag: '未挂牌', sentence: `${said(facts, names)}决定不挂牌督办。${quoted(facts.said)}隐患的整改期限和提醒不变。` };
    case 'reviewDue':
      return { tag: '复核', sentence: `挂牌督办的隐患已办结，请于${deadline(facts)}前现场复核，并登记复核结果。` };
    case 'granted':
      return { tag: '同意延期', sentence: `延期申请已获同意，新期限${deadline(facts)}。提醒与升级按新期限重新计算。` };
    case 'notGranted': {
      const what = facts.said?.ask ? asks[facts.said.ask] : '';
      return {
        tag: '未同意',
        sentence: `${what}申请未获同意。${quoted(facts.said)}原期限${deadline(facts)}不变。如有新情况，可补充说明后再次申请。`,
      };
    }
    case 'moved':
      return {
        tag: '期限变更',
        sentence: `${moved(facts)}本事项（${what}）的期限现为${deadline(facts)}。提醒与升级按新期限重新计算。`,
      };
    case 'suspended':
      return { tag: '挂账', sentence: `本事项已挂账，整改计时暂停，须于${deadline(facts)}前复核。` };
    case 'resumed':
      return { tag: '恢复', sentence: `本事项已恢复整改，期限${deadline(facts)}。${quoted(facts.said)}` };
    case 'chase':
      return {
        tag: '催办',
        sentence: `${facts.said?.by ? names.person(facts.said.by) : ''}催办：本事项（${what}）期限${deadline(facts)}，请抓紧办理。${quoted(facts.said, '附言')}`,
      };
    case 'commented':
      return {
        tag: '备注',
        sentence: `${said(facts, names)}在本事项中备注。${quoted(facts.said, '备注')}期限不变，仍为${deadline(facts)}。`,
      };
    case 'inherited':
      return {
        tag: '移交',
        sentence: `本事项（${what}）随岗位移交给您，期限${deadline(facts)}，此前由${facts.said?.by ? names.person(facts.said.by) : '前任'}负责。`,
      };
    case 'vacancy':
      return {
        tag: '空缺',
        sentence: `${names.zone(facts.zone)}的责任人空缺，办公室须于${deadline(facts)}前明确责任人。此间的待办暂由办公室接收。`,
      };
    case 'appointed': {
      const seat = `${names.zone(facts.zone)}的${post[facts.post]}`;
      const by = facts.said?.by ? `由${names.person(facts.said.by)}任命。` : '';
      const asked = facts.said?.by ? `${names.person(facts.said.by)}或${post.office}` : post.office;
      return {
        tag: '任命',
        sentence: `您自${day(facts.said?.until ?? facts.dueAt)}起为${seat}。${by}${quoted(facts.said, '依据或原因')}目前没有移交的待办，今后该岗位的待办会通知您。如有疑问，请询问${asked}。`,
      };
    }
    case 'call':
      return {
        tag: '电话通知',
        sentence: `发给${facts.said?.by ? names.person(facts.said.by) : '责任人'}的通知${numbered(facts)}未能送达：${sayAnswer(facts.said?.reason ?? '').zh}。请于${deadline(facts)}前电话告知，并登记结果。`,
      };
    case 'reportDue':
      return { tag: '月报', sentence: `请于${deadline(facts)}前提交${what}。数据已生成，您只需核对，并说明超期事项。` };
    case 'reportReturned':
      return {
        tag: '月报退回',
        sentence: `${said(facts, names)}退回本单位月报。${quoted(facts.said)}期限不变，请于${deadline(facts)}前重新提交。`,
      };
    case 'reportRecalled':
      return {
        tag: '月报撤回',
        sentence: `${said(facts, names)}撤回了${names.zone(facts.zone)}的月报，修改后重新报送，暂不需接收。期限不变，仍为${deadline(facts)}。`,
      };
    case 'criticised':
      return {
        tag: '拟通报批评',
        sentence: `月度调度拟对${names.zone(facts.zone)}提出批评。${quoted(facts.said, '内容')}如有说明，请于${deadline(facts)}前提出，说明将与批评一并印发。`,
      };
    case 'unitChanged': {
      const { change = 'added', number: name = '', reason: former = '' } = facts.said ?? {};
      const sentence = {
        added: `调度期间新增单位“${name}”，已请其报送月报。`,
        removed: `调度期间单位“${name}”已撤销，其月报不再收集。`,
        renamed: `调度期间单位“${former}”更名为“${name}”，其月报照常收集。`,
      }[change];
      return { tag: '单位变更', sentence };
    }
    case 'answered':
      return { tag: '答复', sentence: `${said(facts, names, '办公室')}已答复您提出的意见建议。${quoted(facts.said, '答复')}` };
    case 'ended':
      return {
        tag: '办理结果',
        sentence: {
          closed: `您上报的隐患已整改并经复查通过，现已销号。${quoted(facts.said, '复查意见')}感谢您关注安全。`,
          void: `您上报的隐患已作废，不再整改。${quoted(facts.said)}`,
          merged: `您上报的隐患与另一项隐患并案办理。${quoted(facts.said)}`,
        }[facts.said?.outcome ?? 'closed'],
      };
    case 'published':
      return { tag: '调度通报', sentence: `${facts.title}通报已签发（${facts.said?.reason ?? ''}），请阅知。` };
    case 'board':
      return { tag: '卡点', sentence: stuck(facts), subject: `今天有${facts.stuck?.all ?? 0}项事项卡住，请查看` };
    case 'anchored': {
      const { day = '', cases = 0, head = '' } = facts.anchor ?? {};
      return {
        tag: '每日存证',
        sentence: `${day}的存证已生成：${cases}项事项和审计日志的哈希链，总摘要${head}。请将附件另存到本系统之外；日后核对：npm run audit:verify -- --against 附件。`,
        subject: `${day}台账存证，请另存附件`,
      };
    }
    case 'copy':
      return { tag: '抄送', sentence: `本事项（${what}）期限为${deadline(facts)}，已通知代理人办理。` };
  }
}

/** Everything that people read in Chinese. */
export const zh: Wording = {
  post,
  duty,
  notice(kind, facts, names) {
    const { tag, sentence, subject } = opening(kind, facts, names);
    const major = facts.major ? '重大｜' : '';
    const number = `（${facts.number}）`;
    const about = subject ?? major + facts.title;
    return {
      tag: `【${tag}】`,
      about,
      heading: subject ?? about + number,
      subject: subject ? `【${tag}】${subject}` : subjectWithin({ before: `【${tag}】${major}`, title: facts.title, number }),
      lines: [sentence, ...(isOver.includes(kind) ? [] : [next(facts)]), reason(facts, names)],
    };
  },
  several: (count, { tag, about }) => subjectWithin({ before: tag, title: about, number: `等${count}条通知` }),
  mail: {
    product: '安全生产网格化管理',
    open: '查看并办理',
    look: '查看',
    signIn: '打开链接后需登录。',
    automatic: '本邮件由系统发送，回复无人查看。',
  },
  day,
  moment,
  brief: (tag, facts) =>
    facts.anchor
      ? `${tag}${facts.anchor.day}，总摘要${facts.anchor.head.slice(0, 16)}`
      : `${tag}${facts.major ? '重大｜' : ''}${facts.number}，期限${moment(facts.dueAt, facts)}`,
  andMore: (count) => `另有${count}条，请登录查看`,
};
