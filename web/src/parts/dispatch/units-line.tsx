import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OpenMonth } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { useSignedIn } from '../signed-in.tsx';
import { Tried } from '../stuck/tried.tsx';
import { Value } from './figures-table.tsx';
import { Missing, useProgressWords } from './progress.tsx';
import { reportStateOf } from './month-tag.tsx';
import { OverdueParts } from './overdue-parts.tsx';
import { PressAll, PressOne, usePressing } from './press-reports.tsx';

type Unit = OpenMonth['units'][number];

/** The units in which the reader is the head, or acts for him. */
export function useOwnUnits(): string[] {
  const { seats } = useSignedIn();
  return seats.flatMap(({ post, scope }) => (post === 'unitHead' ? [scope] : []));
}

/** Who has reported; figures of a unit only where the reader may see them. In the order of the units: no ranking. */
export function UnitsLine({ month }: { month: OpenMonth }) {
  const { t } = useWords();
  const { units, progress } = month;
  const { may } = useSignedIn();
  const hasFigures = units.some(({ figures }) => figures !== null);
  const say = useProgressWords();
  const { owing, ask, shown } = usePressing(month);
  return (
    <section className="sheet" aria-labelledby="units">
      <div className="heading">
        <h2 id="units">{t('dispatch.units.title')}</h2>
        <span>{say(progress)}</span>
      </div>
      {progress.missing.length > 0 && (
        <p>
          <Missing of={progress} {...(may.includes('dispatch.unsigned') && { period: month.period })} />
        </p>
      )}
      <PressAll owing={owing} ask={ask} />
      <table className="figures units">
        <thead>
          <tr>
            <th scope="col">{t('dispatch.units.unit')}</th>
            <th scope="col">{t('dispatch.units.report')}</th>
            {hasFigures && (
              <>
                <th scope="col">{t('dispatch.figure.found')}</th>
                <th scope="col">{t('dispatch.figure.onTimeClosureRate')}</th>
                <th scope="col">{t('dispatch.units.overdue')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <Row key={unit.unit.code} of={unit} month={month} hasFigures={hasFigures}>
              {owing
                .filter((each) => each === unit)
                .map((each) => (
                  <PressOne key={each.unit.code} of={each} ask={ask} />
                ))}
            </Row>
          ))}
        </tbody>
      </table>
      {shown}
    </section>
  );
}

function Row({ of, month, hasFigures, children }: { of: Unit; month: OpenMonth; hasFigures: boolean; children: ReactNode }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  const isOwn = useOwnUnits().includes(of.unit.code);
  const { unit, head, headActsFor, report, figures, pressing } = of;
  const state = reportStateOf(of, month);
  const { period } = month;
  const figure = (key: string) => figures?.find((each) => each.key === key);
  return (
    <tr>
      <th scope="row">
        {report && (may.includes('dispatch.unsigned') || isOwn) ? (
          <Link to={`/dispatches/${period}/reports/${unit.code}`}>{unit.name}</Link>
        ) : (
          unit.name
        )}
        <span className="quiet beside">
          {head ? (headActsFor ? t('dispatch.units.acting', { name: head.name, of: headActsFor.name }) : head.name) : t('vacant')}
        </span>
        {pressing && <Tried item={pressing} />}
      </th>
      <td data-of={t('dispatch.units.report')}>
        <span className="tag">{t(`dispatch.report.${state}`)}</span>
        {report?.isOnTime === false && state !== 'unreported' && <span className="quiet"> {t('dispatch.units.late')}</span>}
        {children}
      </td>
      {hasFigures && figures === null && (
        <td className="unknown" colSpan={3}>
          —
        </td>
      )}
      {figures !== null && (
        <>
          <td data-of={t('dispatch.figure.found')}>
            <Value figure={figure('found')} period={period} unit={unit.code} />
          </td>
          <td data-of={t('dispatch.figure.onTimeClosureRate')}>
            <Value figure={figure('onTimeClosureRate')} period={period} unit={unit.code} />
          </td>
          <td data-of={t('dispatch.units.overdue')}>
            <OverdueParts figures={figures} period={period} unit={unit.code} />
          </td>
        </>
      )}
    </tr>
  );
}
