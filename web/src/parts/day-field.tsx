import { DatePicker, Form } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useCalendarYear } from '../api/office-queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { inShanghai, sayDate } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** The days from which one may be chosen; `latest` is null while that is not known. */
export type Days = { earliest: Dayjs; latest: Dayjs | null };

const civil = (day: Dayjs) => day.format('YYYY-MM-DD');

/** A civil date ahead, none of the days off, as far as they are announced. */
export function DayField({ name, label, days }: { name: string; label: string; days: Days }) {
  const { t, language, prose } = useWords();
  const { earliest, latest } = days;
  const years = [useCalendarYear(earliest.year()).data, useCalendarYear(earliest.year() + 1).data];
  const isOff = (day: Dayjs) => {
    const on = civil(day);
    const isWeekend = day.day() === 0 || day.day() === 6;
    return years.some((year) => year?.daysOff.includes(on)) || (isWeekend && !years.some((year) => year?.makeupWorkdays.includes(on)));
  };
  const isOutside = (day: Dayjs) => civil(day) < civil(earliest) || (latest !== null && civil(day) > civil(latest));
  return (
    <CivilDate
      name={name}
      label={label}
      extra={prose([latest && t('action.latest', { on: sayDate(civil(latest), language) }), t('action.daysOff')])}
      opensOn={earliest}
      isClosed={(day) => isOff(day) || isOutside(day)}
    />
  );
}

/** A civil date on which something was done, today at the latest. */
export function PastDayField({ name, label }: { name: string; label: string }) {
  const { t } = useWords();
  const today = inShanghai(serverNowMs());
  return <CivilDate name={name} label={label} extra={t('action.notAhead')} opensOn={today} isClosed={(day) => civil(day) > civil(today)} />;
}

type CivilDateOf = { name: string | (string | number)[]; label: string; extra?: string; opensOn: Dayjs; isClosed: (day: Dayjs) => boolean };

/** A civil date of which some days can't be chosen. */
export function CivilDate({ name, label, extra, opensOn, isClosed }: CivilDateOf) {
  const { t, language } = useWords();
  const isNarrow = useIsNarrow();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      getValueProps={(on: string | undefined) => ({ value: on ? dayjs(on) : null })}
      getValueFromEvent={(day: Dayjs | null) => (day ? civil(day) : undefined)}
      rules={[{ required: true, message: t('action.needsDate') }]}
    >
      <DatePicker
        className="date"
        inputReadOnly={isNarrow}
        placeholder=""
        showNow={false}
        format={[language === 'en' ? 'ddd D MMM YYYY' : 'YYYY年M月D日(ddd)', 'YYYY-MM-DD']}
        defaultPickerValue={dayjs(civil(opensOn))}
        disabledDate={isClosed}
      />
    </Form.Item>
  );
}
