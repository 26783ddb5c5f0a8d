import { Drawer } from 'antd';
import { Link } from 'react-router';
import type { StuckItem } from '../../api/client.ts';
import { useCase, useNoticesOf } from '../../api/queries.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { Ladder } from '../ladder.tsx';
import { NotLoaded } from '../problem-notice.tsx';
import { Waiting } from '../waiting.tsx';

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
            <span className="quiet">{t('stuck.sinceStuck', { moment: sayMoment(since, language) })}</span>
            <span className="block">{why[language]}</span>
          </p>
        ))}
      </section>
      <WithLadder id={item.id} />
      <Proof id={item.id} />
      <p>
        <Link to={item.page}>{t('stuck.open')}</Link>
      </p>
      {workflow.page && (
        <p>
          <a href={workflow.page} target="_blank" rel="noreferrer">
            {t('stuck.workflow')}
          </a>
        </p>
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
  const { t, language, cameOf } = useWords();
  const { data } = useNoticesOf(id);
  if (!data) return null;
  return (
    <section aria-labelledby="stuck-proof">
      <h2 id="stuck-proof">{t('stuck.proof')}</h2>
      {data.items.length === 0 && <p className="quiet">{t('stuck.noProof')}</p>}
      <ul className="proof">
        {data.items.map(({ person, createdAt, status, delivery, earlier, readAt }, i) => (
          <li key={`${person.id}${createdAt}${i}`}>
            {t('stuck.asked', {
              name: person.name,
              moment: sayMoment(createdAt, language),
              came: cameOf(
                { status, sentAt: delivery?.sentAt ?? null, readAt, deliveries: delivery ? [...earlier, delivery] : earlier },
                false,
              ),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
