import { useTranslation } from 'react-i18next';
import type { Case, Hat, HazardItem, Owes, Told } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { languageNow } from './language.ts';
import { inShanghai, isInSeconds, isToday, latenessOf, sayDay, sayMoment, sayTime } from './moments.ts';
import { zh } from './zh.ts';

const actNames = [
  ...(['assign', 'rectify', 'verify', 'review', 'decide', 'recheck', 'fill', 'make', 'publish'] as const),
  ...(['submit', 'accept', 'collect', 'compile', 'hear', 'sign', 'issue', 'answer'] as const),
];
export type Act = (typeof actNames)[number] | (typeof supervising)[keyof typeof supervising];

/** What is owed for a supervision is called otherwise than the like for a hazard. */
const supervising = { decide: 'listing', register: 'register', review: 'reviewListing', lift: 'lift' } as const;

type Came = Pick<Case['notices'][number], 'status' | 'sentAt' | 'readAt' | 'deliveries'>;
const categories = Object.keys(zh.category) as (keyof typeof zh.category)[];
type RungName = keyof typeof zh.rung;
const isNamed = (key: string): key is RungName => key in zh.rung;

/** hazard.rectify.major → rectify, supervision.review → reviewListing */
export function actOf(duty: string): Act {
  const [of, what] = duty.split('.');
  if (of === 'supervision' && what && what in supervising) return supervising[what as keyof typeof supervising];
  return actNames.find((act) => what === act) ?? 'rectify';
}

/** The words of the pages in the reader's language, and the sentences that are made of them in more than one place. */
export function useWords() {
  const { t } = useTranslation();
  const language = languageNow();
  const list = (names: readonly string[]) => names.join(language === 'en' ? ', ' : '、');

  /** 张建国（具体责任人）, 李军（代张建国，具体责任人） */
  const person = ({ post, person: found, actingFor }: Omit<Told, 'actingFor'> & Partial<Told>) => {
    const said = { name: found?.name ?? t(`post.${post}`), post: found ? t(`post.${post}`) : t('vacant') };
    return actingFor ? t('actingIn', { ...said, of: actingFor.name }) : t('personIn', said);
  };
  const people = (tells: readonly Told[]) => list(tells.map(person));

  /** Sentences one after the other, without those that are not said. */
  const prose = (sentences: readonly (string | false | null)[]) =>
    sentences.filter((sentence) => typeof sentence === 'string').join(language === 'en' ? ' ' : '');

  /** 10月12日(周一)17:30 */
  const dueAt = (owes: Pick<Owes, 'since' | 'dueAt'> & Partial<Owes>) =>
    sayMoment(owes.dueAt, language, isInSeconds(owes), owes.dueOnMakeupWorkday);

  /** 10月12日(周一)17:30前（暂定，2027年节假日安排未公布） */
  function due(owes: Owes): string {
    const by = t('time.by', { moment: dueAt(owes) });
    return owes.provisional ? by + t('time.provisional', { year: inShanghai(owes.dueAt).year() }) : by;
  }

  /** 还剩2个工作日 */
  function lateness(owes: Owes): string {
    const { kind, workdays: count } = latenessOf(owes);
    if (kind === 'paused') return t('time.paused', { on: sayDay(owes.dueAt, language) });
    if (kind === 'today') return t('time.dueToday');
    if (kind === 'left') return t('time.left', { count });
    if (kind === 'soon') return t('time.soon', { count });
    return count === 0 ? t('time.overdueToday') : t('time.overdue', { count });
  }

  /** 今天17:30仍未提交整改结果，将通知李明远（分管责任人） */
  function next({ next: step, owes }: Pick<HazardItem, 'next' | 'owes'>): string {
    if (!step || !owes) return t('next.none');
    const who = people(step.tells);
    if (Date.parse(step.at) <= serverNowMs()) return t('next.now', { who });
    const moment = isToday(step.at)
      ? t('time.today', { time: sayTime(step.at, isInSeconds(owes)) })
      : sayMoment(step.at, language, isInSeconds(owes), step.onMakeupWorkday);
    return t(`next.${step.nature}`, { moment, still: t(`still.${actOf(owes.duty)}`), who });
  }

  /** （时限过半）, why a rung rings where it has a name; the number of a repetition says nothing. */
  function because(key: string): string {
    const name = key.replace(/#\d+$/, '');
    return isNamed(name) ? t('ladder.because', { name: t(`rung.${name}`) }) : '';
  }

  /** 邮件未送达（邮箱已满），已发企业微信 8:30，已读 9:12: what came of a notice. */
  function cameOf({ status, sentAt, readAt, deliveries }: Came, isPrecise: boolean): string {
    const time = sentAt ? sayTime(sentAt, isPrecise) : '';
    const last = deliveries.at(-1);
    const said = last?.said?.[language] ?? '';
    const channel = last ? t(`channel.${last.channel}`) : '';
    const failed = deliveries
      .filter((each) => each.status === 'failed' || each.status === 'bounced')
      .map((each) => t('delivery.notBy', { channel: t(`channel.${each.channel}`), said: each.said?.[language] ?? '' }));
    const isGivenUp = status === 'failed' && failed.length > 0;
    const now =
      status === 'sending' && said
        ? t('delivery.trying', { said })
        : status === 'sent' && channel
          ? t('delivery.sentBy', { channel, time })
          : t(`delivery.${status}`, { time });
    const came = [...failed, ...(isGivenUp ? [] : [now])].reduce((before, after) => t('delivery.then', { before, after }));
    const marked = isGivenUp ? `✕ ${came}` : came;
    return readAt ? t('delivery.read', { came: marked, time: sayReadAt(readAt, sentAt, isPrecise) }) : marked;
  }

  /** With its day, where that is another than the day on which it was sent. */
  const sayReadAt = (readAt: string, sentAt: string | null, isPrecise: boolean) =>
    sentAt && inShanghai(sentAt).isSame(inShanghai(readAt), 'day') ? sayTime(readAt, isPrecise) : sayMoment(readAt, language, isPrecise);

  /** 城东房建责任区具体责任人 */
  function seat({ post, scope, scopeName }: Pick<Hat, 'post' | 'scope' | 'scopeName'>): string {
    const isOfBureau = scope === 'bureau' || post === 'first' || post === 'office' || post === 'officeDirector';
    return isOfBureau ? t(`post.${post}`) : t('hazard.waitingZone', { zone: scopeName, post: t(`post.${post}`) });
  }

  const hat = (worn: Hat) => (worn.for ? t('hats.acting', { name: worn.for.name, seat: seat(worn) }) : seat(worn));

  /** The category of a hazard, which the ledger keeps in the bureau's own words; whatever else stands there as it stands. */
  function categoryIn(words: string): string {
    const known = categories.find((each) => zh.category[each] === words);
    return known ? t(`category.${known}`) : words;
  }

  return {
    t,
    language,
    list,
    categoryIn,
    prose,
    cameOf,
    person,
    people,
    due,
    dueAt,
    lateness,
    next,
    because,
    seat,
    hat,
    act: (owes: Owes) => t(`duty.${actOf(owes.duty)}`),
  };
}
