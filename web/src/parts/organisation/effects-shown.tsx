import { Link } from 'react-router';
import type { OrganisationEffects } from '../../api/client.ts';
import { sayFrom, sayMoment, sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

type Step = OrganisationEffects['steps'][number];

/** 影响: what a change does once it is saved, in one line, then by moments; nothing of it has happened yet. */
export function EffectsShown({ effects }: { effects: OrganisationEffects }) {
  const { t, list, language } = useWords();
  const { isSame, steps, dropped, reports, placards, gone } = effects;
  const isLater = steps.some(({ isNow }) => !isNow);
  return (
    <section className="effects" aria-labelledby="effects" aria-live="polite">
      <h3 id="effects">{t('organisation.effects.title')}</h3>
      <p className="strong">{isSame ? t('organisation.effects.same') : <Headline effects={effects} />}</p>
      {steps.map((step) => (
        <StepShown key={step.at} step={step} />
      ))}
      {dropped.map(({ at, to, ...seat }) => (
        <Dropped key={`${seat.post}/${seat.scope}/${at}`} at={at} to={to} seat={seat} />
      ))}
      {reports.map(({ period, unit, change }) => (
        <p key={`${period}/${unit.code}`}>
          {t(`organisation.effects.report.${change}`, { period: sayPeriod(period, language), name: unit.name })}
        </p>
      ))}
      {placards.length > 0 && <p>{t('organisation.effects.placardsOf', { zones: list(placards.map(({ name }) => name)) })}</p>}
      {gone.map(({ code, name, open }) => (
        <p key={code} className={open > 0 ? 'strong' : undefined}>
          {t('organisation.effects.gone', { name, open })}
        </p>
      ))}
      <Cases effects={effects} />
      {isLater && <p className="quiet">{t('organisation.effects.byToday')}</p>}
    </section>
  );
}

/** 2项待办转交新负责人，1份公示牌需更换 */
function Headline({ effects: { moved, steps, reports, placards } }: { effects: OrganisationEffects }) {
  const { t, language } = useWords();
  const of = (count: number, what: 'moved' | 'placards' | 'reports' | 'vacated' | 'filled') =>
    count > 0 ? [t(`organisation.effects.${what}`, { count })] : [];
  const total = (which: 'vacated' | 'filled') => steps.reduce((sum, step) => sum + step[which].length, 0);
  const said = [
    ...of(moved, 'moved'),
    ...of(placards.length, 'placards'),
    ...of(reports.length, 'reports'),
    ...of(total('vacated'), 'vacated'),
    ...of(total('filled'), 'filled'),
  ];
  return said.length > 0
    ? t('organisation.effects.headline', { said: said.join(language === 'en' ? ', ' : '，') })
    : t('organisation.effects.nothing');
}

function StepShown({ step: { at, isNow, handovers, vacated, filled, told } }: { step: Step }) {
  const { t, seat, list, language } = useWords();
  const who = (person: { name: string } | null) => person?.name ?? t('organisation.effects.nobody');
  return (
    <div className="effects-step">
      <h4>{isNow ? t('organisation.effects.now') : t('organisation.effects.at', { moment: sayFrom(at, language) })}</h4>
      <ul>
        {handovers.map((each) => (
          <li key={`${each.post}/${each.scope}`}>
            {t(each.cases === 0 ? 'organisation.effects.handoverOfNone' : 'organisation.effects.handover', {
              seat: seat(each),
              from: who(each.from),
              to: who(each.to),
              count: each.cases,
            })}
          </li>
        ))}
        {vacated.map((each) => (
          <li key={`vacated/${each.post}/${each.scope}`}>{t('organisation.effects.vacatedSeat', { seat: seat(each) })}</li>
        ))}
        {filled.map((each) => (
          <li key={`filled/${each.post}/${each.scope}`}>{t('organisation.effects.filledSeat', { seat: seat(each) })}</li>
        ))}
        <li>
          {told.length === 0
            ? t('organisation.effects.toldNobody')
            : t('organisation.effects.told', {
                people: list(told.map(({ person, notices }) => t('organisation.effects.toldOne', { name: person.name, count: notices }))),
              })}
        </li>
      </ul>
    </div>
  );
}

type Seat = Omit<OrganisationEffects['dropped'][number], 'at' | 'to' | 'from'>;

function Dropped({ at, to, seat: of }: Pick<OrganisationEffects['dropped'][number], 'at' | 'to'> & { seat: Seat }) {
  const { t, seat, language } = useWords();
  const said = { moment: sayFrom(at, language), seat: seat(of) };
  return <p>{to ? t('organisation.effects.dropped', { ...said, name: to.name }) : t('organisation.effects.droppedVacancy', said)}</p>;
}

function Cases({ effects: { cases, moved } }: { effects: OrganisationEffects }) {
  const { t, language } = useWords();
  if (moved === 0) return null;
  if (cases === null) return <p className="quiet">{t('organisation.effects.hidden')}</p>;
  const shown = cases.filter(({ id }, i) => cases.findIndex((each) => each.id === id) === i);
  return (
    <details>
      <summary>{t('organisation.effects.cases', { count: moved })}</summary>
      <ul className="effects-cases">
        {shown.map(({ id, page, title, number, zone, dueAt }) => (
          <li key={id}>
            <Link to={page} target="_blank">
              {title}
            </Link>
            <span className="quiet block">
              {t('organisation.effects.caseLine', { number, zone: zone.name, due: dueAt === null ? '—' : sayMoment(dueAt, language) })}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < moved && <p className="quiet">{t('organisation.effects.first', { count: shown.length })}</p>}
    </details>
  );
}
