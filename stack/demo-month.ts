import { addDays, dateIn, instantFromMs } from '../domain/time/instant.ts';
import type { signIn } from './demo-api.ts';

type Person = Awaited<ReturnType<typeof signIn>>;
/** What the month's story may do: act as somebody, say what happens, and wait for a mail about a case of that number. */
export type MonthStage = {
  as(person: string): Person | Promise<Person>;
  nameOf(person: string): string;
  tell(line: string): void;
  mailTo(person: string, number: string, tag: string): Promise<boolean>;
};

type Report = {
  unit: { name: string };
  figures: { key: string; numerator: number; denominator: number | null }[];
  overdue: { id: string }[];
};
type Draft = { id: string; kind: string; unit: { name: string }; suggested: string };
type Month = { stage: string; drafts: Draft[]; unreported: { name: string }[]; figures: { key: string; rate: number | null }[] };

/** Who hands in for which unit: 陈晓岚 acts for the absent head of unit 4; the head of unit 7 is late. */
const writers = { u1: 'head1', u2: 'head2', u3: 'head3', u4: 'head5', u5: 'head5', u6: 'head6', u8: 'head8', u9: 'head9', u10: 'head10' };
const late = { unit: 'u7', head: 'head7', deputy: 'deputy1' };

/** 一个月的调度: opened, prefilled, chased, returned, compiled, heard, signed and read. Answers with what should have happened and did not. */
export async function tellMonth({ as, nameOf, tell, mailTo }: MonthStage): Promise<string[]> {
  const period = dateIn(instantFromMs(Date.now())).slice(0, 7);
  const path = `/api/dispatches/${period}`;
  const office = await as('office');
  const { items } = await office<{ items: { period: string }[] }>('GET', '/api/dispatches');
  if (items.some((each) => each.period === period)) {
    tell(`${period}月度调度在上一次演示中已经讲过`);
    return [];
  }
  const missing: string[] = [];
  const mailed = async (person: string, number: string, tag: string) => {
    if (!(await mailTo(person, number, tag))) missing.push(`${number} ${nameOf(person)} 没有收到${tag}`);
  };
  const month = () => office<Month>('GET', path);
  const submit = async (person: string, unit: string) => {
    const call = await as(person);
    const { unit: of, figures, overdue } = await call<Report>('GET', `${path}/reports/${unit}`);
    const shown = figures.map(({ key, numerator, denominator }) => ({ key, numerator, denominator }));
    const explanations = Object.fromEntries(overdue.map(({ id }) => [id, '配件尚在途中，已采取临时防护措施']));
    const written = { placardsPosted: 1, keyUnits: 6, keyUnitsInspected: 5, trainings: 1, trained: 40, explanations };
    const words = { nextMonth: '开展岁末年初专项检查', goodPractice: unit === 'u1' ? '每日班前十分钟安全交底' : '' };
    await call('POST', `${path}/reports/${unit}/commands`, { type: 'SubmitReport', content: { ...written, ...words }, figures: shown });
    tell(`${period} ${nameOf(person)}提交${of.name}月报，说明${overdue.length}项超期事项`);
  };
  const accept = (unit: string) => office('POST', `${path}/reports/${unit}/commands`, { type: 'AcceptReport' });
  const command = async (person: string, given: object) => (await as(person))('POST', `${path}/commands`, given);

  await office('POST', '/api/dispatches', { period });
  tell(`${period}月度调度：办公室开启，数据固定，请各单位报送`);
  await mailed('head1', `YB-${period}-u1`, '【月报】');
  await mailed('head4', `YB-${period}-u4`, '【抄送】');
  for (const [unit, person] of Object.entries(writers)) {
    await submit(person, unit);
    if (unit === 'u3') {
      await office('POST', `${path}/reports/u3/commands`, { type: 'ReturnReport', reason: '请补充培训情况' });
      tell(`${period} 办公室退回一份月报，请补充培训情况，期限不变`);
      await mailed('head3', `YB-${period}-u3`, '【月报退回】');
      await submit('head3', 'u3');
    }
    await accept(unit);
  }
  await mailed(late.head, `YB-${period}-${late.unit}`, '【提醒】');
  await mailed(late.deputy, `YB-${period}-${late.unit}`, '【升级】');
  await mailed('office', `DD-${period}`, '【待办】');
  await submit(late.head, late.unit);
  await accept(late.unit);

  const { drafts, unreported } = await month();
  tell(`${period}月度调度：收集截止，未报${unreported.map(({ name }) => name).join('、')}；拟稿${drafts.length}条，由人决定取舍`);
  const decided = drafts.map(({ id, kind, suggested }) => ({
    id,
    keep: kind === 'commendation' || id === `unreported/${late.unit}`,
    text: suggested,
  }));
  const requirements = [{ task: '岁末年初安全生产专项检查', unit: null, on: addDays(dateIn(instantFromMs(Date.now())), 25) }];
  await command('office', { type: 'CompileMonth', summary: '本月网格化管理总体平稳，个别隐患整改不及时。', decided, requirements });
  await mailed(late.head, `DD-${period}`, '【拟通报批评】');
  await command(late.head, { type: 'AnswerCriticism', draft: `unreported/${late.unit}`, text: '统计口径核对占用时间，今后提前准备。' });
  tell(`${period}月度调度：拟批评的单位先行说明，说明与批评一并印发`);
  await mailed('director', `DD-${period}`, '【待办】');
  await command('director', { type: 'SignMonth', paperNumber: `示例办〔${period.slice(0, 4)}〕${Number(period.slice(5))}号` });
  tell(`${period}月度调度：${nameOf('director')}签发，印发并锁定`);
  for (const person of ['first', 'deputy1', 'head7']) await mailed(person, `DD-${period}`, '【调度通报】');
  await (await as('first'))('POST', `${path}/read`, {});
  const { stage } = await month();
  return stage === 'published' ? missing : [...missing, `${period}月度调度 应为 published，却是 ${stage}`];
}
