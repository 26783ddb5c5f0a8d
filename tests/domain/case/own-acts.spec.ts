import { describe, expect, it } from 'vitest';
import { asking, deciding, fulfils, handling, isDecision, wasOwedBy } from '../../../domain/case/own-acts.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import type { DutyKey } from '../../../domain/escalation/policy.ts';
import { rosterOf } from '../../../domain/organisation/organisation.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import type { Post } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aBureauOfRoles } from '../../support/a-bureau-of-roles.ts';
import { everyCommandSample } from '../../support/command-samples.ts';
import { aMoment } from '../../support/given.ts';

const duties = Object.keys(defaultPolicy.ladders) as DutyKey[];

const moment = aMoment('2026-10-09 10:00', rosterOf(aBureauOfRoles(), 1));

describe('what somebody does', () => {
  it('is either asked of others or dealt with', () => expect(handling.filter((each) => asking.includes(each as never))).toEqual([]));

  it('UX 4.1: a decision is a yes or a no of whoever leads', () =>
    expect(duties.filter(isDecision)).toEqual([
      'request.decide.supervising',
      'request.decide.first',
      'request.decide.officeDirector',
      'supervision.decide',
      'supervision.lift',
      'dispatch.sign',
    ]));

  it('decides by commands that count as dealt with', () => expect(deciding.filter((each) => !handling.includes(each))).toEqual([]));

  it('is not left out, unless it becomes a case that says so itself or is no more than a word', () => {
    const told: readonly string[] = [...asking, ...handling];
    const types = new Set(everyCommandSample(moment).map(({ type }) => type));
    expect([...types].filter((type) => !told.includes(type)).sort()).toEqual([
      'Acknowledge',
      'CommentOnHazard',
      'ProposeSupervision',
      'RecordContact',
      'RequestExtension',
      'RequestSuspension',
      'VoidHazard',
    ]);
  });
});

const settled: Partial<Record<(typeof handling)[number], DutyKey[]>> = {
  AssignHazard: ['hazard.assign'],
  RectifyHazard: ['hazard.rectify.general', 'hazard.rectify.immediate', 'hazard.rectify.major'],
  VerifyHazard: ['hazard.verify.general', 'hazard.verify.major'],
  ResumeHazard: ['hazard.review'],
  DecideRequest: ['request.decide.supervising', 'request.decide.first', 'request.decide.officeDirector'],
  RecordRecheck: ['hazard.recheck'],
  AcknowledgeCall: ['call.make'],
  DecideSupervision: ['supervision.decide'],
  RegisterSupervision: ['supervision.register'],
  ReviewSupervision: ['supervision.review'],
  LiftSupervision: ['supervision.lift'],
  SubmitReport: ['report.submit'],
  AcceptReport: ['report.accept'],
  ReturnReport: ['report.accept'],
  CompileMonth: ['dispatch.compile'],
  SendBack: ['dispatch.sign'],
  SignMonth: ['dispatch.sign'],
  IssueStatistics: ['statistics.issue'],
  AnswerSuggestion: ['suggestion.answer'],
};

describe('what an act fulfils', () => {
  it.each(handling)('by %s', (did) => expect(duties.filter((duty) => fulfils(did, duty)).sort()).toEqual((settled[did] ?? []).sort()));

  it.each<[string, Post, boolean]>([
    ['specific', 'specific', true],
    ['clerk', 'specific', false],
    ['deputy', 'supervising', true],
    ['first', 'supervising', false],
    ['head', 'specific', false],
    ['clerk', 'office', true],
    ['former-member', 'office', true],
  ])('of %s, where it was owed by the post %s: %s', (person, post, expected) => {
    const roster = rosterOf(aBureauOfRoles(), 1);
    expect(wasOwedBy(roster, seatFor(post, 'east'), person, instantOf('2026-10-19 09:00'))).toBe(expected);
  });
});
