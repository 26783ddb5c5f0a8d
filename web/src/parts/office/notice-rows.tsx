import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client.ts';
import type { Notice } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { newKey } from '../../draft.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import type { zh } from '../../words/zh.ts';
import { useSaid } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';

type Delivery = NonNullable<Notice['delivery']>;
type Rows = { notices: readonly Notice[]; namesPerson: boolean };

/** Each notice with what came of it: a table, on a phone cards. */
export function NoticeRows({ notices, namesPerson }: Rows) {
  const { t, language } = useWords();
  const isNarrow = useIsNarrow();
  const keyOf = ({ person, createdAt, kind }: Notice, i: number) => `${person.id}${createdAt}${kind}${i}`;
  if (isNarrow) {
    return (
      <ul className="rows cards">
        {notices.map((notice, i) => (
          <li key={keyOf(notice, i)}>
            <span>
              {namesPerson && <span className="strong">{notice.person.name} </span>}
              <span className="quiet">{sayMoment(notice.createdAt, language)}</span>
            </span>
            <About notice={notice} />
            <Way notice={notice} />
          </li>
        ))}
      </ul>
    );
  }
  const columns = ['when', ...(namesPerson ? (['person'] as const) : []), 'about', 'way'] as const;
  return (
    <table className="plain notices">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`office.notices.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notices.map((notice, i) => (
          <tr key={keyOf(notice, i)}>
            <td>
              <time dateTime={notice.createdAt}>{sayMoment(notice.createdAt, language)}</time>
            </td>
            {namesPerson && <td className="strong">{notice.person.name}</td>}
            <td>
              <About notice={notice} />
            </td>
            <td>
              <Way notice={notice} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ notice: { kind, urgent, case: of } }: { notice: Notice }) {
  const { t } = useWords();
  return (
    <span>
      <span className="tag">{t(`office.notices.kinds.${kind as keyof typeof zh.office.notices.kinds}`)}</span>{' '}
      {urgent && <span className="tag tag-urgent">{t('office.notices.urgent')}</span>}{' '}
      {of ? (
        <>
          <Link to={`/cases/${of.id}`}>{of.title}</Link> <span className="quiet">{of.number}</span>
        </>
      ) : (
        t('office.notices.bureau')
      )}
    </span>
  );
}

/** 待发 → 已发 → 已读, each with its time, and what the servers said in plain words; their own words under the details. */
function Way({ notice }: { notice: Notice }) {
  const { t } = useWords();
  const { delivery, earlier } = notice;
  const tries = delivery ? [...earlier, delivery] : earlier;
  return (
    <>
      <ol className="way">
        <Steps notice={notice} tries={tries} />
      </ol>
      {tries.length > 0 && (
        <details>
          <summary>{t('office.notices.details')}</summary>
          {tries.map((each) => (
            <Answer key={each.messageId} delivery={each} />
          ))}
        </details>
      )}
      {notice.status === 'failed' && <Help notice={notice} />}
      {notice.mayResend && <Resend notice={notice} />}
    </>
  );
}

/** What to do about a notice that did not come through. */
function Help({ notice: { person, mayResend } }: { notice: Notice }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  if (!may.includes('stuck.unblock')) return <p>{t('office.notices.help.own')}</p>;
  return (
    <p>
      {t(mayResend ? 'office.notices.help.resend' : 'office.notices.help.past', { name: person.name })}{' '}
      <Link to="/organisation/people">{t('office.notices.help.toPeople')}</Link>
    </p>
  );
}

const steps = { sent: 'sentAt', failed: 'failedAt', bounced: 'bouncedAt', sending: 'tryingAt' } as const;
const isOver = { overtaken: true, muted: true, queued: false, sending: false, sent: false, failed: false } as const;

function Steps({ notice, tries }: { notice: Notice; tries: readonly Delivery[] }) {
  const { t, language } = useWords();
  const { status, createdAt, sendAfter, readAt } = notice;
  const waits = status === 'queued' && sendAfter > createdAt;
  return (
    <>
      {tries.length === 0 && !isOver[status] && status !== 'failed' && (
        <li>{waits ? t('office.notices.queuedUntil', { moment: sayMoment(sendAfter, language) }) : t('office.notices.queuedAt')}</li>
      )}
      {tries.map((each) => {
        const isIll = each.status === 'failed' || each.status === 'bounced';
        const at = each.bouncedAt ?? each.sentAt ?? each.triedAt;
        return (
          <li key={each.messageId} className={isIll ? 'fault' : ''}>
            {t(`office.notices.${steps[each.status]}`, { channel: t(`channel.${each.channel}`) })}{' '}
            {at && <time dateTime={at}>{sayMoment(at, language)}</time>}
            {each.said && each.status !== 'sent' && <span className="block">{each.said[language]}</span>}
          </li>
        );
      })}
      {tries.length === 0 && status === 'failed' && <li className="fault">{t('office.notices.neverSent')}</li>}
      {status === 'queued' && tries.length > 0 && <li>{t('office.notices.queuedAt')}</li>}
      {isOver[status] && <li className="quiet">{t(`office.notices.results.${status}`)}</li>}
      {readAt && (
        <li>
          {t('office.notices.readAt')} <time dateTime={readAt}>{sayMoment(readAt, language)}</time>
        </li>
      )}
      {!readAt && status === 'sent' && <li className="quiet">{t('office.notices.notRead')}</li>}
    </>
  );
}

function Answer({ delivery }: { delivery: Delivery }) {
  const { t } = useWords();
  const { channel, address, subject, messageId, attempts, answer } = delivery;
  const facts = {
    channel: t(`channel.${channel}`),
    address: address || '—',
    subject,
    messageId,
    attempts,
    answer: answer ?? t('office.notices.noAnswer'),
  };
  return (
    <dl className="answer-facts">
      {(['channel', 'address', 'subject', 'messageId', 'attempts', 'answer'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`office.notices.${name}`)}</dt>
          <dd>{facts[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** 补发: sent again to whoever owes, to the address that is known by now. */
function Resend({ notice: { person, case: of } }: { notice: Notice }) {
  const { t } = useWords();
  const said = useSaid();
  const { may } = useSignedIn();
  const sending = useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.POST('/api/stuck/{id}/commands', {
          params: { path: { id }, header: { 'Idempotency-Key': newKey() } },
          body: { type: 'ResendNotices' },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['notices'] }),
  });
  if (!of || !may.includes('stuck.unblock')) return null;
  return (
    <>
      <Popconfirm
        title={t('office.notices.resendSure', { title: of.title, name: person.name })}
        description={<p className="popconfirm-text">{t('office.notices.resendEffect')}</p>}
        okText={t('office.notices.resend')}
        cancelText={t('action.cancel')}
        onConfirm={() => sending.mutate(of.id)}
      >
        <Button loading={sending.isPending}>{t('office.notices.resend')}</Button>
      </Popconfirm>
      {sending.error && (
        <p className="fault" role="alert">
          {said(sending.error)}
        </p>
      )}
    </>
  );
}
