import { capacities } from '../rights/capacity.ts';
import type { Capacity } from '../rights/capacity.ts';
import { showInShanghai } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { Refusal, RefusalCode } from './refusals.ts';
import { sayStage } from './stage-words.ts';
import type { Stage } from './stage-words.ts';

/** What a refusal says to the person whom it meets, Chinese and English; `{name}` stands for a param. */
const wording: Record<RefusalCode, { zh: string; en: string }> = {
  CASE_UNKNOWN: { zh: '没有找到该事项。', en: 'There is no such case.' },
  STALE_REVISION: { zh: '该事项已有新的进展，请查看最新情况后再办理。', en: 'The case has moved on; look at its latest state first.' },
  ORGANISATION_MOVED: {
    zh: '组织机构已由{by}于{at}改过（现为第{actual}版），您的修改未保存。请按最新内容重新预览影响后再保存。',
    en: '{by} changed the organisation on {at} (now version {actual}); your change was not saved. Please preview its effects on the newest state, then save.',
  },
  WRONG_STAGE: { zh: '当前阶段（{stage}）不能办理此操作。', en: 'This cannot be done now: the case is {stage}.' },
  NOT_YOURS: { zh: '此步骤由责任人或其代理人办理。', en: 'This step belongs to the responsible person or whoever acts for him.' },
  OFFICE_ONLY: { zh: '此操作由领导小组办公室办理。', en: "This belongs to the leading group's office." },
  NOT_FOR_YOU: {
    zh: '此项供{who}使用，您目前的岗位无此权限。工作确有需要的，请与领导小组办公室联系。',
    en: "This is for {who}; your post does not include it. If your work needs it, please ask the leading group's office.",
  },
  READS_ONLY: {
    zh: '审计账户只能查看，不能办理。需要办理的，请由责任人或领导小组办公室办理。',
    en: "An auditor's account reads and does nothing; please leave this to whoever is responsible, or to the office.",
  },
  NO_CASES: {
    zh: '管理员账户只管理账户和设置，不查看、不办理事项。请使用您本人的办公账户。',
    en: "An administrator's account looks after accounts and settings and has no cases; please use your own account for those.",
  },
  REASON_REQUIRED: { zh: '请填写说明（{field}）。', en: 'Please fill in {field}.' },
  ZONE_UNKNOWN: { zh: '没有这个责任区：{zone}。', en: 'There is no zone {zone}.' },
  SEAT_VACANT: {
    zh: '责任区{zone}没有具体责任人，请先明确责任人，或改派其他责任区。',
    en: 'Zone {zone} has no specific responsible person: appoint one first, or choose another zone.',
  },
  VERIFIER_IS_RECTIFIER: { zh: '不能由整改人复查。请选择其他复查人员。', en: 'Whoever rectified cannot verify. Choose someone else.' },
  VERIFIER_OWNS_ZONE: { zh: '不能由本责任区的具体责任人复查。', en: "The zone's own responsible person cannot verify." },
  REQUEST_PENDING: { zh: '已有一项申请待决定，决定后方可再次申请。', en: 'A request is waiting for its decision; ask again after that.' },
  NO_REQUEST: { zh: '没有待决定的申请。', en: 'There is no request to decide.' },
  EXTENSION_LIMIT: { zh: '延期次数已达上限（{most}次）。', en: 'No further extension: {most} were granted, which is the limit.' },
  EXTENSION_TOO_LONG: {
    zh: '累计延期不得超过{days}天，本次最晚可申请至{latest}。',
    en: 'Extensions may not exceed {days} days in all; the latest possible date is {latest}.',
  },
  NOT_LATER: { zh: '新期限必须晚于现期限（{due}）。', en: 'The new date must lie after the present deadline ({due}).' },
  REVIEW_TOO_FAR: { zh: '复核日期须在今后{days}天以内。', en: 'The review must lie within the next {days} days.' },
  ASKER_DECIDES: { zh: '申请人不能决定自己的申请。', en: 'Whoever asked cannot decide.' },
  EXPLANATION_MISSING: { zh: '请填写{number}的超期说明。', en: 'Please explain why {number} is overdue.' },
  NOTHING_TO_EXPLAIN: { zh: '{case}不在本单位的超期事项中，无需说明。', en: '{case} is not among the overdue cases of the unit.' },
  MORE_THAN_THERE_ARE: { zh: '{field}不能多于{most}。', en: '{field} cannot be more than {most}.' },
  FIGURE_DIFFERS: {
    zh: '指标{figure}与调度开启时固定的数据（{frozen}）不一致，请刷新后核对。',
    en: 'The figure {figure} differs from the one that was frozen ({frozen}); please look again.',
  },
  DRAFT_UNDECIDED: { zh: '拟稿{draft}尚未决定保留或删去。', en: 'Nobody has decided on the draft {draft}.' },
  DRAFT_UNKNOWN: { zh: '没有拟稿{draft}。', en: 'There is no draft {draft}.' },
  UNIT_UNKNOWN: { zh: '单位{unit}不在本次调度中。', en: 'The unit {unit} is not in this dispatch.' },
  REPORT_RECEIVED: {
    zh: '办公室已接收月报，不能再撤回。如需更正，请在报送期限前联系办公室退回。',
    en: 'The office has received the report: it cannot be taken back any more. Before the deadline the office can return it to be corrected.',
  },
  REPORT_TOO_LATE_TO_RETURN: {
    zh: '报送期限已过，已接收的月报不能再退回。如需更正，请在汇总时写明，或列入下月月报。',
    en: 'Its deadline has passed: a report that was received cannot be returned any more. Say what is wrong in the summary, or in the report of next month.',
  },
  REPORTS_TO_RECEIVE: {
    zh: '{units}的月报已提交，请先接收或退回，再提交汇总。',
    en: 'The report of {units} was handed in: receive or return it first, then compile.',
  },
  DRAFT_SAVED_ELSEWHERE: {
    zh: '{name}已在另一窗口保存了不同的内容，本页内容没有保存。请先选定以哪一份为准。',
    en: '{name} kept something else in another window; what this page holds was not kept. Choose first which of the two shall stand.',
  },
  PAPER_NUMBER_SHAPE: {
    zh: '文号由机关代字、〔年份〕和序号组成，例如：青建安办〔2026〕7号。',
    en: 'A paper number is made of the letters of the issuer, the year in 〔〕, its number in that year, and the character hao (U+53F7).',
  },
  COMPILER_SIGNS: { zh: '汇总人不能签发自己汇总的月报。', en: 'Whoever compiled the month cannot sign it.' },
  PERIOD_AHEAD: { zh: '{period}尚未到来，不能开启调度。', en: '{period} lies ahead; its dispatch cannot be opened yet.' },
  PERIOD_LOCKED: { zh: '{period}的调度已签发锁定。', en: 'The dispatch of {period} is published and locked.' },
  MONTH_NOT_LOCKED: {
    zh: '{period}的调度尚未签发，不能汇总统计。',
    en: 'The dispatch of {period} is not signed yet, so that it cannot be summed up.',
  },
  PERIOD_PASSED: {
    zh: '{newest}的调度已开启，{period}不能再开启；更正列入下一次调度。',
    en: 'The dispatch of {newest} was opened already, so that of {period} cannot be; corrections go into the next one.',
  },
  NOT_PUBLISHED: {
    zh: '{period}的调度通报尚未签发；签发后各成员可以下载。',
    en: 'The dispatch of {period} is not signed yet; everybody may download it once it is.',
  },
  CHARACTERS_MISSING: {
    zh: 'PDF 所用字体没有这些字：{characters}。为避免印成方框，未生成 PDF；请下载 Word 版，用本机字体打印。',
    en: 'The fonts of the PDF lack these characters: {characters}. Rather than print boxes, no PDF was made; please take the Word file and print it with the fonts of your computer.',
  },
  SAME_ZONE: { zh: '该事项已在责任区{zone}，请选择其他责任区。', en: 'It is in zone {zone} already; choose another one.' },
  SAME_CLASS: { zh: '等级、判定依据和整改方式均未变更。', en: 'Neither class nor criterion nor mode would change.' },
  CRITERION_REQUIRED: { zh: '重大隐患须选择判定依据。', en: 'A major hazard needs the criterion that makes it one.' },
  CRITERION_UNKNOWN: {
    zh: '判定依据{criterion}不存在或当日无效，请重新选择。',
    en: 'The criterion {criterion} does not exist or is not in force; choose another one.',
  },
  NOT_MAJOR: { zh: '此操作只用于重大隐患。', en: 'This is for major hazards only.' },
  PLAN_REQUIRED: {
    zh: '请先提交整改方案（措施、责任人、资金、时限、预案）。',
    en: 'Please submit the plan first: measures, responsible person, funds, date, contingency plan.',
  },
  PLAN_TOO_LATE: {
    zh: '方案的完成日期最晚为{latest}；确需更晚，请申请延期。',
    en: 'The plan must end by {latest}; if it needs longer, ask for an extension.',
  },
  DATE_PAST: { zh: '日期（{date}）已过，请重新填写。', en: 'The date {date} has passed; please give a later one.' },
  DATE_AHEAD: { zh: '日期（{date}）不能晚于今天。', en: 'The date {date} lies ahead; it may be today at the latest.' },
  INTO_ITSELF: { zh: '不能并入该事项自身。', en: 'It cannot be merged into itself.' },
  OTHER_ENDED: { zh: '{number}已结束，不能并入。', en: '{number} has ended; nothing can be merged into it.' },
  MAY_NOT_CHASE: {
    zh: '催办由领导小组办公室、本责任区的分管责任人或第一责任人进行。',
    en: 'The office, the supervising deputy of the zone and the first responsible person may chase.',
  },
  CHASED_LATELY: { zh: '您在一小时内已催办过，请稍后再催办。', en: 'You chased within the last hour; please wait before the next time.' },
  YOURS_TO_DO: { zh: '该事项由您本人办理，无需催办。', en: 'This is yours to do: there is nobody else to chase.' },
  PHOTO_UNKNOWN: {
    zh: '有{count}张照片未上传或不是由您上传，请重新上传。',
    en: '{count} of the photos were not uploaded, or not by you; please upload them again.',
  },
  PHOTO_EXPECTED: {
    zh: '请添加整改后的照片；确实无法拍照的（如涉密部位），请写明原因。',
    en: 'Please add a photo of the repair, or say why there can be none, for instance a classified site.',
  },
  ANSWER_REQUIRED: {
    zh: '本隐患来自群众举报，请写明给举报人的答复（对外公开，不写人名）。',
    en: 'The public reported this: please write the answer to the reporter (for everybody to read, without names).',
  },
  REPORTER_UNKNOWN: {
    zh: '举报人没有留下信息，或已按期删除。',
    en: 'The reporter left nothing about himself, or it was deleted when its time had come.',
  },
  REPORTER_SEALED: {
    zh: '解密密钥{key}不在本系统的环境中，请联系系统管理员（REPORTER_KEY）。',
    en: 'The key {key} is missing from the environment; ask whoever runs the system (REPORTER_KEY).',
  },
  NO_REPORTER: { zh: '本隐患不是群众举报，没有需要答复的人。', en: 'Nobody outside reported this: there is nobody to answer.' },
  KEY_REUSED: { zh: '该 Idempotency-Key 已用于另一次提交。', en: 'This Idempotency-Key was used for something else.' },
  SUPERVISION_OPEN: {
    zh: '本隐患已提请或已在挂牌督办，无需重复提请。',
    en: 'This hazard is proposed for listed supervision, or under it, already.',
  },
  SUPERVISION_LISTED: {
    zh: '本隐患正在挂牌督办，不能并入其他事项；可将另一项并入本事项。',
    en: 'This hazard is under listed supervision: it cannot be merged away. Merge the other one into it instead.',
  },
  HAZARD_OPEN: {
    zh: '隐患尚未销号，复核不能通过；请先复查销号，或记为未通过并填写新期限。',
    en: 'The hazard is not closed yet, so the review cannot pass: have it verified and closed first, or record it as not passed, with a new date.',
  },
  REVIEWER_UNKNOWN: { zh: '复核人员须从本单位人员中选择。', en: 'Choose the reviewers from the people of the bureau.' },
  BEFORE_LISTING: {
    zh: '日期不能早于挂牌督办文书的签发日期（{date}）。',
    en: 'The date may not lie before {date}, on which the listing was issued.',
  },
  BEYOND_A_YEAR: { zh: '期限不得超过一年，最晚为{latest}。', en: 'It may last a year at most: until {latest} at the latest.' },
  PAPER_NUMBER_TAKEN: {
    zh: '该文号已登记在另一份文书上，请核对纸质文书。',
    en: 'Another registered paper has this number; please check it against the paper.',
  },
  SCAN_UNKNOWN: { zh: '扫描件未上传，请重新上传。', en: 'The scan was not uploaded; please upload it again.' },
  POLICY_UNKNOWN: { zh: '没有第{version}版时限与升级规则。', en: 'There is no version {version} of the policy.' },
  POLICY_AHEAD: {
    zh: '第{version}版时限与升级规则自{from}起施行，届时方可启用。',
    en: 'Version {version} of the policy is valid from {from} on; it can be adopted then.',
  },
  WRONG_PASSWORD: { zh: '用户名或密码不正确。', en: 'Wrong user name or password.' },
  TOO_MANY_TRIES: {
    zh: '连续输错次数过多，请于{until}后再试；忘记密码请联系办公室。',
    en: 'Too many failed tries in a row: please try again after {until}. If you forgot the password, ask the office.',
  },
  OLD_PASSWORD_WRONG: { zh: '原密码不正确。', en: 'The old password is wrong.' },
  PASSWORD_SHORT: {
    zh: '密码至少{least}个字符。可用几个不相干的词连成一句，便于记忆。',
    en: 'A password has at least {least} characters; a few unrelated words are easy to remember.',
  },
  PASSWORD_LONG: { zh: '密码最多{most}个字符。', en: 'A password has at most {most} characters.' },
  PASSWORD_NAMES_YOU: { zh: '密码不能包含用户名。', en: 'The password must not contain the user name.' },
  PASSWORD_COMMON: {
    zh: '该密码太常见，容易被猜到，请换一个。',
    en: 'This password is too common, and would soon be guessed; please choose another one.',
  },
  LINK_SPENT: {
    zh: '该链接已使用、已过期或已被新链接取代，请向办公室索取新链接。',
    en: 'This link was used, has expired, or a newer one took its place; please ask the office for a new one.',
  },
  ACCOUNT_UNKNOWN: { zh: '没有账户“{username}”。', en: 'There is no account "{username}".' },
  ACCOUNT_TAKEN: {
    zh: '已有账户“{username}”，请换一个用户名。',
    en: 'There is an account "{username}" already; please choose another user name.',
  },
  ACCOUNT_DISABLED: { zh: '账户“{username}”已停用，请先启用。', en: 'The account "{username}" is disabled; please enable it first.' },
  STAFF_IS_SOMEBODY: { zh: '工作人员账户须对应组织机构中的一名人员。', en: 'The account of staff names somebody of the organisation.' },
  PERSON_UNKNOWN: { zh: '组织机构中没有人员“{person}”。', en: '"{person}" is not among the people of the organisation.' },
  ADMINISTRATOR_ONLY: {
    zh: '审计人员和管理员的账户由管理员办理。',
    en: 'The accounts of auditors and administrators belong to an administrator.',
  },
  NOT_YOURSELF: { zh: '不能停用自己的账户，也不能更改自己的角色。', en: 'You cannot disable your own account, nor change its role.' },
  IDENTITY_BOUND: {
    zh: '该统一身份或该账户已有绑定，请先解除。',
    en: 'This identity, or this account, is bound already; please unbind it first.',
  },
};

/** Of those who may, as a refusal names them. */
const whoMay: Record<Capacity, { zh: string; en: string }> = {
  publicReporter: { zh: '公众', en: 'the public' },
  staff: { zh: '本局人员', en: 'the people of the bureau' },
  inspector: { zh: '检查员', en: 'inspectors' },
  unitStaff: { zh: '单位人员', en: 'the staff of the unit' },
  specific: { zh: '具体责任人', en: 'the specific responsible person' },
  unitHead: { zh: '单位负责人', en: 'the head of the unit' },
  supervising: { zh: '分管责任人（分管范围内）', en: 'the supervising deputy (his field)' },
  first: { zh: '第一责任人', en: 'the first responsible person' },
  office: { zh: '领导小组办公室', en: "the leading group's office" },
  officeDirector: { zh: '办公室主任', en: 'the director of the office' },
  auditor: { zh: '审计人员', en: 'auditors' },
  administrator: { zh: '系统管理员', en: 'administrators' },
};

const sayWho = (codes: string, language: 'zh' | 'en') =>
  capacities
    .filter((each) => codes.split(',').includes(each))
    .map((each) => whoMay[each][language])
    .join(language === 'zh' ? '、' : ', ');

/** A stage by its name, a moment in Shanghai's time, anything else as it stands. */
function sayParam(name: string, value: string | number, language: 'zh' | 'en'): string {
  if (name === 'stage') return sayStage(value as Stage, language);
  if (name === 'who') return sayWho(String(value), language);
  return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? showInShanghai(value as Instant) : String(value);
}

export function sayRefusal({ code, params }: Refusal, language: 'zh' | 'en'): string {
  return wording[code][language].replace(/\{(\w+)\}/g, (_, name: string) => sayParam(name, params[name] ?? '', language));
}
