import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantFromMs } from '../domain/time/instant.ts';
import { putAccount } from '../ledger/accounts.ts';
import { openLedger } from '../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../ledger/register.ts';
import { searchAttributes } from '../workflows/contract.ts';
import { bringUp } from './bring-up.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds, vacantZone } from './example-bureau.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { SetupError } from './setup-error.ts';

const say = (line: string) => console.log(line);
const runsOnce = process.argv.includes('--once');

/** Example people must never stand in a real record, nor real servers get their mail: the demo has a folder and a mailbox of its own. */
function demoConfig(): Config {
  for (const name of ['DATABASE_URL', 'SMTP_URL'])
    if (process.env[name])
      throw new SetupError(`${name} 已设置：演示只用自带的数据库和邮箱 · the demo uses its own database and mailbox: unset ${name}.`);
  const config = readConfig(process.env);
  return { ...config, dataDir: join(config.dataDir, 'demo') };
}

async function prepare(databaseUrl: string): Promise<void> {
  const ledger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  const now = instantFromMs(Date.now());
  await putPolicy(ledger.pool, policyInSeconds, { by: 'demo', at: now });
  await putOrganisation(ledger.pool, exampleBureau(Date.now()), { by: 'demo', at: now });
  for (const account of exampleAccounts) await putAccount(ledger, account);
  await ledger.close();
}

/** A person at the api, with the session that signing in gave. */
async function signIn(apiUrl: string, username: string) {
  const call = async (method: string, path: string, body: object, cookie = '') => {
    const response = await fetch(apiUrl + path, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const session = await call('POST', '/api/session', { username, password: examplePassword });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path: string, body: object) =>
    (await (await call('POST', path, body, cookie)).json()) as { id: string; number: string; stage: string };
}

type Mail = { subject: string; to: { address: string }[] };

async function tell(apiUrl: string, mailboxUrl: string): Promise<string[]> {
  const as = {
    inspector: await signIn(apiUrl, 'inspector'),
    head1: await signIn(apiUrl, 'head1'),
    head5: await signIn(apiUrl, 'head5'),
    office: await signIn(apiUrl, 'office'),
  };
  const report = async (zone: string, title: string) => {
    const hazard = await as.inspector('/api/hazards', { zone, title, description: title });
    say(`何青上报 ${hazard.number} ${title}（${hazard.stage}）`);
    return { ...hazard, commands: `/api/hazards/${hazard.id}/commands` };
  };
  const inTime = await report('z1', '临边防护缺失');
  const reworked = await report('z11', '塔吊限位失灵');
  const untouched = await report('z2', '配电箱未上锁');
  const acting = await report('z4', '模板支撑间距过大');
  const vacant = await report(vacantZone, '自建房违规加层');

  await as.head1(inTime.commands, { type: 'RectifyHazard', measures: '已补装防护栏杆' });
  await as.office(inTime.commands, { type: 'VerifyHazard', passed: true });
  say(`${inTime.number} 按期整改并复查通过，已销号`);
  await as.head1(reworked.commands, { type: 'RectifyHazard', measures: '已更换限位器' });
  await as.office(reworked.commands, { type: 'VerifyHazard', passed: false, opinion: '力矩限制器未标定' });
  await as.head1(reworked.commands, { type: 'RectifyHazard', measures: '已标定' });
  await as.office(reworked.commands, { type: 'VerifyHazard', passed: true });
  say(`${reworked.number} 复查未通过，返工后销号`);
  await as.head5(acting.commands, { type: 'RectifyHazard', measures: '代理人已组织加固' });
  await as.office(acting.commands, { type: 'VerifyHazard', passed: true });
  say(`${acting.number} 由代理人陈晓岚办理，已销号`);
  await as.office(vacant.commands, { type: 'AssignHazard', zone: 'z1' });
  say(`${vacant.number} 责任区没有具体责任人，办公室已改派`);

  const expected = [
    ['inTime: task', 'head1', inTime.number, '【待办】'],
    ['rework told', 'head1', reworked.number, '【返工】'],
    ['acting told', 'head5', acting.number, '【待办】'],
    ['absent copied', 'head4', acting.number, '【抄送】'],
    ['office told of the vacant zone', 'office', vacant.number, '【待办】'],
    ['untouched: reminded', 'head2', untouched.number, '【提醒】'],
    ['untouched: deputy', 'deputy2', untouched.number, '【升级】'],
    ['untouched: director', 'first', untouched.number, '【报告】'],
  ] as const;
  const missing = new Set<readonly string[]>(expected);
  const told = new Set<string>();
  // A notice may stand in a digest, whose subject names no case: the text is searched too.
  for (let second = 0; missing.size > 0 && second < 60; second += 1) {
    const mails = (await (await fetch(`${mailboxUrl}/api/email`)).json()) as (Mail & { text: string })[];
    for (const row of [...missing]) {
      const [what = '', person, number = '', tag = ''] = row;
      const mail = mails.find(
        ({ subject, text, to }) =>
          to[0]?.address === `${person}@example.com` &&
          [subject, text].some((part) => part.includes(number)) &&
          `${subject}${text}`.includes(tag),
      );
      if (!mail || told.has(what)) continue;
      told.add(what);
      missing.delete(row);
      say(`邮件 ${person} ${mail.subject}`);
    }
    await sleep(1_000);
  }
  return [...missing].map(([what = '']) => what);
}

await runUntilEnded(async (signal) => {
  const stack = await bringUp({ config: demoConfig(), searchAttributes, report: say, signal, prepare });
  const { MAILBOX_URL, TEMPORAL_UI_URL } = stack.env;
  const missing = await tell(stack.apiUrl, MAILBOX_URL ?? '');
  say(missing.length === 0 ? '演示完成：应有的邮件均已送达。' : `演示未通过，缺少：${missing.join('、')}`);
  if (runsOnce) process.exitCode = missing.length === 0 ? 0 : 1;
  else {
    say(`API ${stack.publicUrl}   邮箱 ${MAILBOX_URL}   Temporal ${TEMPORAL_UI_URL}`);
    say(`登录名 ${exampleAccounts.map(({ username }) => username).join(' ')}，密码 ${examplePassword}。按 Ctrl-C 结束。`);
    if (!signal.aborted) await once(signal, 'abort');
  }
  await stack.stop();
});
