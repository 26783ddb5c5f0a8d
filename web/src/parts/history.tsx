import { Segmented } from 'antd';
import { useState } from 'react';
import type { Hazard } from '../api/client.ts';
import { useZones } from '../api/queries.ts';
import { inShanghai, isInSeconds, sayDate, sayMoment } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { entriesOf, runsInSeconds, untilOf } from './entries.ts';
import type { Classed, Entry, Past } from './entries.ts';
import { Unbroken } from './unbroken.tsx';

type Filter = 'all' | 'acts' | 'notices';

const filters: readonly Filter[] = ['all', 'acts', 'notices'];
const passes: Record<Filter, (entry: Entry) => boolean> = {
  all: () => true,
  acts: ({ by }) => by !== null,
  notices: ({ told }) => told.length > 0,
};

/** What happened, newest first, in sentences. */
export function History({ of }: { of: Past }) {
  const { t, language, prose } = useWords();
  const [filter, setFilter] = useState<Filter>('all');
  const isPrecise = runsInSeconds(of);
  const sentences = useSentences(isPrecise);
  const shown = entriesOf(of).reverse().filter(passes[filter]);
  return (
    <section aria-labelledby="history">
      <div className="heading">
        <h2 id="history">{t('history.title')}</h2>
        <Segmented<Filter>
          aria-label={t('history.filter')}
          value={filter}
          onChange={setFilter}
          options={filters.map((value) => ({ value, label: t(`history.${value}`) }))}
        />
      </div>
      {shown.length === 0 && <p className="empty">{t('history.empty')}</p>}
      <ol className="history" reversed>
        {shown.map((entry) => (
          <li key={entry.revision}>
            <time dateTime={entry.at}>{sayMoment(entry.at, language, isPrecise)}</time>
            <span>
              <Unbroken>{prose(sentences(entry))}</Unbroken>
              <ToldOf entry={entry} isPrecise={isPrecise} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who was told, and what came of it; apart from them, for whom it was meant and whom it was not sent. */
function ToldOf({ entry: { deliveries }, isPrecise }: { entry: Entry; isPrecise: boolean }) {
  const { t, list, cameOf } = useWords();
  const spared = ['overtaken', 'muted'] as const;
  const told = deliveries.filter(({ status }) => !spared.some((each) => each === status));
  return (
    <>
      {told.length > 0 && (
        <span className="delivery">
          <Unbroken>{t('history.told', { who: list(told.map((delivery) => `${delivery.name} ${cameOf(delivery, isPrecise)}`)) })}</Unbroken>
        </span>
      )}
      {spared.map((status) => {
        const names = deliveries.filter((delivery) => delivery.status === status).map(({ name }) => name);
        if (names.length === 0) return null;
        return (
          <span key={status} className="delivery">
            {t(`history.notTold.${status}`, { who: list(names) })}
          </span>
        );
      })}
    </>
  );
}

function useSentences(isPrecise: boolean) {
  const { t, language, prose } = useWords();
  const zones = useZones();
  // The close of business needs no seconds, also where everything else is told to the second.
  const due = (at: string) => sayMoment(at, language, isPrecise && inShanghai(at).second() > 0);
  const ended = (sentence: string) => (/[。.！!？?…；;]\s*$/.test(sentence) ? sentence : sentence + t('stop'));
  const zone = (code: string) => zones.data?.items.find((each) => each.code === code)?.name ?? code;
  const classed = ({ class: of, mode }: Classed) =>
    of === 'major' ? t('action.reclassify.major') : t('history.generalOf', { mode: t(`mode.${mode}`) });
  const planned = ({ measures, responsible, fundsYuan, dueOn, contingencyPlan }: NonNullable<Hazard['plan']>) => ({
    on: sayDate(dueOn, language),
    responsible,
    funds: fundsYuan.toLocaleString(language),
    measures: ended(measures),
    contingency: contingencyPlan,
  });
  return ({ events, by, people }: Entry): string[] => {
    const name = by === '' ? t('tipOff.public') : (by ?? '');
    const called = (id: string) => people.find((person) => person.id === id)?.name ?? id;
    const holder = (id: string | null, actingFor?: string | null) => {
      if (id === null) return t('history.holderVacant');
      return actingFor ? t('history.holderActs', { name: called(id), of: called(actingFor) }) : called(id);
    };
    return events.map((event) => {
      switch (event.type) {
        case 'HazardReported':
          if (event.writtenAt) return t('history.reportedLater', { name, moment: sayMoment(event.writtenAt, language, isPrecise) });
          return event.enteredLater ? t('history.entered', { name }) : t('history.reported', { name });
        case 'HazardAssigned':
          return event.automatic ? t('history.assignedByItself') : t('history.assigned', { name });
        case 'ObligationOpened': {
          const { duty, due, openedAt } = event.obligation;
          const moment = sayMoment(due.at, language, isInSeconds({ since: openedAt, dueAt: due.at }));
          return t('history.opened', { duty: t(`duty.${actOf(duty)}`), due: t('time.by', { moment }) });
        }
        case 'RungFired':
          return t(event.nature === 'reminder' ? 'history.reminded' : 'history.climbed');
        case 'Acknowledged':
          return t('history.acknowledged', { name });
        case 'HazardRectified':
          return prose([
            ended(t('history.rectified', { name, text: event.measures })),
            event.withoutPhoto ? ended(t('history.withoutPhoto', { text: event.withoutPhoto })) : null,
          ]);
        case 'VerificationPassed':
          return event.opinion ? ended(t('history.passedWith', { name, text: event.opinion })) : t('history.passed', { name });
        case 'VerificationFailed':
          return ended(t('history.failed', { name, text: event.reason }));
        case 'HazardClosed':
          return t('history.closed');
        case 'HazardVoided':
          return ended(t('history.voided', { text: event.reason }));
        case 'RequestMade': {
          const until = untilOf(event.ask);
          return ended(t(`history.asked.${event.ask.type}`, { name, until: until && due(until), text: event.ask.reason }));
        }
        case 'RequestGranted': {
          const said = { name, of: t(`request.of.${event.ask.type}`), text: event.reason };
          return event.reason ? ended(t('history.grantedWith', said)) : t('history.granted', said);
        }
        case 'RequestNotGranted':
          return ended(t('history.notGranted', { name, of: t(`request.of.${event.ask.type}`), text: event.reason }));
        case 'HazardSuspended':
          return t('history.suspended', { count: Math.max(1, event.workdaysLeft) });
        case 'HazardResumed':
          return ended(t('history.resumed', { name, text: event.reason }));
        case 'HazardReturned':
          return ended(t('history.returned', { name, text: event.reason }));
        case 'HazardReassigned':
          return ended(t('history.reassigned', { name, from: zone(event.from), to: zone(event.zone), text: event.reason }));
        case 'HazardReclassified':
          return ended(t('history.reclassified', { name, from: classed(event.from), to: classed(event), text: event.reason }));
        case 'PlanSubmitted':
          return ended(t('history.planned', { name, ...planned(event.plan) }));
        case 'StopWorkAdvised':
          return ended(t('history.stopWorkAdvised', { name, on: sayDate(event.on, language), text: event.text }));
        case 'PublicityRecorded':
          return ended(t('history.publicity', { name, on: sayDate(event.on, language), text: event.text }));
        case 'HazardMerged':
          return ended(t('history.merged', { name, text: event.reason }));
        case 'HazardUnmerged':
          return ended(t('history.unmerged', { name, text: event.reason }));
        case 'DuplicateAbsorbed':
          return ended(t('history.absorbed', { number: event.number, text: event.reason }));
        case 'DuplicateReleased':
          return ended(t('history.released', { number: event.number, text: event.reason }));
        case 'ContactRecorded':
          return event.words.trim() ? ended(t('history.contactedWith', { name, text: event.words })) : t('history.contacted', { name });
        case 'CaseChased':
        case 'HazardChased':
          return event.words.trim() ? ended(t('history.chasedWith', { name, text: event.words })) : t('history.chased', { name });
        case 'SupervisionProposed':
          return event.by === null
            ? t('history.supervisionDrafted')
            : ended(t('history.supervisionProposed', { name, text: event.reason }));
        case 'HazardListed':
          return t('history.listed', { name, number: event.number });
        case 'SupervisionEnded':
          return event.as === 'lifted' ? t('history.lifted', { name, number: event.number ?? '' }) : t('history.notListed', { name });
        case 'ReporterAnswered':
          return event.text ? ended(t(`history.answeredWith.${event.kind}`, { text: event.text })) : t(`history.answered.${event.kind}`);
        case 'HazardCommented':
          return ended(t('history.commented', { name, text: event.text }));
        case 'HolderChanged':
          return t('history.holderChanged', { from: holder(event.from), to: holder(event.to, event.actingFor) });
        case 'VacancyOpened':
          return t('history.vacated', { zone: zone(event.zone), post: t(`post.${event.seat.post}`) });
        case 'VacancyFilled':
          return prose([
            event.by
              ? t('history.filledBy', { name: holder(event.person), by: holder(event.by) })
              : t('history.filled', { name: holder(event.person) }),
            event.basis ? ended(t('history.filledOn', { text: event.basis })) : null,
          ]);
        case 'CallOpened':
          return t('history.callOpened');
        case 'CallAdded':
          return t('history.callAdded');
        case 'CallSpared':
          return t('history.callSpared');
        case 'CallMade': {
          const { reached, note } = event;
          return note ? ended(t('history.callMadeWith', { name, reached, text: note })) : t('history.callMade', { name, reached });
        }
        case 'YearAwaited':
          return t('history.awaited', { year: event.year });
        case 'YearPublished':
          return t('history.published', { year: event.year });
        case 'StatisticsOpened':
          return t('history.statisticsOwed');
        case 'StatisticsIssued':
          return t('history.statisticsIssued', { name });
        case 'SuggestionMade':
          return ended(t('history.suggested', { name, text: event.text }));
        case 'SuggestionAnswered':
          return ended(t('history.suggestionAnswered', { name, text: event.answer }));
        case 'DeadlineMoved':
          if (event.from.at === event.to.at) return t('history.dateStands', { to: due(event.to.at), cause: t(`moveCause.${event.cause}`) });
          return t('history.moved', { from: due(event.from.at), to: due(event.to.at), cause: t(`moveCause.${event.cause}`) });
      }
    });
  };
}
