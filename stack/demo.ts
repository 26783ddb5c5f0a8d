import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantFromMs } from '../domain/time/instant.ts';
import { putAccount } from '../ledger/accounts.ts';
import { openLedger } from '../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../ledger/register.ts';
import { verifyChain } from '../ledger/verify-chain.ts';
import { searchAttributes } from '../workflows/contract.ts';
import { bringUp } from './bring-up.ts';
import type { Stack } from './bring-up.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { signIn, watchMails } from './demo-api.ts';
import { tellBoard } from './demo-board.ts';
import { tellMonth } from './demo-month.ts';
import { stories } from './demo-stories.ts';
import type { Story } from './demo-stories.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds } from './example-bureau.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { SetupError } from './setup-error.ts';
import { wordsInHistories } from './temporal-histories.ts';

const banner = {
  BANNER: '演示：人员和单位均为虚构；一般隐患的时限以秒计，几秒钟内逐级升级。',
  BANNER_EN: 'Demonstration: people and firms are invented; limits of general hazards are seconds, so that they climb before your eyes.',
};
const beganAt = Date.now();
const say = (line: string) => console.log(line);
const tell = (line: string) => say(`${String(Math.round((Date.now() - beganAt) / 1000)).padStart(4)} s  ${line}`);
const runsOnce = process.argv.includes('--once');
const mailWithinMs = 60_000;

/** Example people must never stand in a real record, nor real servers get their mail: the demo has a folder and a mailbox of its own. */
function demoConfig(): Config {
  for (const name of ['DATABASE_URL', 'SMTP_URL'])
    if (process.env[name])
      throw new SetupError(`${name} 已设置：演示只用自带的数据库和邮箱 · the demo uses its own database and mailbox: unset ${name}.`);
  const config = readConfig(process.env);
  return { ...config, dataDir: join(config.dataDir, 'demo') };
}

const bureau = exampleBureau(Date.now());
const nameOf = (id: string) => bureau.people.find((person) => person.id === id)?.name ?? id;
const zoneOf = (code: string) => bureau.zones.find((zone) => zone.code === code)?.name ?? code;

async function prepare(databaseUrl: string): Promise<void> {
  const ledger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  const put = { by: 'demo', at: instantFromMs(Date.now()) };
  await putPolicy(ledger.pool, policyInSeconds, put);
  await putOrganisation(ledger.pool, bureau, put);
  for (const account of exampleAccounts) await putAccount(ledger, account);
  await ledger.close();
}

type Hazard = {
  id: string;
  number: string;
  stage: string;
  notices: { createdAt: string }[];
  timeline: { at: string }[];
  requests: { id: string }[];
};

const words: Record<string, string> = {
  Acknowledge: '签收',
  AssignHazard: '派单',
  RectifyHazard: '报告整改完成',
  VerifyHazard: '复查',
  VoidHazard: '申请作废',
  SubmitPlan: '提交整改方案',
  RequestExtension: '申请延期',
  RequestSuspension: '申请挂账',
};

/** Tells every story at once, as it happens; answers with what should have happened and did not. */
async function tellAll({ apiUrl, env }: Stack): Promise<string[]> {
  const people = new Map<string, Awaited<ReturnType<typeof signIn>>>();
  for (const { username } of exampleAccounts) people.set(username, await signIn(apiUrl, username));
  const as = (person: string) => people.get(person) ?? Promise.reject(new Error(`nobody is signed in as ${person}`));
  const mails = await watchMails(env.MAILBOX_URL ?? '', (to, subject) => tell(`  ✉ ${nameOf(to)} ${subject}`));

  async function upload(person: string, picture: Buffer): Promise<string> {
    const form = new FormData();
    form.append('photo', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), '照片.jpg');
    return (await (await as(person))<{ id: string }>('POST', '/api/photos', form)).id;
  }

  const play = async ({ zone, title, facts, shows, tells, script, mails: expected, ends }: Story): Promise<string[]> => {
    const photos = shows ? [await upload('inspector', await shows())] : [];
    const report = { zone, title, description: `${zoneOf(zone)}：${title}`, photos, ...facts };
    const { id, number } = await (await as('inspector'))<Hazard>('POST', '/api/hazards', report);
    tell(`${number} 何青上报：${title}（${zoneOf(zone)}）——${tells}`);
    await script?.({
      async as(person, command) {
        await (await as(person))('POST', `/api/hazards/${id}/commands`, command);
        const outcome = command['passed'] === undefined ? '' : command['passed'] ? '：通过' : '：未通过';
        tell(`${number} ${nameOf(person)}${words[command.type] ?? command.type}${outcome}`);
      },
      async decides(person, granted, reason = '') {
        const [request] = (await (await as(person))<Hazard>('GET', `/api/hazards/${id}`)).requests;
        await (await as(person))('POST', `/api/requests/${request?.id}/commands`, { type: 'DecideRequest', granted, reason });
        tell(`${number} ${nameOf(person)}${granted ? '同意' : '不同意'}申请`);
      },
      async photo(person, picture) {
        const id = await upload(person, picture);
        tell(`${number} ${nameOf(person)}上传照片`);
        return id;
      },
      async mailTo(person, tag) {
        if (!(await mails.until(person, number, tag, mailWithinMs))) throw new Error(`${number}: ${person} ${tag}`);
      },
    });
    const arrived = expected.map(async ([person, tag]) =>
      (await mails.until(person, number, tag, mailWithinMs)) ? [] : [`${number} ${nameOf(person)} 没有收到${tag}`],
    );
    const missing = (await Promise.all(arrived)).flat();
    const { stage, notices, timeline } = await (await as('office'))<Hazard>('GET', `/api/hazards/${id}`);
    if (stage !== ends) missing.push(`${number} 应为 ${ends}，却是 ${stage}`);
    const endedAt = timeline.at(-1)?.at ?? '';
    if ((ends === 'closed' || ends === 'void') && notices.some(({ createdAt }) => createdAt > endedAt))
      missing.push(`${number} 结束后仍有通知`);
    return missing;
  };
  const faults = (await Promise.all(stories.map(play))).flat();
  const mailTo = (person: string, number: string, tag: string) => mails.until(person, number, tag, mailWithinMs);
  faults.push(...(await tellMonth({ as, nameOf, tell, mailTo })));
  faults.push(...(await tellBoard({ as, nameOf, tell })));
  await mails.stop();
  return [...faults, ...(await checkRecord(env))];
}

/** The record behind the stories: the chain is whole, every mail accounted for, and Temporal has learned no name and no word of text. */
async function checkRecord(env: Stack['env']): Promise<string[]> {
  const ledger = openLedger(env.DATABASE_URL, { connections: 2, onBroken: () => undefined });
  const { entries, faults } = await verifyChain(ledger.pool);
  let waiting = 1;
  for (let second = 0; waiting > 0 && second < 20; second += 1) {
    waiting = await ledger.prisma.notice.count({ where: { status: { notIn: ['sent', 'overtaken'] } } });
    if (waiting > 0) await sleep(1_000);
  }
  await ledger.close();
  const secrets = [...bureau.people.map(({ name }) => name), ...stories.map(({ title }) => title), '@example.com'];
  const known = await wordsInHistories(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE);
  const leaked = secrets.filter((secret) => known.some((word) => word.includes(secret)));
  tell(`核对：${entries} 条记录的哈希链完整；时钟（Temporal）的 ${known.length} 处记载中没有姓名和正文`);
  return [
    ...faults.map(({ fault, caseId }) => `哈希链 ${fault} ${caseId}`),
    ...(waiting > 0 ? [`${waiting} 条通知未送达`] : []),
    ...leaked.map((secret) => `Temporal 中出现“${secret}”`),
  ];
}

await runUntilEnded(async (signal) => {
  const stack = await bringUp({ config: demoConfig(), searchAttributes, report: say, signal, prepare, env: banner });
  try {
    const { MAILBOX_URL, TEMPORAL_UI_URL } = stack.env;
    const missing = await tellAll(stack);
    say(missing.length === 0 ? '演示完成：应有的邮件均已送达，该停的都停了。' : `演示未通过：\n${missing.join('\n')}`);
    if (runsOnce) process.exitCode = missing.length === 0 ? 0 : 1;
    else {
      say(`网页 ${stack.publicUrl}   接口 ${stack.publicUrl}/api/docs   邮箱 ${MAILBOX_URL}   Temporal ${TEMPORAL_UI_URL}`);
      say(`用户名 ${exampleAccounts.map(({ username }) => username).join(' ')}，密码 ${examplePassword}。按 Ctrl-C 结束。`);
      if (!signal.aborted) await once(signal, 'abort');
    }
  } finally {
    await stack.stop();
  }
});
