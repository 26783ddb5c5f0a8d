import { Alert, Button } from 'antd';
import type { UnitReport } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { numbers, texts } from './report-content.ts';
import type { Written } from './report-content.ts';
import type { ServerDraft } from './report-saving.ts';

export const elsewhereId = 'saved-elsewhere';

type Differs = { name: string; theirs: string; ours: string };

/** Where two contents of a report differ, by the names of their fields. */
export function useDifferences(): (theirs: Written, ours: Written, overdue: UnitReport['overdue']) => Differs[] {
  const { t } = useWords();
  const said = (value: unknown) =>
    value === undefined || value === null || value === '' ? t('unitReport.elsewhere.nothing') : String(value);
  return (theirs, ours, overdue) =>
    [
      ...overdue.map(({ id, number }) => ({
        name: t('unitReport.explain', { number }),
        theirs: said(theirs.explanations?.[id]),
        ours: said(ours.explanations?.[id]),
      })),
      ...numbers.map((name) => ({ name: t(`unitReport.number.${name}`), theirs: said(theirs[name]), ours: said(ours[name]) })),
      ...texts.map((name) => ({ name: t(`unitReport.text.${name}`), theirs: said(theirs[name]), ours: said(ours[name]) })),
    ].filter((each) => each.theirs !== each.ours);
}

/** What differs, field by field. */
export const Differences = ({ of }: { of: { name: string; words: string[] }[] }) => (
  <dl className="facts explained">
    {of.map(({ name, words }) => (
      <div key={name}>
        <dt>{name}</dt>
        {words.map((each) => (
          <dd key={each} className="words">
            {each}
          </dd>
        ))}
      </div>
    ))}
  </dl>
);

type Asked = {
  there: ServerDraft;
  written: Written;
  overdue: UnitReport['overdue'];
  choose: (there: ServerDraft, isTheirs: boolean) => void;
};

/** Two contents of one report: whoever writes chooses which of them stands, seeing where they differ. */
export function SavedThere({ there, written, overdue, choose }: Asked) {
  const { t, language } = useWords();
  const differences = useDifferences()(there.content, written, overdue);
  return (
    <div id={elsewhereId} tabIndex={-1}>
      <Alert
        className="notice"
        type="warning"
        showIcon
        title={t('unitReport.elsewhere.title', { name: there.savedBy.name, moment: sayMoment(there.savedAt, language) })}
        description={
          <>
            <Differences
              of={differences.map(({ name, theirs, ours }) => ({
                name,
                words: [t('unitReport.elsewhere.theirs', { words: theirs }), t('unitReport.elsewhere.ours', { words: ours })],
              }))}
            />
            <div className="form-end">
              <Button onClick={() => choose(there, true)}>{t('unitReport.elsewhere.takeTheirs')}</Button>
              <Button onClick={() => choose(there, false)}>{t('unitReport.elsewhere.keepOurs')}</Button>
            </div>
          </>
        }
      />
    </div>
  );
}
