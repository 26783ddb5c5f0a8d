import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Engine } from '../../api/client.ts';
import { useEngine } from '../../api/office-queries.ts';
import { readsAllNotices } from '../../parts/office/places.ts';
import { NotLoaded } from '../../parts/problem-notice.tsx';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useTitle } from '../../use-title.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

/** 系统状态: each part, what waits, what was repaired, what runs next; of what is ill what it means for people and what to do. */
export function EngineState() {
  const { t, language } = useWords();
  const { data, error, refetch } = useEngine();
  useTitle(t('office.place.engine'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const ills = illsOf(data);
  const named = (ill: Ill) => {
    const part = data.parts.find((each) => each.part === ill);
    if (!part?.since) return t(`office.engine.ill.${ill}`);
    const since = t('office.engine.silentSince', { moment: sayMoment(part.since, language) });
    return t('office.engine.partIll', { part: t(`office.engine.part.${part.part}`), since });
  };
  return (
    <div className="engine">
      <div className="heading">
        <h1>{t('office.place.engine')}</h1>
        <span className="quiet">
          {t('office.engine.asOf', { moment: sayMoment(data.now, language, true) })} {t('office.engine.what')}
        </span>
      </div>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      <div role="status">
        {ills.length === 0 ? (
          <Alert className="notice" type="success" showIcon title={t('office.engine.allWell')} />
        ) : (
          <Alert className="notice" type="warning" showIcon title={t('office.engine.notAllWell', { count: ills.length })} />
        )}
      </div>
      {ills.map((ill) => (
        <Alert
          key={ill}
          className="notice"
          type="error"
          showIcon
          title={named(ill)}
          description={
            <>
              <p>{t(`office.engine.means.${ill}`)}</p>
              {t(`office.engine.todo.${ill}`)} <WayOut of={ill} />
            </>
          }
        />
      ))}
      <Parts parts={data.parts} />
      <Numbers engine={data} />
      <Looks looks={data.looks} />
      <Schedules schedules={data.schedules} />
      <p className="quiet">{t('office.engine.version', { version: data.version, moment: sayMoment(data.startedAt, language) })}</p>
    </div>
  );
}

type Ill = 'worker' | 'bell' | 'temporal' | 'mail' | 'alarms' | 'relay' | 'unsent' | 'failedNotices' | 'faults' | 'paused';
/** What comes within this is on its way. */
const patienceSeconds = 120;
const longUnsentSeconds = 900;

function illsOf({ parts, clocks, relay, notices, schedules }: Engine): Ill[] {
  return [
    ...parts.flatMap(({ part, state }) => (state === 'silent' && part !== 'database' ? [part] : [])),
    ...(clocks.alarmsDue > 0 && clocks.oldestAlarmSeconds > patienceSeconds ? (['alarms'] as const) : []),
    ...(relay.oldestSeconds > patienceSeconds ? (['relay'] as const) : []),
    ...(notices.oldestSeconds > longUnsentSeconds ? (['unsent'] as const) : []),
    ...(notices.failed > 0 ? (['failedNotices'] as const) : []),
    ...(clocks.faults.length > 0 ? (['faults'] as const) : []),
    ...(schedules?.some(({ isPaused }) => isPaused) ? (['paused'] as const) : []),
  ];
}

function WayOut({ of }: { of: Ill }) {
  const { t } = useWords();
  const me = useSignedIn();
  const { may } = me;
  if (of === 'failedNotices' && readsAllNotices(me))
    return <Link to="/office/notices?status=failed&owed=true">{t('office.engine.toNotices')}</Link>;
  if ((of === 'faults' || of === 'alarms') && may.includes('stuck.read')) return <Link to="/stuck">{t('office.engine.toStuck')}</Link>;
  return null;
}

const shapes = { well: '●', silent: '✕', unknown: '○' } as const;

function Parts({ parts }: Pick<Engine, 'parts'>) {
  const { t, language } = useWords();
  const since = ({ part, state, since: at, seenAt }: Engine['parts'][number]) => {
    if (part === 'database') return at ? t('office.engine.runsSince', { moment: sayMoment(at, language) }) : null;
    if (state === 'unknown') return t('office.engine.never');
    if (state === 'silent' && at) return t('office.engine.silentSince', { moment: sayMoment(at, language) });
    return seenAt && t('office.engine.seenAt', { moment: sayMoment(seenAt, language, true) });
  };
  return (
    <section className="sheet" aria-labelledby="engine-parts">
      <h2 id="engine-parts">{t('office.engine.parts')}</h2>
      <ul className="parts">
        {parts.map((each) => (
          <li key={each.part} className={`part-${each.state}`}>
            <span className="strong">{t(`office.engine.part.${each.part}`)}</span>
            <span className="part-state">
              <span aria-hidden>{shapes[each.state]}</span> {t(`office.engine.state.${each.state}`)}
            </span>
            <span className="quiet">{t(`office.engine.partWhat.${each.part}`)}</span>
            <span>{since(each)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 18分钟: the largest unit in which it is at least one. */
function useSpan(): (seconds: number) => string {
  const { t } = useWords();
  return (seconds) => {
    if (seconds < 60) return t('office.engine.spanSeconds', { count: Math.round(seconds) });
    if (seconds < 3_600) return t('office.engine.spanMinutes', { count: Math.round(seconds / 60) });
    if (seconds < 86_400) return t('office.engine.spanHours', { count: Math.round(seconds / 3_600) });
    return t('office.engine.spanDays', { count: Math.round(seconds / 86_400) });
  };
}

function Numbers({ engine: { clocks, relay, notices, looks } }: { engine: Engine }) {
  const { t, language } = useWords();
  const span = useSpan();
  const { whole } = looks;
  const items = (count: number) => t('office.engine.items', { count });
  const notes = (count: number) => t('office.engine.notes', { count });
  const waiting = (shown: string, count: number, seconds: number) =>
    count > 0 ? `${shown} · ${t('office.engine.oldest', { span: span(seconds) })}` : shown;
  const rows: [string, ReactNode][] = [
    [t('office.engine.openCases'), items(clocks.openCases)],
    [
      t('office.engine.compared'),
      whole
        ? t('office.engine.comparedAt', { moment: sayMoment(whole.at, language), open: whole.openCases, running: whole.running ?? 0 })
        : t('office.engine.notCompared'),
    ],
    [t('office.engine.alarmsDue'), waiting(items(clocks.alarmsDue), clocks.alarmsDue, clocks.oldestAlarmSeconds)],
    [t('office.engine.relayWaiting'), waiting(items(relay.waiting), relay.waiting, relay.oldestSeconds)],
    [t('office.engine.unsent'), waiting(notes(notices.unsent), notices.oldestSeconds > 0 ? notices.unsent : 0, notices.oldestSeconds)],
    [t('office.engine.failedNotices'), notes(notices.failed)],
    [t('office.engine.faults'), items(clocks.faults.reduce((sum, { count }) => sum + count, 0))],
  ];
  return (
    <section className="sheet" aria-labelledby="engine-numbers">
      <h2 id="engine-numbers">{t('office.engine.numbers')}</h2>
      <dl className="facts facts-even">
        {rows.map(([name, shown]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Look = NonNullable<Engine['looks']['last']>;
const findings = ['rearmed', 'ended', 'failing', 'retrying', 'unknown'] as const;

function Looks({ looks: { last, repair } }: Pick<Engine, 'looks'>) {
  const { t, list, language } = useWords();
  const moment = ({ at }: Look) => sayMoment(at, language, true);
  const found = (look: Look) => {
    const said = findings.filter((each) => look[each] > 0).map((each) => t(`office.engine.found.${each}`, { count: look[each] }));
    return said.length === 0 ? t('office.engine.found.nothing') : list(said);
  };
  return (
    <section className="sheet" aria-labelledby="engine-looks">
      <h2 id="engine-looks">{t('office.engine.looks')}</h2>
      {last ? <p>{t('office.engine.lastLook', { moment: moment(last), found: found(last) })}</p> : <p>{t('office.engine.noLook')}</p>}
      <p>{repair ? t('office.engine.lastRepair', { moment: moment(repair), found: found(repair) }) : t('office.engine.noRepair')}</p>
    </section>
  );
}

function Schedules({ schedules }: Pick<Engine, 'schedules'>) {
  const { t, list, language } = useWords();
  return (
    <section className="sheet" aria-labelledby="engine-schedules">
      <h2 id="engine-schedules">{t('office.engine.schedules')}</h2>
      {schedules === null && <p className="near">{t('office.engine.schedulesUnknown')}</p>}
      {schedules && (
        <ul className="parts schedules">
          {schedules.map(({ id, isPaused, note, lastAt, nextAt }) => (
            <li key={id} className={isPaused ? 'part-silent' : 'part-well'}>
              <span className="strong">{t(`office.engine.schedule.${id}`)}</span>
              {isPaused && (
                <span className="part-state">
                  ‖ {t('office.engine.paused')}
                  {note && ` ${t('office.engine.pausedWhy', { note })}`}
                </span>
              )}
              <span>
                {list([
                  ...(lastAt ? [t('office.engine.lastRun', { moment: sayMoment(lastAt, language) })] : []),
                  ...(nextAt ? [t('office.engine.nextRun', { moment: sayMoment(nextAt, language) })] : []),
                ])}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
