import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../ledger/ledger.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';
import { aBureauOf } from './a-bureau-of.ts';
import { rudeMailServer } from './rude-mail-server.ts';
import { proxied, tcpProxy } from './tcp-proxy.ts';
import type { TcpProxy } from './tcp-proxy.ts';

type Network = 'database' | 'Temporal' | 'mail';
const networks = {} as Record<Network, TcpProxy>;
let mailServer: Awaited<ReturnType<typeof rudeMailServer>>;
let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
let apiLedger: ReturnType<typeof openLedger>;

const breaks: [how: string, breaksIt: (network: TcpProxy) => unknown][] = [
  ['is cut', (network) => network.cut()],
  ['is silent', (network) => network.blackHole()],
  ['is torn', (network) => network.reset()],
  ['forgets every connection', (network) => network.forget()],
];
/** Everybody who is told of one fault is told of no other. */
const responsible = (row: number) => `p${row}`;
let databaseUrl = '';

beforeAll(async () => {
  mailServer = await rudeMailServer();
  const mail = await proxied(mailServer.url);
  networks.mail = mail.proxy;
  bureau = await aBureau(undefined, {
    smtpUrl: mail.url,
    async database(direct) {
      const { proxy, url } = await proxied(direct);
      networks.database = proxy;
      databaseUrl = url;
      return url;
    },
    async temporal(address) {
      networks.Temporal = await tcpProxy({ host: '127.0.0.1', port: Number(address.split(':')[1]) });
      return networks.Temporal.address;
    },
  });
  await bureau.ledger.puts(aBureauOf(breaks.map((_, row) => responsible(row))), '2024-01-01 00:00');
  apiLedger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  api = await anApi(apiLedger, ['qian']);
  // A worker that finds no server when it starts ends, and is started again by the stack; here it has to be up.
  await reports('east');
  await mailServer.until('zhang@example.com', 1);
});
afterAll(async () => {
  for (const network of Object.values(networks)) await network.restore();
  await api.close();
  await apiLedger.close();
  await bureau.close();
  for (const network of Object.values(networks)) await network.close();
  await mailServer.stop();
});

const report = (zone: string) => ({ zone, title: '连墙件缺失', description: '3号楼北侧二层缺失两处' });

/** Asks with the same key until there is an answer, as a client does. */
async function reports(zone: string): Promise<string> {
  for (;;) {
    const answer = await Promise.race([
      api.call('qian', 'POST', '/api/hazards', report(zone), { 'idempotency-key': `report-of-${zone}` }).catch(() => null),
      sleep(3_000, null),
    ]);
    if (answer?.status === 201) return answer.body.id;
    if (answer && answer.status !== 503) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(200);
  }
}

describe('while the network to the database, to Temporal and to the mail server', () => {
  it.each(breaks)('%s: what is reported is reported once, climbs and is told', async (how, breaksIt) => {
    const zone = responsible(breaks.findIndex(([each]) => each === how));
    for (const network of Object.values(networks)) await breaksIt(network);
    const reporting = reports(zone);
    // Long enough for an alarm to ring meanwhile, or not to.
    await sleep(6_000);
    for (const network of Object.values(networks)) await network.restore();
    const caseId = await reporting;
    const notices = () => bureau.ledger.rows(`select person, kind, status from notice where case_id = $1 order by id`, caseId);
    await until(async () => (await notices()).filter(({ status }) => status === 'sent' || status === 'overtaken').length === 4);
    expect((await notices()).map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      `${zone} task`,
      `${zone} reminder`,
      'li escalation',
      'wang escalation',
    ]);
    expect(await bureau.ledger.rows(`select count(*)::int as n from cases where zone = $1`, zone)).toEqual([{ n: 1 }]);
  });

  it('no mail came with two wordings, and the record is whole', async () => {
    const words = new Set(mailServer.kept.map(({ messageId, mail }) => `${messageId} ${mail.subject} ${mail.text}`));
    expect(words.size).toBe(new Set(mailServer.kept.map(({ messageId }) => messageId)).size);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});
