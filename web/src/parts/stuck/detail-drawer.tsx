import { Drawer } from 'antd';
import { Link } from 'react-router';
import type { Notice, StuckItem } from '../../api/client.ts';
import { useCase, useNoticesOf } from '../../api/queries.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import type { zh } from '../../words/zh.ts';
import { Ladder } from '../ladder.tsx';
import { NotLoaded } from '../problem-notice.tsx';
import { Unbroken } from '../unbroken.tsx';
import { Waiting } from '../waiting.tsx';
import { Tried } from './tried.tsx';

/** Why, the ladder, and what came of each notice, with the list still in sight. */
export function DetailDrawer({ item, close }: { item: StuckItem; close: () => void }) {
  const { t, language } = useWords();
  const { workflow, reasons } = item;
  return (
    <Drawer open title={`${item.number} ${item.title}`} onClose={close} size="min(560px, 100vw)">
      <section aria-labelledby="stuck-why">
        <h2 id="stuck-why">{t('stuck.why')}</h2>
        {reasons.map(({ kind, since, why }) => (
          <p key={kind}>
            <span className="tag">{t(`stuck.kind.${kind}`)}</span>{' '}
            <span className="quiet">
              <Unbroken>{t('stuck.sinceStuck', { moment: sayMoment(since, language) })}</Unbroken>
            </span>
            <span className="block">
              <Unbroken>{why[language]}</Unbroken>
            </span>
          </p>
        ))}
        <Tried item={item} />
      </section>
      <WithLadder id={item.id} />
      <Proof id={item.id} />
      <p>
        <Link to={item.page}>{t('stuck.open')}</Link>
      </p>
      {workflow.page && (
        <details className="technical">
          <summary>{t('stuck.technical')}</summary>
          <p>{t('stuck.technicalHow')}</p>
          <p>
            <a href={workflow.page} target="_blank" rel="noreferrer">
              {t('stuck.workflow')}
            </a>
          </p>
        </details>
      )}
    </Drawer>
  );
}

function WithLadder({ id }: { id: string }) {
  const { data, error, refetch } = useCase(id);
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return <Ladder of={data} isFoldable={false} />;
}

function Proof({ id }: { id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useNoticesOf(id);
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <section aria-labelledby="stuck-proof">
      <h2 id="stuck-proof">{t('stuck.proof')}</h2>
      {data.items.length === 0 && <p className="quiet">{t('stuck.noProof')}</p>}
      <ul className="proof">
        {data.items.map((notice, i) => (
          <li key={`${notice.person.id}${notice.createdAt}${i}`}>
            <Proved notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 10月14日(周三)17:30 升级，发给王海平：已发邮件 17:30，未读 */
function Proved({ notice: { person, kind, createdAt, status, delivery, earlier, readAt } }: { notice: Notice }) {
  const { t, language, cameOf } = useWords();
  const deliveries = delivery ? [...earlier, delivery] : earlier;
  const came = cameOf({ status, sentAt: delivery?.sentAt ?? null, readAt, deliveries }, false);
  return (
    <Unbroken>
      {t('stuck.asked', {
        name: person.name,
        moment: sayMoment(createdAt, language),
        kind: t(`office.notices.kinds.${kind as keyof typeof zh.office.notices.kinds}`),
        came: status === 'sent' && !readAt ? t('stuck.unread', { came }) : came,
      })}
    </Unbroken>
  );
}
