import { describe, expect, it } from 'vitest';
import { addRehearsals } from '../../web/src/parts/office/add-rehearsals.ts';
import { readNotice } from '../../web/src/parts/office/read-notice.ts';
import { publishedYears } from '../../domain/time/published-years.ts';

// 国办发明电〔2025〕7号, as it was published.
const notice2026 = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

describe('the notice of a year that is pasted into the calendar', () => {
  it('is read as it was published', () => {
    const { daysOff, makeupWorkdays } = publishedYears.find(({ year }) => year === 2026) ?? {};
    expect(readNotice(notice2026, 2026)).toEqual({ daysOff, makeupWorkdays });
  });

  it.each([
    ['a holiday over New Year', '元旦：2026年12月31日至2027年1月2日放假，共3天。', ['2026-12-31', '2027-01-01', '2027-01-02'], []],
    ['one that does not name the years', '12月31日至1月2日放假', ['2026-12-31', '2027-01-01', '2027-01-02'], []],
    ['a single day', '端午节：6月9日放假1天。', ['2027-06-09'], []],
    ['a date a line', '2027-01-01 休\n2027-01-30 班\n2027-01-02', ['2027-01-01', '2027-01-02'], ['2027-01-30']],
    ['dates that say neither', '本通知自2027年1月1日起执行。', [], []],
  ])('is read where it has %s', (_, text, daysOff, makeupWorkdays) => {
    expect(readNotice(text, 2027)).toEqual({ daysOff, makeupWorkdays });
  });
});

describe('rehearsals of two months', () => {
  it('are one when they are added', () => {
    const none = { count: 0, first: [] };
    const one = { was: 1, draft: 2 };
    const february = {
      cases: 3,
      leftOut: 1,
      posts: { first: { reminders: one, escalations: one } },
      duties: { 'hazard.assign': { owed: 2, late: one } },
      lateCases: one,
      newlyLate: none,
      noLongerLate: none,
    };
    const march = { ...february, posts: { office: { reminders: one, escalations: one } } };
    expect(addRehearsals(february, march)).toEqual({
      cases: 6,
      leftOut: 2,
      posts: { first: { reminders: one, escalations: one }, office: { reminders: one, escalations: one } },
      duties: { 'hazard.assign': { owed: 4, late: { was: 2, draft: 4 } } },
      lateCases: { was: 2, draft: 4 },
      newlyLate: none,
      noLongerLate: none,
    });
  });
});
