import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../ledger/ledger.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';
import { rudeMailServer } from './rude-mail-server.ts';
import { proxied, tcpProxy } from './tcp-proxy.ts';
import type { TcpProxy } from './tcp-proxy.ts';

type Network = 'database' | 'Temporal' | 'mail';
const networks = {} as Record<Network, TcpProxy>;
let mailServer: Awaited<ReturnType<typeof rudeMailServer>>;
let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
let apiLedger: ReturnType<typeof openLedger>;

const breaks: [name: string, (network: TcpProxy) => unknown][] = [
  ['is cut', (network) => network.cut()],
  ['is silent', (network) => network.blackHole()],
  ['is torn for a moment', (network) => network.reset()],
  ['is slow', (network) => network.delay(300)],
  ['has forgotten its connections', (network) => network.forget()],
];
const table = (['database', 'Temporal', 'mail'] as const).flatMap((network) =>
  breaks.map(([how, breaksIt]): [Network, string, typeof breaksIt] => [network, how, breaksIt]),
);
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
  const base = anOrganisation({ west: [term('qian')] });
  const names = table.map((_, row) => responsible(row));
  await bureau.ledger.puts(
    {
      ...base,
      zones: [
        ...base.zones,
        ...names.map((name) => ({ code: name, name: `${name}责任区`, grid: 'bureau', supervising: [term('li')], specific: [term(name)] })),
      ],
      people: [
        ...base.people,
        ...names.map((id) => ({ id, name: id, email: `${id}@example.com`, phone: null, unit: null, language: 'zh' as const })),
      ],
    },
    '2024-01-01 00:00',
  );
  apiLedger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  api = await anApi(apiLedger, ['qian']);
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
      api.call('qian', 'POST', '/api/hazards', report(zone), { 'idempotency-key': zone }).catch(() => null),
      new Promise<null>((resolve) => setTimeout(resolve, 3_000, null)),
    ]);
    if (answer?.status === 201) return answer.body.id;
  }
}

describe('while the network breaks', () => {
  it.each(table)('to the %s, which %s: what is reported is reported once, climbs and is told', async (network, how, breaksIt) => {
    const zone = responsible(table.findIndex((row) => row[0] === network && row[1] === how));
    await breaksIt(networks[network]);
    const reporting = reports(zone);
    // The clock of the case has rung half-way by then, or could not.
    await Promise.race([mailServer.until(`${zone}@example.com`, 2), new Promise((resolve) => setTimeout(resolve, 6_000))]);
    await networks[network].restore();
    const caseId = await reporting;
    const notices = () => bureau.ledger.rows('select person, kind, status from notice where case_id = $1 order by id', caseId);
    await until(async () => (await notices()).filter(({ status }) => status === 'sent' || status === 'overtaken').length === 4);
    expect((await notices()).map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      `${zone} task`,
      `${zone} reminder`,
      'li escalation',
      'wang escalation',
    ]);
  });

  it('no mail came with two wordings, and the record is whole', async () => {
    const words = new Set(mailServer.kept.map(({ messageId, mail }) => `${messageId} ${mail.subject} ${mail.text}`));
    expect(words.size).toBe(new Set(mailServer.kept.map(({ messageId }) => messageId)).size);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});
