import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { Refused } from '../api/client.ts';
import { useDraftPaper } from '../api/queries.ts';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

/** 草稿: the paper that people are to check, number, sign and seal; marked across the page, also when it is printed. */
export function SupervisionDraft() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data: paper, error, refetch } = useDraftPaper(id);
  useTitle(paper ? paper.label : t('page.draft'));
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!paper) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <div className="middle">
      <p className="paper-bar">
        <span>
          {t('draft.hint')} <Link to={`/hazards/${paper.hazard}`}>{t('draft.back')}</Link>
        </span>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => globalThis.print()}>
          {t('draft.print')}
        </Button>
      </p>
      <article className="paper" lang="zh-CN" data-mark={paper.mark}>
        <p className="paper-label">
          {paper.label}　{paper.mark}
        </p>
        <h1>{paper.title}</h1>
        <p>{paper.addressee}</p>
        <dl className="paper-fields">
          {paper.fields.map(({ caption, text }) => (
            <div key={caption}>
              <dt>{caption}</dt>
              <dd className="words">{text}</dd>
            </div>
          ))}
        </dl>
        <ol>
          {paper.clauses.map((clause) => (
            <li key={clause}>{clause}</li>
          ))}
        </ol>
        <ul className="paper-blanks">
          {paper.blanks.map((blank) => (
            <li key={blank}>{blank}：</li>
          ))}
        </ul>
        <p>{paper.copies}</p>
      </article>
    </div>
  );
}
