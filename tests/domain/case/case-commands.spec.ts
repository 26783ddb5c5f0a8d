import { describe, expect, it } from 'vitest';
import { emptyCore } from '../../../domain/case/case-events.ts';
import type { CaseCore } from '../../../domain/case/case-events.ts';
import type { CaseKind } from '../../../domain/case/case-kind.ts';
import { holderOf } from '../../../domain/people/roster.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { openObligation } from '../../../domain/escalation/obligation.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { readYear } from '../../../domain/time/read-year.ts';
import { calendarWith } from '../../../domain/time/work-calendar.ts';
import { deciders } from '../../../ledger/deciders.ts';
import { example2027 } from '../../support/example-2027.ts';
import { aMoment, facts } from '../../support/given.ts';

/** Due on 2027-02-09 by the law alone, on 2027-02-12 by the notice. */
const opened = '2027-02-04 09:10';
const obligation = openObligation(1, 'hazard.assign', seatFor('office', 'east'), instantOf(opened), aMoment(opened));
/** Whatever the kind, as far as the shared rules look at it. */
const state = {
  ...emptyCore,
  obligation,
  number: 'X-1',
  title: 'X',
  zone: 'east',
  class: 'general',
  facts: facts(),
  ask: { type: 'void' },
  period: '2026-10',
  reports: {},
  term: '2026-Q3',
  reviews: [],
  about: [],
};
const later = {
  ...aMoment('2027-02-20 09:00'),
  calendar: calendarWith([readYear(2027, example2027()).read], 1),
  policies: new Map([defaultPolicy, { ...defaultPolicy, version: 2 }].map((policy) => [policy.version, policy])),
};
const present = holderOf(later.roster, obligation.owedBy, later.now);
const holder = present.kind === 'vacant' ? null : present.person;

describe.each(Object.keys(deciders) as CaseKind[])('a %s', (kind) => {
  it.each([
    ['climbs when its alarm rings', { type: 'Climb' }, 'RungFired'],
    ['tells whoever takes over the seat', { type: 'TellSuccessor', from: 'qian', to: holder }, 'HolderChanged'],
    ['is dated anew when a year is adopted', { type: 'AdoptCalendar', year: 2027, from: '2027-01-01' }, 'DeadlineMoved'],
    ['follows another version of the policy when it is adopted', { type: 'AdoptPolicy', version: 2 }, 'DeadlineMoved'],
    ['tells whoever owes that he is pressed for it', { type: 'ChaseCase', by: 'wang', words: '' }, 'CaseChased'],
  ])('%s', (_, command, event) => {
    const decision = deciders[kind].decide(state, command, later);
    expect(decision).toMatchObject({ kind: 'accepted', events: expect.arrayContaining([expect.objectContaining({ type: event })]) });
    const events = decision.kind === 'accepted' ? decision.events : [];
    const after = events.reduce<CaseCore>((folded, each) => deciders[kind].evolve(folded, each), state);
    expect(deciders[kind].noticesFor(after, events, later).length).toBeGreaterThan(0);
  });

  it('tells nobody who is not in the seat any more', () =>
    expect(deciders[kind].decide(state, { type: 'TellSuccessor', from: 'qian', to: 'nobody' } as never, later)).toEqual({
      kind: 'ignored',
      reason: 'NOT_AFFECTED',
    }));

  it('knows a call to whoever owes, which nobody else hears of', () => {
    const decision = deciders[kind].decide(state, { type: 'RecordContact', by: 'wang', words: '' } as never, later);
    const events = decision.kind === 'accepted' ? decision.events : [];
    const after = events.reduce<CaseCore>((folded, each) => deciders[kind].evolve(folded, each), state);
    expect(after.obligation?.contactedAt).toBe(later.now);
    expect(deciders[kind].noticesFor(after, events, later)).toEqual([]);
  });

  it.each(['Climb', 'TellSuccessor', 'AdoptCalendar', 'AdoptPolicy', 'ChaseCase', 'RecordContact'])(
    'that owes nothing any more ignores %s',
    (type) => {
      expect(deciders[kind].decide({ ...state, obligation: null } as never, { type }, later)).toEqual({
        kind: 'ignored',
        reason: 'CASE_ENDED',
      });
    },
  );
});
