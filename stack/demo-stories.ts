import { addDays, dateIn, instantFromMs } from '../domain/time/instant.ts';
import { drawFloorEdge } from './demo-picture.ts';

/** What a story may do: act as a person of the bureau, or wait until somebody has got a mail about the hazard. */
export type Stage = {
  as(person: string, command: { type: string; [field: string]: unknown }): Promise<void>;
  mailTo(person: string, tag: string): Promise<void>;
  /** Decides what was asked for the hazard. */
  decides(person: string, granted: boolean, reason?: string): Promise<void>;
  /** Uploads a picture; answers with its id. */
  photo(person: string, picture: Buffer): Promise<string>;
};

/** One hazard's story. `mails`: who must have got which mail by its end; `ends`: the stage in which it must then stand. */
export type Story = {
  zone: string;
  title: string;
  facts?: object;
  /** The picture that the reporter takes. */
  shows?: () => Promise<Buffer>;
  tells: string;
  script?: (stage: Stage) => Promise<void>;
  mails: [person: string, tag: string][];
  ends: 'closed' | 'rectifying' | 'verifying' | 'suspended' | 'void';
};

const inDays = (days: number) => addDays(dateIn(instantFromMs(Date.now())), days);
const rectified = (measures: string) => ({ type: 'RectifyHazard', measures, withoutPhoto: '演示事项，没有实物可拍' });
const passed = { type: 'VerifyHazard', passed: true };
const failed = (opinion: string) => ({ type: 'VerifyHazard', passed: false, opinion });

/** The hazards of the example bureau: its zones, its people, ladders in seconds. */
export const stories: Story[] = [
  {
    zone: 'z1',
    title: '临边防护缺失',
    shows: () => drawFloorEdge(false),
    tells: '按期整改，附整改前后照片，复查通过',
    async script({ as, mailTo, photo }) {
      await mailTo('head1', '【待办】');
      await as('head1', { type: 'Acknowledge' });
      const photos = [await photo('head1', await drawFloorEdge(true))];
      await as('head1', { type: 'RectifyHazard', measures: '已补装防护栏杆', photos });
      await mailTo('office', '【待办】');
      await as('office', passed);
    },
    mails: [
      ['head1', '【待办】'],
      ['office', '【待办】'],
    ],
    ends: 'closed',
  },
  {
    zone: 'z11',
    title: '塔吊限位失灵',
    tells: '复查未通过，返工后销号',
    async script({ as, mailTo }) {
      await as('head1', rectified('已更换限位器'));
      await as('office', failed('力矩限制器未标定'));
      await mailTo('head1', '【返工】');
      await as('head1', rectified('已标定'));
      await as('office', passed);
    },
    mails: [['head1', '【返工】']],
    ends: 'closed',
  },
  {
    zone: 'z2',
    title: '配电箱未上锁',
    tells: '无人办理：提醒具体责任人，再报分管副局长，再报局长',
    mails: [
      ['head2', '【待办】'],
      ['head2', '【提醒】'],
      ['deputy2', '【升级】'],
      ['first', '【报告】'],
    ],
    ends: 'rectifying',
  },
  {
    zone: 'z4',
    title: '模板支撑间距过大',
    tells: '责任人外出，由代理人办理，抄送本人',
    async script({ as, mailTo }) {
      await mailTo('head5', '【待办】');
      await as('head5', rectified('代理人已组织加固'));
      await as('office', passed);
    },
    mails: [
      ['head5', '【待办】'],
      ['head4', '【抄送】'],
    ],
    ends: 'closed',
  },
  {
    zone: 'z13',
    title: '自建房违规加层',
    tells: '责任区没有具体责任人：由办公室改派',
    async script({ as, mailTo }) {
      await mailTo('office', '【待办】');
      await as('office', { type: 'AssignHazard', zone: 'z3' });
      await mailTo('head3', '【待办】');
      await as('head3', rectified('已停工并拆除违建'));
      await as('office', passed);
    },
    mails: [
      ['office', '【待办】'],
      ['head3', '【待办】'],
    ],
    ends: 'closed',
  },
  {
    zone: 'z12',
    title: '深基坑监测数据超限',
    facts: { class: 'major', criterion: 'mohurd-2024-5' },
    tells: '重大隐患：上报即告知分管副局长和局长；责任人提交整改方案，期限按方案',
    async script({ as, mailTo }) {
      await mailTo('head2', '【待办】');
      await as('head2', {
        type: 'SubmitPlan',
        measures: '停止坑内作业，分层回填反压，加密监测',
        responsible: '项目经理韩涛',
        fundsYuan: 350_000,
        dueOn: inDays(20),
        contingencyPlan: '位移超过预警值即撤离人员，启动抢险预案',
      });
    },
    mails: [
      ['head2', '【待办】'],
      ['head2', '【期限变更】'],
      ['deputy2', '【知悉】'],
      ['first', '【知悉】'],
    ],
    ends: 'rectifying',
  },
  {
    zone: 'z6',
    title: '检查井盖缺失',
    tells: '超期后副局长督促，随即整改销号，不再上报',
    async script({ as, mailTo }) {
      await mailTo('deputy2', '【升级】');
      await as('head6', rectified('已更换井盖并恢复围挡'));
      await as('office', passed);
    },
    mails: [
      ['head6', '【提醒】'],
      ['deputy2', '【升级】'],
    ],
    ends: 'closed',
  },
  {
    zone: 'z8',
    title: '燃气管道旁违规堆土',
    tells: '办公室迟迟不复查：同样逐级升级',
    async script({ as, mailTo }) {
      await as('head8', rectified('已清运堆土'));
      await mailTo('deputy2', '【升级】');
    },
    mails: [
      ['office', '【提醒】'],
      ['deputy2', '【升级】'],
      ['first', '【报告】'],
    ],
    ends: 'verifying',
  },
  {
    zone: 'z9',
    title: '盾构机吊耳焊缝开裂',
    tells: '返工后又无人办理：提醒和升级照常继续',
    async script({ as }) {
      await as('head9', rectified('已补焊'));
      await as('office', failed('探伤不合格'));
    },
    mails: [
      ['head9', '【返工】'],
      ['head9', '【提醒】'],
      ['deputy1', '【升级】'],
      ['first', '【报告】'],
    ],
    ends: 'rectifying',
  },
  {
    zone: 'z7',
    title: '脚手架连墙件缺失（重复上报）',
    tells: '重复上报：办公室申请作废，办公室主任同意',
    async script({ as, decides, mailTo }) {
      await mailTo('head7', '【待办】');
      await as('office', { type: 'VoidHazard', reason: '与同日上报的另一条为同一处' });
      await mailTo('director', '【待决定】');
      await decides('director', true);
    },
    mails: [
      ['head7', '【待办】'],
      ['director', '【待决定】'],
    ],
    ends: 'void',
  },
  {
    zone: 'z10',
    title: '吊篮钢丝绳断丝超标',
    tells: '责任人申请延期，分管副局长同意，期限随之顺延',
    async script({ as, decides, mailTo }) {
      await as('head10', { type: 'RequestExtension', until: inDays(10), reason: '新钢丝绳尚在途' });
      await mailTo('deputy2', '【待决定】');
      await decides('deputy2', true);
    },
    mails: [
      ['deputy2', '【待决定】'],
      ['head10', '【同意延期】'],
    ],
    ends: 'rectifying',
  },
  {
    zone: 'z3',
    title: '边坡裂缝待拆迁后治理',
    tells: '申请挂账获同意：计时暂停，办公室按期复核',
    async script({ as, decides, mailTo }) {
      await as('head3', { type: 'RequestSuspension', review: inDays(60), reason: '停工待拆迁' });
      await mailTo('deputy1', '【待决定】');
      await decides('deputy1', true);
    },
    mails: [
      ['deputy1', '【待决定】'],
      ['head3', '【挂账】'],
      ['office', '【挂账】'],
    ],
    ends: 'suspended',
  },
  {
    zone: 'z14',
    title: '消防通道被占用',
    facts: { mode: 'immediate' },
    tells: '立即整改：当日清理，复查销号',
    async script({ as, mailTo }) {
      await mailTo('head5', '【待办】');
      await as('head4', rectified('已清理通道'));
      await as('office', passed);
    },
    mails: [['head5', '【待办】']],
    ends: 'closed',
  },
  {
    zone: 'z15',
    title: '电梯机房未上锁',
    tells: '收到提醒后整改，未到升级',
    async script({ as, mailTo }) {
      await mailTo('head5', '【提醒】');
      await as('head5', rectified('已上锁并设警示牌'));
      await as('office', passed);
    },
    mails: [
      ['head5', '【待办】'],
      ['head5', '【提醒】'],
    ],
    ends: 'closed',
  },
];
