import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../domain/people/seat.ts';
import { given, gives, people, rectifies, reports, verifies, west } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const chases = (at: string, by: string, words = '请本周内完成') => gives(at, { type: 'ChaseHazard', by, words });
const comments = (text: string) => gives('2026-10-09 10:00', { type: 'CommentOnHazard', by: people.qian, text });

describe('a hazard that somebody presses for (催办)', () => {
  it.each([people.zhao, people.sun, people.li, people.wang])('tells whoever owes, and moves nothing: %s', (by) => {
    const before = given(reports(opened));
    const { after, then, told, decision } = before.when(chases('2026-10-09 10:00', by));
    then('CaseChased');
    expect(told()).toEqual(['zhang chase']);
    expect(decision).toMatchObject({ events: [{ by, words: '请本周内完成' }] });
    expect(after?.obligation).toEqual(before.state?.obligation);
  });

  it.each<[string, ReturnType<typeof chases>, string]>([
    ['the inspector who reported it', chases('2026-10-09 10:00', people.qian), 'MAY_NOT_CHASE'],
    ['whoever owes it', chases('2026-10-09 10:00', people.zhang), 'MAY_NOT_CHASE'],
  ])('is not pressed for by %s', (_, step, code) => given(reports(opened)).when(step).thenRefused(code));

  it('is pressed for once an hour by the same person, by another at any time', () => {
    const chased = [reports(opened), chases('2026-10-09 10:00', people.li)];
    given(...chased)
      .when(chases('2026-10-09 10:59', people.li))
      .thenRefused('CHASED_LATELY');
    given(...chased)
      .when(chases('2026-10-09 10:59', people.zhao))
      .then('CaseChased');
    given(...chased)
      .when(chases('2026-10-09 11:00', people.li))
      .then('CaseChased');
  });

  it('lets the office director press the office, and the office not press itself', () => {
    const waits = [reports(opened, west)];
    given(...waits)
      .when(chases('2026-09-29 10:00', people.zhao))
      .thenRefused('YOURS_TO_DO');
    expect(
      given(...waits)
        .when(chases('2026-09-29 10:00', people.sun))
        .told(),
    ).toEqual(['zhao chase']);
  });

  it('is at its end when nobody owes anything', () => {
    given(reports(opened), rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true))
      .when(chases('2026-10-09 10:00', people.li))
      .thenRefused('WRONG_STAGE');
  });
});

describe('a comment', () => {
  it('is told to whoever owes the next step, unless he wrote it', () => {
    const by = (person: PersonId) => gives('2026-10-09 10:00', { type: 'CommentOnHazard', by: person, text: '北侧也有裂缝' });
    expect(given(reports(opened)).when(by(people.qian)).told()).toEqual(['zhang commented']);
    expect(given(reports(opened)).when(by(people.zhang)).told()).toEqual([]);
    expect(given(reports(opened), rectifies('2026-09-30 10:00')).when(by(people.zhang)).told()).toEqual(['zhao commented']);
  });

  it('stands in the history, also of a closed hazard, where nobody is told', () => {
    const { then, told } = given(reports(opened), rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true)).when(
      comments('已归档'),
    );
    then('HazardCommented');
    expect(told()).toEqual([]);
  });

  it('says something', () => given(reports(opened)).when(comments(' ')).thenRefused('REASON_REQUIRED'));
});
