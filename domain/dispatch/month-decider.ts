import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Said, Telling } from '../notices/notices-for.ts';
import { decideMonth, titleOf } from './decide-month.ts';
import type { MonthCommand } from './decide-month.ts';
import { criticisms, evolveMonth } from './month.ts';
import type { Month, MonthEvent } from './month.ts';

/** 每月调度 as a case. */
export const monthDecider: Decider<Month, MonthCommand, MonthEvent> = {
  kind: 'dispatch',
  decide: decideMonth,
  evolve: evolveMonth,
  noticesFor: (month, events, moment) => noticesFor({ ...month, ...shownOf(month) }, tellingsOf(month, events), moment),
  summaryOf: (month) => ({ ...shownOf(month), stage: month.stage, zone: month.zone, finished: month.stage === 'published' }),
};

const shownOf = ({ period }: Month) => ({ number: `DD-${period}`, title: `${titleOf(period)}调度`, class: 'general' as const });

const spoken = (reason: string, by: string | null = null): Said => ({ ask: null, by, until: null, reason });

/** 新增「消防科」; 撤销「轨道办」; 「轨道办」更名为「轨道科」. */
function changeSaid(event: Extract<MonthEvent, { type: 'UnitAdded' | 'UnitRemoved' | 'UnitRenamed' }>): Said {
  const ask = ({ UnitAdded: 'added', UnitRemoved: 'removed', UnitRenamed: 'renamed' } as const)[event.type];
  return { ...spoken(event.type === 'UnitRenamed' ? event.from : ''), number: event.name, change: ask };
}

/** The office and the director are asked for each step; units that are to be criticised hear of it first; everybody gets the circular. */
function tellingsOf(month: Month, events: readonly MonthEvent[]): Telling[] {
  const owing = month.obligation?.owedBy.post ?? 'office';
  const units = Object.keys(month.reports);
  return events.flatMap((event): Telling[] => {
    switch (event.type) {
      case 'ObligationOpened': {
        const { duty, owedBy } = event.obligation;
        if (duty === 'dispatch.collect' || duty === 'dispatch.hear') return [];
        return [{ kind: 'task', to: owedBy.post, ...(month.sentBack && { said: spoken(month.sentBack.reason, month.sentBack.by) }) }];
      }
      case 'MonthCompiled': {
        const words = new Map(event.compiled.decided.map(({ id, text }) => [id, text]));
        return criticisms(event.drafts, event.compiled)
          .filter(({ id }) => !(id in (event.answers ?? {})))
          .map(({ id, unit }): Telling => ({ kind: 'criticised', to: 'unitHead', of: unit, said: spoken(words.get(id) ?? '', event.by) }));
      }
      case 'UnitAdded':
      case 'UnitRemoved':
      case 'UnitRenamed':
        return [{ kind: 'unitChanged', to: 'office', said: changeSaid(event) }];
      case 'MonthPublished':
        return [
          ...(['first', 'officeDirector', 'office'] as const).map(
            (to): Telling => ({ kind: 'published', to, said: spoken(event.paperNumber) }),
          ),
          ...units.flatMap((of) =>
            (['unitHead', 'supervising'] as const).map((to): Telling => ({ kind: 'published', to, of, said: spoken(event.paperNumber) })),
          ),
        ];
      default:
        return tellingsOfCase(event, owing);
    }
  });
}
