import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { answerOf, api, Refused } from '../../api/client.ts';
import type { CalendarPreview, CalendarYear } from '../../api/client.ts';
import { forgetYears } from '../../api/office-queries.ts';
import { useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { Field } from './field.tsx';
import { MovesTable } from './moves-table.tsx';
import { readNotice } from './read-notice.ts';
import type { DaysRead } from './read-notice.ts';
import { YearSheet } from './year-sheet.tsx';

type Written = DaysRead & { source: string; pasted: string };

/** Where what is entered for a year is kept: of each version its own, so that it never covers what somebody else has published since. */
export const draftOfYear = (username: string, { year, version }: CalendarYear) => `${username}/calendar/${year}/${version}`;

/** The days off of a year: pasted or pressed one by one, previewed against the open cases, then published. */
export function EditYear({ shown, close }: { shown: CalendarYear; close: () => void }) {
  const { t } = useWords();
  const { may, account } = useSignedIn();
  const { year, version } = shown;
  const draft = useDraft<Written>(draftOfYear(account.username, shown), {
    source: shown.source ?? '',
    daysOff: shown.daysOff,
    makeupWorkdays: shown.makeupWorkdays,
    pasted: '',
  });
  const { source, daysOff, makeupWorkdays, pasted } = draft.values;
  const [readSaid, setReadSaid] = useState<string | null>(null);
  const body = { source, daysOff, makeupWorkdays };
  const asked = JSON.stringify(body);
  const path = { year: String(year) };
  const preview = useMutation({
    mutationFn: async () => ({
      of: asked,
      foreseen: await answerOf(api.POST('/api/calendar/{year}/preview', { params: { path }, body })),
    }),
  });
  const publication = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/calendar/{year}', { params: { path, header: { 'Idempotency-Key': draft.key, 'If-Match': `"${version}"` } }, body }),
      ),
    async onSuccess() {
      draft.finish();
      close();
      window.scrollTo(0, 0);
      await forgetYears();
    },
  });
  const mayPreview = may.includes('settings.adopt');
  const foreseen = preview.data?.of === asked ? preview.data.foreseen : null;
  const error = publication.error ?? preview.error;
  const write = (changes: Partial<Written>) => {
    publication.reset();
    if (preview.error) preview.reset();
    draft.write({ ...draft.values, ...changes });
  };
  const read = () => {
    const found = readNotice(pasted, year);
    const [off, work] = [found.daysOff.length, found.makeupWorkdays.length];
    setReadSaid(off + work > 0 ? t('office.calendar.readDone', { off, work }) : t('office.calendar.readNothing'));
    if (off + work > 0) write(found);
  };
  return (
    <section className="sheet" aria-labelledby="edit-year">
      <h2 id="edit-year">{t('office.calendar.editTitle', { year })}</h2>
      <p className="quiet">{t('office.calendar.editHow')}</p>
      <Field id="notice-text" label={t('office.calendar.notice')} extra={t('office.calendar.noticeExample')}>
        <Input.TextArea id="notice-text" rows={5} value={pasted} onChange={({ target }) => write({ pasted: target.value })} />
      </Field>
      <p className="form-end">
        <Button onClick={read} disabled={pasted.trim() === ''}>
          {t('office.calendar.read')}
        </Button>
        <span role="status">{readSaid}</span>
      </p>
      <Field id="notice-source" label={t('office.calendar.sourceField')} extra={t('office.calendar.sourceExample')}>
        <Input id="notice-source" maxLength={500} value={source} onChange={({ target }) => write({ source: target.value })} />
      </Field>
      <p className="quiet">{t('office.calendar.counts', { off: daysOff.length, work: makeupWorkdays.length })}</p>
      <p className="quiet">{t('office.calendar.legend')}</p>
      <YearSheet year={year} days={draft.values} change={write} />
      {error && <Faults error={error} />}
      {foreseen && <Foreseen foreseen={foreseen} />}
      {!mayPreview && <p className="quiet">{t('office.calendar.noPreview')}</p>}
      {mayPreview && !foreseen && (
        <p className="quiet">{t(preview.data ? 'office.calendar.previewAgain' : 'office.calendar.previewFirst')}</p>
      )}
      {(foreseen || !mayPreview) && <p className="effect">{t('office.calendar.publishEffect')}</p>}
      <div className="form-end">
        {foreseen || !mayPreview ? (
          <Button type="primary" size="large" loading={publication.isPending} onClick={() => publication.mutate()}>
            {t('office.calendar.publish', { year })}
          </Button>
        ) : (
          <Button type="primary" size="large" loading={preview.isPending} onClick={() => preview.mutate()}>
            {t('office.calendar.preview')}
          </Button>
        )}
        {draft.isTouched ? (
          <Popconfirm
            title={t('office.calendar.cancelSure')}
            okText={t('office.calendar.cancel')}
            cancelText={t('office.draft.keep')}
            onConfirm={() => {
              draft.finish();
              close();
            }}
          >
            <Button size="large">{t('office.calendar.cancel')}</Button>
          </Popconfirm>
        ) : (
          <Button size="large" onClick={close}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What is wrong with the days, each in a sentence that names the day. */
function Faults({ error }: { error: Error }) {
  const { t } = useWords();
  const fields = error instanceof Refused ? error.problem?.fields : undefined;
  if (!fields) return <NotSaved error={error} />;
  return (
    <Alert
      className="notice"
      role="alert"
      type="error"
      showIcon
      title={t('office.calendar.faults')}
      description={
        <ul className="faults">
          {fields.map(({ field, message }) => (
            <li key={field + message}>{message}</li>
          ))}
        </ul>
      }
    />
  );
}

/** Old deadline and new one of each open case, before the button. */
function Foreseen({ foreseen: { open, recomputed, moved, moves } }: { foreseen: CalendarPreview }) {
  const { t, prose } = useWords();
  return (
    <div aria-live="polite">
      <p className="strong">
        {moved === 0
          ? t('office.calendar.previewedNone', { open })
          : prose([
              t('office.calendar.previewed', { open, recomputed, moved }),
              moves.length < moved && t('office.calendar.previewedFirst', { count: moves.length }),
            ])}
      </p>
      {moves.length > 0 && <MovesTable moves={moves} />}
    </div>
  );
}
