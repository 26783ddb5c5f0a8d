import { useId } from 'react';
import type { CircularAnnex, CircularPaper, OpenMonth } from '../../api/client.ts';
import { useCircular } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import { NotLoaded } from '../problem-notice.tsx';
import { Waiting } from '../waiting.tsx';

/** 调度通报 as it is published, or will be: the words of the paper itself, in its language. */
export function Circular({ month }: { month: OpenMonth }) {
  const { t } = useWords();
  const { data: paper, error, refetch } = useCircular(month);
  if (!month.compiled) return null;
  if (!paper) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <>
      <p className="quiet paper-note">{t('dispatch.circular.wordByWord')}</p>
      <Paper paper={paper} />
    </>
  );
}

function Paper({ paper }: { paper: CircularPaper }) {
  const { headings, draft, requirements } = paper;
  return (
    <article className="paper" lang="zh-CN" aria-labelledby="circular" data-mark={draft?.mark}>
      <p className="paper-issuer">{paper.mark.join('')}</p>
      {paper.number !== '' && <p className="paper-number">{paper.number}</p>}
      <h2 id="circular">{paper.title.join('')}</h2>
      <p className="flush">{paper.addressee}</p>
      <p>{paper.opening}</p>
      <h3>{headings.state}</h3>
      <h4>{headings.review}</h4>
      <Paragraphs texts={paper.summary} />
      <h4>{headings.figures}</h4>
      <Paragraphs texts={paper.figures} />
      <h3>{headings.practice}</h3>
      <Items items={paper.commendations} none={paper.noCommendations} />
      <h3>{headings.problems}</h3>
      <Items items={paper.criticisms} none={paper.noCriticisms} />
      <h3>{headings.requirements}</h3>
      {requirements.length === 0 ? (
        <p>{paper.noRequirements}</p>
      ) : (
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col">{headings.task}</th>
              <th scope="col">{headings.unit}</th>
              <th scope="col">{headings.on}</th>
            </tr>
          </thead>
          <tbody>
            {requirements.map(({ task, unit, on }) => (
              <tr key={`${unit}/${on}/${task}`}>
                <td>{task}</td>
                <td>{unit}</td>
                <td className="on-one-line">{on}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="annex-list">
        {paper.annexList.map((text) => (
          <span key={text} className="block">
            {text}
          </span>
        ))}
      </p>
      <p className="paper-end">
        {paper.issuer}
        {paper.date !== '' && <span className="block">{paper.date}</span>}
      </p>
      {paper.annexes.map((annex) => (
        <AnnexTable key={annex.label} annex={annex} />
      ))}
      <p className="paper-foot">
        <span>{paper.copies}</span>
        <span>
          {paper.issuer} {paper.printed}
        </span>
      </p>
    </article>
  );
}

const Paragraphs = ({ texts }: { texts: string[] }) => texts.map((text) => <p key={text}>{text}</p>);

function Items({ items, none }: { items: CircularPaper['criticisms']; none: string }) {
  if (none !== '') return <p>{none}</p>;
  return items.map(({ ordinal, text, evidence, answer }) => (
    <div key={ordinal}>
      <p>
        {ordinal}
        {text}
      </p>
      <Paragraphs texts={[evidence, answer].filter((each) => each !== '')} />
    </div>
  ));
}

/** Wide as it is on its own sheet: where there is no room it is moved by itself, by finger or by key. */
function AnnexTable({ annex: { label, title, columns, rows, note } }: { annex: CircularAnnex }) {
  const { t } = useWords();
  const id = useId();
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return (
    <section className="annex" aria-labelledby={id}>
      <h3 id={id}>
        {label} {title}
      </h3>
      {rows.length > 0 && <p className="quiet slides">{t('dispatch.circular.slides')}</p>}
      {rows.length > 0 && (
        <div className="annex-table" tabIndex={0} role="group" aria-labelledby={id}>
          <table className="paper-table">
            <colgroup>
              {columns.map(({ key, width }) => (
                <col key={key} style={{ width: `${(100 * width) / whole}%` }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col">
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={row['ordinal'] || i}>
                  {columns.map(({ key, isText }) => (
                    <td key={key} className={isText ? undefined : 'centred'}>
                      {row[key]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {note !== '' && <p className="flush">{note}</p>}
    </section>
  );
}
