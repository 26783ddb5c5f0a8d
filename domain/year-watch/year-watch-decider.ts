import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { decideYearWatch, evolveYearWatch } from './year-watch.ts';
import type { YearWatch, YearWatchCommand, YearWatchEvent } from './year-watch.ts';

/** 年度日历 as a case. */
export const yearWatchDecider: Decider<YearWatch, YearWatchCommand, YearWatchEvent> = {
  kind: 'year-watch',
  decide: decideYearWatch,
  evolve: evolveYearWatch,
  noticesFor: (watch, events, moment) => noticesFor({ ...watch, ...shownOf(watch) }, events.flatMap(tellingsOf), moment),
  summaryOf: (watch) => ({ ...shownOf(watch), stage: watch.stage, zone: watch.zone, finished: watch.stage === 'published' }),
};

const shownOf = ({ year }: YearWatch) => ({ number: `NJ-${year}`, title: `${year}年放假调休安排待录入`, class: 'general' as const });

const tellingsOf = (event: YearWatchEvent): Telling[] =>
  event.type === 'ObligationOpened' ? [{ kind: 'task', to: 'office' }] : tellingsOfCase(event, 'office');
