import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeEach(async () => {
  ledger = await aLedger(policyInSeconds);
  api = await anApi(ledger, ['qian', 'zhang', 'li', 'zhao']);
});
afterEach(async () => {
  await api.close();
  await ledger.close();
});

const now = () => instantFromMs(Date.now());
const sends = async (person: string) => {
  const delivery = await openDelivery(ledger, person, now(), 'http://example.com');
  await settleDelivery(ledger.pool, delivery?.id ?? '', { status: 'sent', answer: '250 OK' });
};
const readBy = (caseId: string) =>
  ledger.rows('select person, kind, read_at is not null as read from notice where case_id = $1 order by id', caseId);

describe('the notice of a case that was sent', () => {
  it('is read once its recipient opens the page, by nobody else, and the first time counts', async () => {
    const { caseId } = await ledger.reports(now(), { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    await sends('zhang');
    await sends('li');
    await api.call('qian', 'GET', `/api/hazards/${caseId}`);
    await api.call('zhao', 'GET', `/api/cases/${caseId}`);
    expect(await readBy(caseId)).toMatchObject([
      { person: 'zhang', read: false },
      { person: 'li', read: false },
      { person: 'wang', read: false },
    ]);
    const { body } = await api.call('zhang', 'GET', `/api/hazards/${caseId}`);
    expect(body).toMatchObject({ notices: [{ person: { id: 'zhang' }, readAt: expect.any(String) }, { readAt: null }, { readAt: null }] });
    expect((await api.call('zhang', 'GET', `/api/cases/${caseId}`)).body).toMatchObject({
      notices: [{ readAt: (body as unknown as { notices: { readAt: string }[] }).notices[0]?.readAt }, {}, {}],
    });
    expect((await api.call('zhao', 'GET', `/api/notices?case=${caseId}&to=zhang`)).body).toMatchObject({
      items: [{ readAt: expect.any(String) }],
    });
    const unread = async (more: string) =>
      (
        (await api.call('zhao', 'GET', `/api/notices?case=${caseId}&unread=true${more}`)).body.items as {
          person: { id: string };
          kind: string;
        }[]
      ).map(({ person, kind }) => `${person.id} ${kind}`);
    expect(await unread('')).toEqual(['li toldOnOpening']);
    expect(await unread('&owed=true')).toEqual(['li toldOnOpening']);
    expect(await unread('&kind=task')).toEqual([]);
    expect(await unread('&kind=chase&owed=true')).toEqual([]);
  });

  it('is read on the page of its hazard where it speaks of a request about it', async () => {
    const { caseId } = await ledger.reports(now());
    const until = instantFromMs(Date.now() + 20 * 24 * 3_600_000).slice(0, 10);
    const path = `/api/hazards/${caseId}/commands`;
    expect((await api.call('zhang', 'POST', path, { type: 'RequestExtension', until, reason: '材料未到场' })).status).toBe(200);
    await sends('li');
    await api.call('li', 'GET', `/api/hazards/${caseId}`);
    expect(await ledger.rows(`select kind from notice where person = 'li' and read_at is not null`)).toEqual([{ kind: 'decision' }]);
  });

  it('is not read before it was sent', async () => {
    const { caseId } = await ledger.reports(now());
    await api.call('zhang', 'GET', `/api/hazards/${caseId}`);
    expect(await readBy(caseId)).toMatchObject([{ person: 'zhang', read: false }]);
  });
});
