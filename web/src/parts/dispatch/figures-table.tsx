import { Fragment } from 'react';
import type { Figure } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Count } from './cases-behind.tsx';
import { nothing, sayShare, useFigureWords } from './figure-words.ts';

/** The figures of one month, whose numbers open their cases; without a month they are plain. */
export type Column = { title: string; period: string | null; figures: Figure[] };

const groups = {
  closing: ['found', 'closed', 'closureRate', 'onTimeClosureRate', 'rectificationRateGeneral', 'rectificationRateMajor'],
  stock: ['open', 'suspended', 'overdue1to3', 'overdue4to7', 'overdue8to15', 'overdueOver15'],
  quality: ['firstPassRate', 'reworkRate', 'extensionRate', 'repeatRate'],
  climbing: ['escalationRate1', 'escalationRate2', 'escalationRate3'],
  time: ['handlingGross', 'handlingNet', 'typedIn'],
} as const;
type Group = keyof typeof groups;
const groupNames = Object.keys(groups) as Group[];

type Share = { numerator: number; denominator: number };

/**
 * Every figure of DOMAIN §6 month beside month, each number opening its cases. `shares`: what is counted of zones and reports, this month only;
 * `isCollecting`: while reports are still being accepted.
 */
export function FiguresTable({
  columns,
  unit,
  shares,
  isCollecting = false,
}: {
  columns: Column[];
  unit?: string;
  shares?: Record<'zoneCompleteness' | 'punctuality', Share>;
  isCollecting?: boolean;
}) {
  const { t } = useWords();
  return (
    <table className={columns.length === 1 ? 'figures figures-one' : 'figures'}>
      <thead>
        <tr>
          <th scope="col">{t('dispatch.figure.title')}</th>
          {columns.map(({ title }) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groupNames.map((group) => (
          <Fragment key={group}>
            <tr className="figures-group">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                {t(`dispatch.group.${group}`)}
              </th>
            </tr>
            {groups[group].map((key) => (
              <tr key={key}>
                <th scope="row">{t(`dispatch.figure.${key}`)}</th>
                {columns.map(({ period, title, figures }) => (
                  <td key={title} data-of={title}>
                    <Value figure={figures.find((each) => each.key === key)} period={period} unit={unit} />
                  </td>
                ))}
              </tr>
            ))}
          </Fragment>
        ))}
        {shares && (
          <tr className="figures-group">
            <th scope="rowgroup" colSpan={columns.length + 1}>
              {t('dispatch.group.grid')}
            </th>
          </tr>
        )}
        {shares &&
          (['zoneCompleteness', 'punctuality'] as const).map((key) => (
            <tr key={key}>
              <th scope="row">
                {t(`dispatch.figure.${key}`)}
                {key === 'punctuality' && isCollecting && <span className="quiet beside">{t('dispatch.figure.punctualitySoFar')}</span>}
              </th>
              {columns.map(({ title }, i) => (
                <td key={title} data-of={title}>
                  {i === 0 ? <Whole {...shares[key]} /> : nothing}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Whole({ numerator, denominator }: Share) {
  return (
    <>
      <span className="rate">{sayShare(numerator, denominator)}</span>
      <span className="parts">
        {numerator}/{denominator}
      </span>
    </>
  );
}

/** 75.82% 737/972 */
export function Value({ figure, period, unit }: { figure: Figure | undefined; period: string | null; unit?: string | undefined }) {
  const { t } = useWords();
  const say = useFigureWords();
  if (!figure) return nothing;
  const { of, over, under, numerator, denominator } = figure;
  if (of === 'count' || under === null || denominator === null) return <Count {...{ period, unit }} mark={over} count={numerator} />;
  return (
    <>
      <span className="rate">{say(figure)}</span>
      <span className="parts">
        {of === 'share' ? (
          <>
            <Count {...{ period, unit }} mark={over} count={numerator} />/
            <Count {...{ period, unit }} mark={under} count={denominator} />
          </>
        ) : (
          <Count {...{ period, unit }} mark={under} count={denominator} says={t('dispatch.cases', { count: denominator })} />
        )}
      </span>
    </>
  );
}
