import type { OpenMonth, PraiseOrCriticism } from '../../api/client.ts';
import { inShanghai, sayDate, sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { sayShare } from './figure-words.ts';
import { Answer } from './hearing.tsx';

const told = ['closureRate', 'onTimeClosureRate'] as const;

/** 调度通报 as it is published, or will be. No ranking, and nothing about enterprises. */
export function Circular({ month }: { month: OpenMonth }) {
  const { t, language } = useWords();
  const { compiled, published, period, drafts, units, unreported } = month;
  if (!compiled) return null;
  const kept = (kind: PraiseOrCriticism['kind']) => drafts.filter((draft) => draft.kind === kind && draft.decided?.keep);
  const nameOf = (unit: string | null) => units.find((each) => each.unit.code === unit)?.unit.name ?? t('dispatch.requirement.all');
  const said = (name: string, { numerator, denominator }: { numerator: number; denominator: number }) =>
    t('dispatch.circular.figure', { name, share: sayShare(numerator, denominator), numerator, denominator });
  const figures = told.flatMap((key) => {
    const found = month.figures.find((figure) => figure.key === key);
    const share = { numerator: found?.numerator ?? 0, denominator: found?.denominator ?? 0 };
    return [said(t(`dispatch.figure.${key}`), share)];
  });
  return (
    <article className="paper" aria-labelledby="circular">
      {published && <p className="paper-number">{published.paperNumber}</p>}
      <h2 id="circular">{t('dispatch.circular.title', { period: sayPeriod(period, language) })}</h2>
      <p>{t('dispatch.circular.to')}</p>
      <h3>{t('dispatch.circular.state')}</h3>
      <p className="words">{compiled.summary}</p>
      <ul>
        <li>{t('dispatch.circular.found', { count: month.figures.find(({ key }) => key === 'found')?.numerator ?? 0 })}</li>
        {figures.map((each) => (
          <li key={each}>{each}</li>
        ))}
        <li>{said(t('dispatch.figure.zoneCompleteness'), month.zoneCompleteness)}</li>
        <li>{said(t('dispatch.figure.punctuality'), month.punctuality)}</li>
      </ul>
      <h3>{t('dispatch.circular.praise')}</h3>
      <Items drafts={kept('commendation')} />
      <h3>{t('dispatch.circular.problems')}</h3>
      <Items drafts={kept('criticism')} />
      {unreported.length > 0 && <p>{t('dispatch.circular.unreported', { units: unreported.map(({ name }) => name).join('、') })}</p>}
      <h3>{t('dispatch.circular.requirements')}</h3>
      {compiled.requirements.length === 0 ? (
        <p>{t('dispatch.circular.none')}</p>
      ) : (
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col">{t('dispatch.requirement.task')}</th>
              <th scope="col">{t('dispatch.requirement.unit')}</th>
              <th scope="col">{t('dispatch.requirement.on')}</th>
            </tr>
          </thead>
          <tbody>
            {compiled.requirements.map(({ task, unit, on }) => (
              <tr key={`${unit}/${on}/${task}`}>
                <td>{task}</td>
                <td>{nameOf(unit)}</td>
                <td>{sayDate(on, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="paper-end">
        {t('post.office')}
        {published && <span className="block">{sayDate(inShanghai(published.at).format('YYYY-MM-DD'), language)}</span>}
      </p>
    </article>
  );
}

function Items({ drafts }: { drafts: PraiseOrCriticism[] }) {
  const { t } = useWords();
  if (drafts.length === 0) return <p>{t('dispatch.circular.none')}</p>;
  return (
    <ol>
      {drafts.map((draft) => (
        <li key={draft.id}>
          <span className="words">{draft.decided?.text}</span>
          <Answer draft={draft} />
        </li>
      ))}
    </ol>
  );
}
