import { Button, Drawer } from 'antd';
import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseBehind, Figure } from '../../api/client.ts';
import { useCasesBehind } from '../../api/queries.ts';
import type { Behind } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import { NotLoaded } from '../problem-notice.tsx';
import { MajorTag } from '../tags.tsx';
import { Waiting } from '../waiting.tsx';

/** `numbers`: only these of them. */
type Asked = Behind & { title: string; numbers?: string[] };
const OpenContext = createContext<(asked: Asked) => void>(() => {});

/** Lets every number within it open the hazards behind it. */
export function WithCasesBehind({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <OpenContext value={setAsked}>
      {children}
      {asked && (
        <Drawer open title={asked.title} onClose={() => setAsked(null)} size="min(560px, 100vw)">
          <Cases asked={asked} />
        </Drawer>
      )}
    </OpenContext>
  );
}

type Opening = Omit<Behind, 'period'> & { period: string | null; count: number; numbers?: string[]; says?: string };

/** A number that opens its cases of a month; plain where there are none, or no month. */
export function Count({ count, says, numbers, period, ...behind }: Opening) {
  const { t, language } = useWords();
  const open = useContext(OpenContext);
  const said = says ?? count.toLocaleString(language);
  if (count === 0 || period === null) return <span className="count-none">{said}</span>;
  const mark = t(`dispatch.mark.${behind.mark as OpenableMark}`);
  return (
    <Button
      type="link"
      className="count"
      aria-label={t('dispatch.look', { mark, count: said })}
      onClick={() => open({ ...behind, period, ...(numbers && { numbers }), title: t('dispatch.behind', { mark, count }) })}
    >
      {said}
    </Button>
  );
}

/** Sums of minutes are no cases. */
type OpenableMark = Exclude<Figure['over'], 'grossMinutes' | 'netMinutes'>;

function Cases({ asked }: { asked: Asked }) {
  const { t } = useWords();
  const { data, error, refetch } = useCasesBehind(asked);
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { numbers } = asked;
  const items = data.items.filter(({ number }) => numbers?.includes(number) ?? true);
  return (
    <>
      <p className="quiet">{t('dispatch.asOfCutOff')}</p>
      <CaseRows items={items} />
      {!numbers && data.withheld > 0 && <p>{t('dispatch.withheld', { count: data.withheld })}</p>}
      {data.items.length >= shownAtMost && <p>{t('dispatch.firstOnly', { count: shownAtMost })}</p>}
    </>
  );
}

const shownAtMost = 1000;

/** Hazards as they stood at the cut-off. */
export function CaseRows({ items }: { items: CaseBehind[] }) {
  const { t } = useWords();
  return (
    <ul className="rows">
      {items.map(({ id, number, title, zone, class: of, workdaysOverdue }) => (
        <li key={id}>
          <Link className="row" to={`/hazards/${id}`}>
            <span className="row-main">
              <span className="row-title">
                <MajorTag of={of === 'major' ? 'major' : 'general'} />
                {title}
              </span>
              {workdaysOverdue > 0 && <span className="time time-overdue">{t('time.overdue', { count: workdaysOverdue })}</span>}
            </span>
            <span className="row-more">
              <span>{zone.name}</span>
              <span>{number}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
