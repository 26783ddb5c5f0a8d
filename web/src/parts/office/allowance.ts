import type { Allowance, Ladder, Post, Rung } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import type { zh } from '../../words/zh.ts';

export const units = ['workdays', 'workHours', 'days', 'hours', 'minutes', 'seconds'] as const;
export type Unit = (typeof units)[number];
export type Amount = { amount: number; unit: Unit };

const seconds = { hours: 3_600, minutes: 60, seconds: 1 } as const;
const duration = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The allowance as a number with a unit; what runs on end in the largest unit in which it is whole. */
export function amountOf(allowance: Allowance): Amount {
  if ('workdays' in allowance) return { amount: allowance.workdays, unit: 'workdays' };
  if ('workHours' in allowance) return { amount: allowance.workHours, unit: 'workHours' };
  if ('days' in allowance) return { amount: allowance.days, unit: 'days' };
  const [weeks = 0, days = 0, hours = 0, minutes = 0, rest = 0] = (duration.exec(allowance.elapsed) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  const all = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + rest;
  const unit = (['hours', 'minutes'] as const).find((each) => all > 0 && all % seconds[each] === 0) ?? 'seconds';
  return { amount: all / seconds[unit], unit };
}

export function allowanceOf({ amount, unit }: Amount): Allowance {
  switch (unit) {
    case 'workdays':
      return { workdays: amount };
    case 'workHours':
      return { workHours: amount };
    case 'days':
      return { days: amount };
    case 'hours':
    case 'minutes':
    case 'seconds':
      return { elapsed: `PT${amount}${unit[0]?.toUpperCase() ?? 'S'}` };
  }
}

/** From when a rung counts; and how long, which of a share of the limit is none. */
export type WhenKind = 'fraction' | 'afterOpening' | 'beforeDue' | 'atOnce' | 'afterDue';
export function whenOf({ when }: Pick<Rung, 'when'>): { kind: WhenKind; allowance: Allowance | null; fraction: number } {
  if ('fraction' in when) return { kind: 'fraction', allowance: null, fraction: when.fraction };
  if ('afterOpening' in when) return { kind: 'afterOpening', allowance: when.afterOpening, fraction: 0.5 };
  if ('beforeDue' in when) return { kind: 'beforeDue', allowance: when.beforeDue, fraction: 0.5 };
  if (amountOf(when.afterDue).amount === 0) return { kind: 'atOnce', allowance: null, fraction: 0.5 };
  return { kind: 'afterDue', allowance: when.afterDue, fraction: 0.5 };
}

/** What can be owed, in the order of the document, by group: hazard.rectify.major is one of hazard. */
export type DutyGroup = keyof typeof zh.office.dutyGroup;
export const groupOf = (duty: string) => duty.split('.')[0] as DutyGroup;

/** The words of limits and ladders. */
export function usePolicyWords() {
  const { t, language, list } = useWords();
  const dutyName = (duty: string) => t(`office.dutyName.${duty.replaceAll('.', '-') as keyof typeof zh.office.dutyName}`);
  const posts = (tells: readonly Post[]) => list(tells.map((post) => t(`post.${post}`)));

  /** 5个工作日 */
  function allowance(given: Allowance): string {
    const { amount, unit } = amountOf(given);
    const word = t(`office.allowance.${unit}`);
    return language === 'en' ? `${amount} ${word}` : `${amount}${word}`;
  }

  /** 时限过50%, 超期2个工作日 */
  function when(rung: Pick<Rung, 'when'>): string {
    const { kind, allowance: given, fraction } = whenOf(rung);
    if (kind === 'atOnce') return t('office.when.atOnce');
    if (given === null) return t('office.when.saidFraction', { percent: Math.round(fraction * 100) });
    const amount = allowance(given);
    if (kind === 'afterOpening') return t('office.when.saidAfterOpening', { amount });
    return kind === 'beforeDue' ? t('office.when.saidBeforeDue', { amount }) : t('office.when.saidAfterDue', { amount });
  }

  /** 此后每周一重复; null for what rings once. */
  function repeats({ repeat }: Pick<Rung, 'repeat'>): string | null {
    if (!repeat) return null;
    if ('weekly' in repeat) return t('office.draft.thenWeekly', { weekday: t(`office.weekday.${weekdayOf(repeat.weekly)}`) });
    return t('office.draft.thenEach', { amount: allowance(repeat) });
  }

  /** 超期2个工作日：通知第一责任人（第2级） */
  function step(rung: Rung): string {
    const who = posts(rung.tells);
    const said =
      rung.tells.length === 0
        ? t('office.policies.stepMarks', { when: when(rung) })
        : rung.nature === 'reminder'
          ? t('office.policies.stepReminds', { when: when(rung), who })
          : t('office.policies.stepTells', { when: when(rung), who, level: rung.level ?? 0 });
    const again = repeats(rung);
    return again ? t('office.policies.stepAgain', { said, again }) : said;
  }

  const limit = ({ limit: given, urgent }: Ladder) => list([allowance(given), ...(urgent ? [t('office.policies.urgent')] : [])]);
  return { t, language, dutyName, posts, allowance, when, repeats, step, limit };
}

export type WeekdayWord = keyof typeof zh.office.weekday;
const weekdayOf = (day: number) => String(day) as WeekdayWord;
