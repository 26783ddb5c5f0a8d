import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase, tellingsOfMove } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { decideRequest } from './decide-request.ts';
import type { RequestCommand } from './decide-request.ts';
import { evolveRequest } from './request.ts';
import type { Request, RequestEvent } from './request.ts';

/** 申请 as a case. Whoever asked hears of the decision from the hazard, whose deadline it moves or leaves. */
export const requestDecider: Decider<Request, RequestCommand, RequestEvent> = {
  kind: 'request',
  decide: decideRequest,
  evolve: evolveRequest,
  noticesFor: (request, events, moment) => noticesFor(request, tellingsOf(request, events), moment),
  summaryOf: ({ number, stage, zone, title, class: of }) => ({ number, stage, zone, title, class: of, finished: stage !== 'deciding' }),
};

function tellingsOf({ ask, askedBy, obligation }: Request, events: readonly RequestEvent[]): Telling[] {
  const until = ask.type === 'extension' ? ask.until.at : ask.type === 'suspension' ? ask.review.at : null;
  const said = { ask: ask.type, by: askedBy, until, reason: ask.reason };
  return events.flatMap((event): Telling[] => {
    if (event.type === 'ObligationOpened') return [{ kind: 'decision', to: event.obligation.owedBy.post, said }];
    if (event.type === 'HolderChanged' && obligation) return [{ kind: 'decision', to: obligation.owedBy.post, said }];
    if (event.type === 'DeadlineMoved') return obligation ? tellingsOfMove(event, obligation.owedBy.post) : [];
    if (event.type === 'CaseChased') return obligation ? tellingsOfCase(event, obligation.owedBy.post) : [];
    return event.type === 'RungFired' ? [{ kind: event.nature, rung: event.key, level: event.level, said }] : [];
  });
}
