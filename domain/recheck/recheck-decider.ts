import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { decideRecheck } from './decide-recheck.ts';
import type { RecheckCommand } from './decide-recheck.ts';
import { evolveRecheck } from './recheck.ts';
import type { Recheck, RecheckEvent } from './recheck.ts';

/** 回头看 as a case. Where the place was found unsound, the office is told to report it anew: nothing is reported of itself. */
export const recheckDecider: Decider<Recheck, RecheckCommand, RecheckEvent> = {
  kind: 'recheck',
  decide: decideRecheck,
  evolve: evolveRecheck,
  noticesFor: (recheck, events, moment) => noticesFor(recheck, events.flatMap(tellingsOf), moment),
  summaryOf: ({ number, stage, zone, title, class: of }) => ({ number, stage, zone, title, class: of, finished: stage !== 'rechecking' }),
};

function tellingsOf(event: RecheckEvent): Telling[] {
  switch (event.type) {
    case 'ObligationOpened':
      return [{ kind: 'task', to: event.obligation.owedBy.post }];
    case 'RecheckRecorded':
      return event.sound ? [] : [{ kind: 'unsound', to: 'office', said: { ask: null, by: event.by, until: null, reason: event.note } }];
    default:
      return tellingsOfCase(event, 'office');
  }
}
