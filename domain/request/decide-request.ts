import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused, thenAlso } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { climbedTo } from '../escalation/dated-ladder.ts';
import { openObligation } from '../escalation/obligation.ts';
import { mayActIn } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { HazardClass } from '../hazard/hazard-class.ts';
import type { Ask, Request, RequestEvent } from './request.ts';

/** Who decides: the supervising deputy, the first responsible person from the second extension on, the office director on voiding. */
export type DecidingPost = 'supervising' | 'first' | 'officeDirector';

export type RequestCommand =
  | {
      type: 'OpenRequest';
      by: PersonId;
      number: string;
      zone: ZoneCode;
      title: string;
      class: HazardClass;
      ask: Ask;
      decidedBy: DecidingPost;
    }
  | { type: 'DecideRequest'; by: PersonId; granted: boolean; reason: string }
  | { type: 'LapseRequest' }
  | CaseCommand;

export function decideRequest(request: Request | null, command: RequestCommand, moment: Moment): Decision<RequestEvent> {
  if (command.type === 'OpenRequest') return request ? refused('KEY_REUSED') : open(command, moment);
  if (!request) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(request, command, moment);
  switch (command.type) {
    case 'DecideRequest':
      return settle(request, command, moment);
    case 'LapseRequest':
      return request.stage === 'deciding' ? accepted<RequestEvent>({ type: 'RequestLapsed' }) : ignored('ALREADY_DONE');
  }
}

function open(command: Extract<RequestCommand, { type: 'OpenRequest' }>, moment: Moment): Decision<RequestEvent> {
  const { by, number, zone, title, ask, decidedBy } = command;
  const opened: RequestEvent = { type: 'RequestOpened', number, zone, title, class: command.class, ask, askedBy: by };
  const obligation = openObligation(1, `request.decide.${decidedBy}`, seatFor(decidedBy, zone), moment.now, moment);
  return accepted<RequestEvent>(opened, { type: 'ObligationOpened', obligation });
}

/** 决定: by whoever owes it, or by whom it has climbed to; never by whoever asked. Silence decides nothing (DOMAIN §5). */
function settle(request: Request, command: Extract<RequestCommand, { type: 'DecideRequest' }>, moment: Moment): Decision<RequestEvent> {
  const { by, granted, reason } = command;
  const { obligation, zone } = request;
  if (!obligation) return refused('WRONG_STAGE', { stage: request.stage });
  const seats = [obligation.owedBy, ...climbedTo(obligation, moment).map((post) => seatFor(post, zone))];
  if (!seats.some((seat) => mayActIn(moment.roster, seat, by, moment.now))) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (by === request.askedBy) return refused('ASKER_DECIDES');
  if (!granted && reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const told = granted ? ('GrantRequest' as const) : ('RefuseRequest' as const);
  return thenAlso(accepted<RequestEvent>({ type: 'RequestDecided', granted, reason, by }), {
    to: 'whole',
    kind: 'hazard',
    command: { type: told, by, reason, ask: request.ask },
  });
}
