import { Link } from 'react-router';
import type { Overview } from '../api/client.ts';
import { useOverview } from '../api/queries.ts';
import { Ages } from '../parts/home/ages.tsx';
import { Figures } from '../parts/home/figures.tsx';
import { Majors } from '../parts/home/majors.tsx';
import { Reports } from '../parts/home/reports.tsx';
import { Rates } from '../parts/home/rates.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { TaskRow } from '../parts/task-row.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import '../home.css';

/** 首页: how it stands, what waits for the reader, and two charts. */
export function Home() {
  const { t, prose, language } = useWords();
  const { data, error, refetch } = useOverview();
  useTitle(t('home.page'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <div className="wide home">
      <header className="home-head">
        <h1>{t('home.page')}</h1>
        <p className="quiet">
          {prose([t(data.isWhole ? 'home.ofAll' : 'home.ofMine'), t('home.asOf', { moment: sayMoment(data.now, language) })])}
        </p>
      </header>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      <Figures of={data} />
      {data.reports && <Reports of={data.reports} />}
      {data.concerns && <Concerns of={data.concerns} />}
      <Majors isWhole={data.isWhole} />
      <div className="charts">
        <Ages of={data.ages} />
        <Rates months={data.months} />
      </div>
    </div>
  );
}

/** 需要您过问: decisions first, then what has climbed; the rest stands among the tasks. */
function Concerns({ of: { toDecide, climbed } }: { of: NonNullable<Overview['concerns']> }) {
  const { t } = useWords();
  const shown = [...toDecide.items, ...climbed.items];
  const count = toDecide.count + climbed.count;
  return (
    <section aria-labelledby="concerns">
      <h2 id="concerns">{t('home.concerns')}</h2>
      {shown.length === 0 ? (
        <p className="empty">{t('home.noConcerns')}</p>
      ) : (
        <ul className="rows">
          {shown.map((task) => (
            <TaskRow key={`${task.id}${'reminded' in task}`} task={task} />
          ))}
        </ul>
      )}
      {count > shown.length && (
        <p>
          <Link to={`/tasks?tab=${toDecide.count > toDecide.items.length ? 'decide' : 'climbed'}`}>{t('home.allConcerns', { count })}</Link>
        </p>
      )}
    </section>
  );
}
