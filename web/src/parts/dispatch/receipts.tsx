import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { answerOf, api } from '../../api/client.ts';
import type { OpenMonth } from '../../api/client.ts';
import { forgetWhatMayHaveChanged } from '../../api/queries.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';

/** 阅知: the reader notes that he has read the circular. */
export function NoteAsRead({ month }: { month: OpenMonth }) {
  const { t, language } = useWords();
  const { person, may } = useSignedIn();
  const read = useMutation({
    mutationFn: () => answerOf(api.POST('/api/dispatches/{period}/read', { params: { path: { period: month.period } } })),
    onSuccess: forgetWhatMayHaveChanged,
  });
  if (!may.includes('circular.read')) return null;
  const own = month.readers.find((each) => each.person.id === person.id);
  if (own) return <p role="status">{t('dispatch.read.done', { moment: sayMoment(own.readAt, language) })}</p>;
  return (
    <>
      {read.error && <NotSaved error={read.error} />}
      <Button type="primary" size="large" loading={read.isPending} onClick={() => read.mutate()}>
        {t('dispatch.read.submit')}
      </Button>
    </>
  );
}

/** Who has read it, for the office: to ask by telephone whoever has not, never to count anybody. */
export function Receipts({ month: { readers, unread } }: { month: OpenMonth }) {
  const { t, language, list } = useWords();
  return (
    <section className="sheet" aria-labelledby="receipts">
      <h2 id="receipts">{t('dispatch.read.title', { count: readers.length, all: readers.length + unread.length })}</h2>
      {unread.length > 0 && <p>{t('dispatch.read.unread', { count: unread.length, names: list(unread.map(({ name }) => name)) })}</p>}
      {readers.length === 0 && <p className="quiet">{t('dispatch.read.none')}</p>}
      <ul className="history">
        {readers.map(({ person, readAt }) => (
          <li key={person.id}>
            <time dateTime={readAt}>{sayMoment(readAt, language)}</time>
            <span>{person.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const forms = ['xlsx', 'docx', 'pdf', 'json'] as const;

/** The month as files. */
export function Downloads({ month: { period } }: { month: OpenMonth }) {
  const { t } = useWords();
  return (
    <p className="downloads">
      <span>{t('dispatch.downloads.title')}</span>
      {forms.map((form) => (
        <a key={form} href={`/api/dispatches/${period}/report.${form}`} download>
          {t(`dispatch.downloads.${form}`)}
        </a>
      ))}
    </p>
  );
}
