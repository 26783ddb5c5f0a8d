import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Moment } from '../../../domain/case/decision.ts';
import { adoptCalendar } from '../../../domain/escalation/adopt-calendar.ts';
import { nextRung } from '../../../domain/escalation/dated-ladder.ts';
import { openObligation } from '../../../domain/escalation/obligation.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { decide } from '../../../domain/hazard/decide.ts';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../../domain/hazard/hazard-decider.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { requestDecider } from '../../../domain/request/request-decider.ts';
import { evolveRequest } from '../../../domain/request/request.ts';
import type { Request, RequestEvent } from '../../../domain/request/request.ts';
import type { Allowance } from '../../../domain/time/allowance.ts';
import { dueOn } from '../../../domain/time/due.ts';
import { addDays, dateIn, instantFromMs, instantOf, localDateOf, msOf, showInShanghai } from '../../../domain/time/instant.ts';
import type { LocalDate } from '../../../domain/time/instant.ts';
import { readYear } from '../../../domain/time/read-year.ts';
import { calendarWith } from '../../../domain/time/work-calendar.ts';
import type { CalendarYear } from '../../../domain/time/calendar-year.ts';
import { example2027 } from '../../support/example-2027.ts';
import { aMoment, asksToExtend, asksToSuspend, given, isGranted, reports, resumes, rings } from '../../support/given.ts';

const notice = readYear(2027, example2027()).read;
const adopts2027 = { type: 'AdoptCalendar', year: 2027, from: localDateOf('2027-01-01') } as const;
const after = (at: string, adopted: CalendarYear[] = [notice], version = 1): Moment => ({
  ...aMoment(at),
  calendar: calendarWith(adopted, version),
});
const moveOf = (decision: Decision<HazardEvent>) => {
  const [moved] = decision.kind === 'accepted' ? decision.events : [];
  if (moved?.type !== 'DeadlineMoved') return decision;
  const { from, to } = moved;
  return `${showInShanghai(from.at)} ${from.certainty} → ${showInShanghai(to.at)} ${to.certainty}`;
};
const fold = (state: Hazard | null, decision: Decision<HazardEvent>) =>
  decision.kind === 'accepted' ? decision.events.reduce<Hazard | null>(evolve, state) : state;
const adopt = (state: Hazard | null, moment: Moment, command: typeof adopts2027 = adopts2027) => {
  const decision = decide(state, command, moment);
  return { decision, state: fold(state, decision) as Hazard };
};

const obliged = (opened: string, limit: Allowance) => {
  const policy = {
    ...defaultPolicy,
    ladders: { ...defaultPolicy.ladders, 'hazard.assign': { ...defaultPolicy.ladders['hazard.assign'], limit } },
  };
  const moment = aMoment(opened, undefined, policy);
  return { policy, obligation: openObligation(1, 'hazard.assign', seatFor('office', 'east'), instantOf(opened), moment) };
};
const core = { obligationsOpened: 1, highestLevel: 0 };

describe('a year is adopted (示例发〔2026〕1号: 2027 春节 02-05 to 02-11, made up for on 01-30 and 02-20)', () => {
  it.each([
    // rule, opened, limit, old → new
    [
      '元旦 as the law has it: provisional becomes firm',
      '2026-12-30 10:00',
      { workdays: 2 },
      '2027-01-04 17:30 provisional → 2027-01-04 17:30 firm',
    ],
    ['a make-up Saturday brings it nearer', '2027-01-28 10:00', { workdays: 3 }, '2027-02-02 17:30 provisional → 2027-02-01 17:30 firm'],
    ['春节 is longer than the law has it', '2027-02-04 10:00', { workdays: 1 }, '2027-02-09 17:30 provisional → 2027-02-12 17:30 firm'],
    [
      '民法典 203: a last day in 春节 moves behind it',
      '2027-01-11 10:00',
      { days: 30 },
      '2027-02-10 17:30 provisional → 2027-02-12 17:30 firm',
    ],
    [
      'a last day on a make-up Saturday stays on it',
      '2027-01-20 10:00',
      { days: 10 },
      '2027-02-01 17:30 provisional → 2027-01-30 17:30 firm',
    ],
    [
      'working hours run over a make-up Saturday',
      '2027-01-29 16:30',
      { workHours: 2 },
      '2027-02-01 09:30 provisional → 2027-01-30 09:30 firm',
    ],
    ['国庆 with what was moved to it', '2027-09-30 10:00', { workdays: 2 }, '2027-10-05 17:30 provisional → 2027-10-09 17:30 firm'],
  ] as const)('%s', (_, opened, limit, moved) => {
    const { obligation, policy } = obliged(opened, limit);
    const moment = { ...aMoment('2026-11-20 10:00', undefined, policy), calendar: calendarWith([notice], 1) };
    expect(moveOf(adoptCalendar({ ...core, obligation }, adopts2027, moment))).toBe(moved);
  });

  it.each([
    ['whose deadline and rungs lie before it', '2026-11-02 09:00', { workdays: 5 }],
    ['that runs by elapsed time', '2027-01-29 16:30', { elapsed: 'PT36H' }],
  ] as const)('and leaves a case alone %s', (_, opened, limit) => {
    const { obligation, policy } = obliged(opened, limit);
    const rungs = policy.ladders['hazard.assign'].rungs.filter(({ when }) => !('afterDue' in when) || 'elapsed' in when.afterDue);
    const plain = { ...policy, ladders: { ...policy.ladders, 'hazard.assign': { limit, rungs } } };
    const moment = { ...aMoment('2026-11-20 10:00', undefined, plain), calendar: calendarWith([notice], 1) };
    expect(adoptCalendar({ ...core, obligation }, adopts2027, moment)).toEqual({ kind: 'ignored', reason: 'NOT_AFFECTED' });
  });

  it('and a rung behind the year end is dated anew, though the deadline lies in the year before', () => {
    const overdue = given(reports('2026-12-23 09:10'), rings('2026-12-30 17:30')).state;
    const { decision, state } = adopt(
      overdue,
      after('2026-12-31 09:00', [{ ...notice, daysOff: [...notice.daysOff, localDateOf('2027-01-04')] }]),
    );
    expect(moveOf(decision)).toBe('2026-12-30 17:30 firm → 2026-12-30 17:30 firm');
    const nextOf = (of: Hazard | null, moment: Moment) => showInShanghai(nextRung(of?.obligation as never, moment)?.at as never);
    expect(nextOf(overdue, aMoment('2026-12-31 09:00'))).toBe('2027-01-04 17:30');
    expect(nextOf(state, after('2026-12-31 09:00', [{ ...notice, daysOff: [...notice.daysOff, localDateOf('2027-01-04')] }]))).toBe(
      '2027-01-05 17:30',
    );
  });

  it('and what rang stays rung, at the level that was reached', () => {
    // Due on 2027-02-10 by the law alone, on 2027-02-15 by the notice.
    const climbed = given(reports('2027-02-01 09:10'), rings('2027-02-09 17:30')).state as Hazard;
    expect(showInShanghai(climbed.obligation?.due.at as never)).toBe('2027-02-10 17:30');
    const { state } = adopt(climbed, after('2027-02-09 18:00'));
    expect(state.obligation).toMatchObject({ fired: climbed.obligation?.fired, level: 0 });
    expect(state.obligation?.countsFrom).toBeUndefined();
    expect(nextRung(state.obligation as never, after('2027-02-09 18:00'))).toMatchObject({ key: 'supervising' });
  });

  it('and a deadline that lay ahead does not fall behind: it ends with the present workday', () => {
    const { state } = given(reports('2027-01-26 09:10'));
    expect(showInShanghai(state?.obligation?.due.at as never)).toBe('2027-02-02 17:30');
    expect(moveOf(adopt(state, after('2027-02-02 10:00')).decision)).toMatch('→ 2027-02-02 17:30 firm');
    expect(moveOf(adopt(state, after('2027-02-01 18:00')).decision)).toMatch('→ 2027-02-02 17:30 firm');
    expect(moveOf(adopt(state, after('2027-02-01 10:00')).decision)).toMatch('→ 2027-02-01 17:30 firm');
  });
});

describe('a deadline that was set otherwise', () => {
  it('granted as a day stays on that day, or moves behind the days off', () => {
    const extended = (until: string) => {
      const steps = [reports('2026-12-21 09:10'), asksToExtend('2026-12-25 10:00', until)];
      return given(...steps, isGranted('2026-12-25 11:00', given(...steps).state)).state;
    };
    expect(moveOf(adopt(extended('2027-01-15'), after('2026-12-28 09:00')).decision)).toBe(
      '2027-01-15 17:30 provisional → 2027-01-15 17:30 firm',
    );
    const lengthened = [{ ...notice, daysOff: [...notice.daysOff, localDateOf('2027-01-15')] }];
    const { state, decision } = adopt(extended('2027-01-15'), after('2026-12-28 09:00', lengthened));
    expect(moveOf(decision)).toBe('2027-01-15 17:30 provisional → 2027-01-18 17:30 firm');
    expect(state.obligation?.countsFrom).toBe(instantOf('2026-12-25 11:00'));
    expect(moveOf(adopt(state, after('2026-12-29 09:00', [notice], 2)).decision)).toBe('2027-01-18 17:30 firm → 2027-01-15 17:30 firm');
  });

  it('asked as a day before the year was adopted is read by the new calendar when it is granted', () => {
    const steps = [reports('2027-01-25 09:10'), asksToExtend('2027-01-29 10:00', '2027-02-10')];
    const asked = given(...steps).state as Hazard;
    const grant = decide(asked, isGranted('2027-01-29 11:00', asked).command, after('2027-01-29 11:00'));
    expect(fold(asked, grant)?.obligation?.due).toMatchObject({ at: instantOf('2027-02-12 17:30'), certainty: 'firm' });
  });

  it('for the rest after a suspension is counted from the resumption', () => {
    const steps = [reports('2026-12-21 09:10'), asksToSuspend('2026-12-23 10:00', '2027-02-19')];
    const resumed = given(...steps, isGranted('2026-12-23 11:00', given(...steps).state), resumes('2027-02-03 09:00')).state;
    expect(moveOf(adopt(resumed, after('2027-02-03 10:00')).decision)).toBe('2027-02-10 17:30 provisional → 2027-02-15 17:30 firm');
  });
});

describe('who hears of it', () => {
  const noticesAfter = (opened: string, at: string) => {
    const { decision, state } = adopt(given(reports(opened)).state, after(at));
    return hazardDecider.noticesFor(state, decision.kind === 'accepted' ? decision.events : [], after(at));
  };

  it('is whoever owes, when the date moved, with the old one and why', () => {
    const notices = noticesAfter('2027-02-01 09:10', '2027-01-04 09:00');
    expect(notices).toMatchObject([
      { person: 'zhang', kind: 'moved', facts: { moved: { cause: 'calendar', from: instantOf('2027-02-10 17:30') } } },
    ]);
  });

  it('is nobody, when the date stands and only became firm', () => {
    expect(noticesAfter('2027-03-01 09:10', '2027-01-04 09:00')).toEqual([]);
  });
});

describe('a request', () => {
  it('is dated anew like any other case', () => {
    const asking = given(reports('2027-02-01 09:10')).when(asksToExtend('2027-02-03 10:00', '2027-02-19'));
    const [follow] = asking.decision.kind === 'accepted' ? (asking.decision.then ?? []) : [];
    const opened = requestDecider.decide(null, follow?.command as never, aMoment('2027-02-03 10:00'));
    const foldRequest = (state: Request | null, decided: Decision<RequestEvent>) =>
      (decided.kind === 'accepted' ? decided.events : []).reduce<Request | null>(evolveRequest, state) as Request;
    const request = foldRequest(null, opened);
    const decision = requestDecider.decide(request, adopts2027, after('2027-02-03 11:00'));
    expect(decision).toMatchObject({ events: [{ type: 'DeadlineMoved', cause: 'calendar', to: { at: instantOf('2027-02-12 17:30') } }] });
    const events = decision.kind === 'accepted' ? decision.events : [];
    const notices = requestDecider.noticesFor(foldRequest(request, decision), events, after('2027-02-03 11:00'));
    expect(notices).toMatchObject([{ person: 'li', kind: 'moved' }]);
  });
});

describe('laws of adoption', () => {
  const anyOpening = fc.integer({ min: msOf(instantOf('2026-11-01 00:00')), max: msOf(instantOf('2027-12-01 00:00')) }).map(instantFromMs);
  const anyLimit = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((workdays) => ({ workdays })),
    fc.integer({ min: 1, max: 60 }).map((days) => ({ days })),
    fc.integer({ min: 1, max: 80 }).map((workHours) => ({ workHours })),
  );
  const dueBy = (opened: string, limit: Allowance, day: LocalDate | null, moment: Moment) =>
    openObligation(1, 'hazard.assign', seatFor('office', 'east'), opened as never, moment, day ? dueOn(day, moment.calendar) : limit);

  it('one more day off never brings a deadline nearer', () => {
    fc.assert(
      fc.property(anyOpening, anyLimit, fc.boolean(), fc.integer({ min: 0, max: 70 }), (opened, limit, isGiven, offset) => {
        const before = after(opened);
        const obligation = dueBy(opened, limit, isGiven ? addDays(dateIn(opened), 20) : null, before);
        const off = addDays(dateIn(opened), offset);
        const stricter = {
          ...notice,
          daysOff: [...notice.daysOff, off],
          makeupWorkdays: notice.makeupWorkdays.filter((on) => on !== off),
        };
        const from = off < adopts2027.from ? off : adopts2027.from;
        const decision = adoptCalendar({ ...core, obligation }, { ...adopts2027, from }, after(opened, [stricter], 2));
        const [moved] = decision.kind === 'accepted' ? decision.events : [];
        return moved?.type !== 'DeadlineMoved' || moved.to.at >= obligation.due.at;
      }),
    );
  });

  it('adopted twice it changes nothing the second time', () => {
    fc.assert(
      fc.property(anyOpening, (opened) => {
        const moment = after(opened);
        const { decision, state } = adopt(given({ ...reports('2026-11-02 09:10'), at: opened }).state, moment);
        const again = decide(state, adopts2027, moment);
        return again.kind === 'ignored' && again.reason === (decision.kind === 'accepted' ? 'ALREADY_DONE' : 'NOT_AFFECTED');
      }),
    );
  });

  it('a case is dated as if it had been opened with the new calendar', () => {
    fc.assert(
      fc.property(anyOpening, anyLimit, (opened, limit) => {
        const obligation = dueBy(opened, limit, null, aMoment(opened));
        const decision = adoptCalendar({ ...core, obligation }, adopts2027, after('2026-01-01 09:00'));
        const due = decision.kind === 'accepted' && decision.events[0]?.type === 'DeadlineMoved' ? decision.events[0].to : obligation.due;
        expect({ ...due, calendar: '' }).toEqual({ ...dueBy(opened, limit, null, after(opened)).due, calendar: '' });
      }),
    );
  });
});
