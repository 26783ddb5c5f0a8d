import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { aBureau } from '../support/a-bureau.ts';
import { until } from '../support/until.ts';
import { aBureauOf } from './a-bureau-of.ts';
import { rudeMailServer } from './rude-mail-server.ts';
import type { Greeting, Manner } from './rude-mail-server.ts';

/** How the server treats the first mail to each; every later one it takes. */
const comesInTheEnd: Manner[] = ['takes', 'defersRecipient', 'defersMail', 'closesInData', 'takesAndDies', 'hangs', 'takesAndHangs'];
const neverComes: Manner[] = ['refusesRecipient', 'refusesMail'];
const greetings: Greeting[] = ['turnsAway', 'hangsUp', 'saysNothing'];

const treated = new Set<string>();
let mailServer: Awaited<ReturnType<typeof rudeMailServer>>;
let bureau: Awaited<ReturnType<typeof aBureau>>;
const caseIds = new Map<Manner, string>();

beforeAll(async () => {
  const addresses = new Map([...comesInTheEnd, ...neverComes].map((manner) => [`${manner.toLowerCase()}@example.com`, manner]));
  mailServer = await rudeMailServer(
    (to) => {
      if (treated.has(to)) return 'takes';
      treated.add(to);
      return addresses.get(to.toLowerCase()) ?? 'takes';
    },
    () => greetings.shift() ?? 'greets',
  );
  bureau = await aBureau(undefined, { smtpUrl: mailServer.url });
  await bureau.ledger.puts(aBureauOf([...comesInTheEnd, ...neverComes]), '2024-01-01 00:00');
  for (const manner of [...comesInTheEnd, ...neverComes]) {
    const { caseId } = await bureau.ledger.reports(instantFromMs(Date.now()), { zone: manner });
    caseIds.set(manner, caseId);
  }
});
afterAll(async () => {
  await bureau.close();
  await mailServer.stop();
});

const task = async (manner: Manner) => {
  const [row] = await bureau.ledger.rows(
    `select n.status, d.message_id, d.answer from notice n left join delivery d on d.id = n.delivery_id where n.case_id = $1 and n.kind = 'task'`,
    caseIds.get(manner),
  );
  return row as { status: string; message_id: string; answer: string };
};

describe('a mail server that', { timeout: 180_000 }, () => {
  it.each(comesInTheEnd)('%s the first mail to somebody: it comes in the end, with one Message-ID and the same words', async (manner) => {
    await until(async () => (await task(manner)).status === 'sent');
    const { message_id } = await task(manner);
    const came = mailServer.kept.filter(({ messageId }) => messageId === message_id);
    expect(came).toHaveLength(['takesAndDies', 'takesAndHangs'].includes(manner) ? 2 : 1);
    expect(new Set(came.map(({ to, mail }) => `${to} ${mail.subject} ${mail.text}`)).size).toBe(1);
  });

  it.each(neverComes)('%s: it is recorded with the answer, and the ladder goes on', async (manner) => {
    await until(async () => (await task(manner)).status === 'failed');
    expect((await task(manner)).answer).toContain('550');
    await until(
      async () =>
        (await bureau.ledger.rows(`select 1 from notice where case_id = $1 and kind = 'escalation'`, caseIds.get(manner))).length === 2,
    );
  });

  it('turns away, hangs up on or never greets those who connect: they come again', () => {
    expect(greetings).toEqual([]);
    expect([...mailServer.happened.keys()]).toEqual(expect.arrayContaining(['turnsAway', 'hangsUp', 'saysNothing']));
  });

  it('refuses one is no obstacle to the others', async () => {
    await until(async () => (await bureau.ledger.rows(`select 1 from notice where status in ('queued', 'sending')`)).length === 0);
    expect(await bureau.ledger.rows(`select distinct person from notice where status = 'failed' order by person`)).toEqual([
      { person: 'refusesMail' },
      { person: 'refusesRecipient' },
    ]);
  });
});
