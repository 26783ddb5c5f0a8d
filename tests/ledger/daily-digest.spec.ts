import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zh } from '../../domain/notices/wording.zh.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { openDelivery } from '../../ledger/deliveries.ts';
import { tellWhatIsStuck } from '../../ledger/stuck/daily-digest.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
  await ledger.puts(anOrganisation({ west: [term('qian')] }), '2024-01-01 00:00');
});
afterEach(() => ledger.close());

const tells = (at: string) => tellWhatIsStuck(ledger, instantOf(at));

describe('the morning digest of the board', () => {
  it('tells the office once, on workdays, after the opening of business, in a mail that leads to the board', async () => {
    await ledger.reports('2026-10-09 09:10');
    await climbWall(ledger, instantOf('2026-10-15 17:30'));
    await ledger.rows(`update notice set status = 'sent'`);
    expect(await tells('2026-10-16 08:29')).toBe(false);
    expect(await tells('2026-10-16 08:30')).toBe(true);
    expect(await tells('2026-10-16 08:31')).toBe(false);
    expect(await tells('2026-10-17 08:30'), 'a Saturday').toBe(false);
    const notices = await ledger.rows(`select person, facts from notice where kind = 'board'`);
    expect(notices).toMatchObject([{ person: 'zhao', facts: { stuck: { all: 1, overdue: 1 } } }]);
    const mail = await openDelivery(ledger, 'zhao', instantOf('2026-10-16 08:31'), 'http://grid');
    expect(mail?.subject).toBe('【卡点】今天有1项事项卡住，请查看');
    expect(mail?.text).toContain('卡住的事项：超期未动1项。最先到下一步的是脚手架连墙件缺失');
    expect(mail?.text).toContain('http://grid/stuck');
  });

  it('is not written when nothing is stuck, nor again when something gets stuck later on that day', async () => {
    expect(await tells('2026-10-15 08:30')).toBe(false);
    await ledger.reports('2026-10-09 09:10');
    await climbWall(ledger, instantOf('2026-10-15 17:30'));
    expect(await tells('2026-10-15 17:29')).toBe(false);
    expect(await tells('2026-10-16 08:30')).toBe(true);
  });

  it('says nothing of a board without an entry', () => {
    const none = {
      number: '',
      title: '',
      zone: 'east',
      duty: 'hazard.assign',
      obligation: 1,
      major: false,
      dueAt: instantOf('2026-10-12 17:30'),
    } as const;
    const more = { provisional: false, post: 'office', as: 'holder', owes: null, level: 0, reminded: 0, next: null } as const;
    expect(zh.notice('board', { ...none, ...more }, { person: () => '', zone: () => '' }).subject).toContain('0项');
  });
});
