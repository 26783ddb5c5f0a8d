import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { decideUnitReport } from './decide-unit-report.ts';
import type { UnitReportCommand } from './decide-unit-report.ts';
import { evolveUnitReport } from './unit-report.ts';
import type { UnitReport, UnitReportEvent } from './unit-report.ts';

/** 月报 of a unit as a case. */
export const unitReportDecider: Decider<UnitReport, UnitReportCommand, UnitReportEvent> = {
  kind: 'unit-report',
  decide: decideUnitReport,
  evolve: evolveUnitReport,
  noticesFor: (report, events, moment) => noticesFor({ ...report, class: 'general' }, tellingsOf(report, events), moment),
  summaryOf: ({ number, stage, zone, title }) => ({
    number,
    stage,
    zone,
    title,
    class: 'general',
    finished: stage !== 'drafting' && stage !== 'submitted',
  }),
};

function tellingsOf({ obligation, returned, recalled }: UnitReport, events: readonly UnitReportEvent[]): Telling[] {
  const owing = obligation?.owedBy.post ?? 'unitHead';
  return events.flatMap((event): Telling[] => {
    if (event.type === 'ReportRecalled')
      return [{ kind: 'reportRecalled', to: 'office', said: { ask: null, by: event.by, until: null, reason: '' } }];
    if (event.type !== 'ObligationOpened') return tellingsOfCase(event, owing);
    if (event.obligation.duty === 'report.accept') return [{ kind: 'task', to: 'office' }];
    if (recalled) return [];
    if (!returned) return [{ kind: 'reportDue', to: 'unitHead' }];
    return [{ kind: 'reportReturned', to: 'unitHead', said: { ask: null, by: returned.by, until: null, reason: returned.reason } }];
  });
}
