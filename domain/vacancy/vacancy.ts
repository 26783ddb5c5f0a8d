import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import type { Decider } from '../case/decider.ts';
import { openObligation } from '../escalation/obligation.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, Seat, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';

export type VacancyStage = 'vacant' | 'filled';

export type VacancyEvent =
  | CaseEvent
  | { type: 'VacancyOpened'; number: string; zone: ZoneCode; seat: Seat; title: string }
  | ({ type: 'VacancyFilled' } & Filled);

/** Who appointed him, and on what basis; left out where that is not known. */
export type Appointment = { by?: PersonId; basis?: string };
/** `inherits`: how many open cases he took over with the seat, of which he was told as successor. */
type Filled = { person: PersonId; inherits?: number } & Appointment;

/** 责任人空缺: a zone without one of its two responsible persons is work for the office (scheme S3; DOMAIN §5). */
export type Vacancy = CaseCore & { stage: VacancyStage; number: string; zone: ZoneCode; seat: Seat; title: string };

/** The engine's own looks at the seats; nobody gives them by hand: a vacancy ends with an appointment in the organisation. */
export type VacancyCommand =
  | { type: 'OpenVacancy'; number: string; zone: ZoneCode; seat: Seat; title: string }
  | ({ type: 'FillVacancy' } & Filled)
  | CaseCommand;

function decide(vacancy: Vacancy | null, command: VacancyCommand, moment: Moment): Decision<VacancyEvent> {
  if (command.type === 'OpenVacancy') {
    if (vacancy) return ignored('ALREADY_DONE');
    const { number, zone, seat, title } = command;
    const obligation = openObligation(1, 'vacancy.fill', seatFor('office', zone), moment.now, moment);
    return accepted<VacancyEvent>({ type: 'VacancyOpened', number, zone, seat, title }, { type: 'ObligationOpened', obligation });
  }
  if (!vacancy) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(vacancy, command, moment);
  if (vacancy.stage !== 'vacant') return ignored('ALREADY_DONE');
  const { type: _, ...filled } = command;
  return accepted<VacancyEvent>({ type: 'VacancyFilled', ...filled });
}

function evolve(state: Vacancy | null, event: VacancyEvent): Vacancy {
  if (event.type === 'VacancyOpened') {
    const { type: _, ...opened } = event;
    return { ...emptyCore, stage: 'vacant', ...opened };
  }
  if (!state) throw new Error(`${event.type} before VacancyOpened`);
  if (event.type === 'VacancyFilled') return { ...state, stage: 'filled', obligation: null };
  return evolveCore(state, event);
}

/** The office is told, and at once the level above the vacant seat; in the end whoever was appointed, unless he heard of it by what he took over. */
function tellingsOf({ seat }: Vacancy, events: readonly VacancyEvent[], now: Instant): Telling[] {
  return events.flatMap((event): Telling[] => {
    switch (event.type) {
      case 'ObligationOpened':
        return [
          { kind: 'vacancy', to: 'office' },
          { kind: 'vacancy', to: seat.post === 'specific' ? 'supervising' : 'first' },
        ];
      case 'VacancyFilled': {
        const { person, by = null, basis = '', inherits = 0 } = event;
        return inherits > 0 ? [] : [{ kind: 'appointed', person, seat, said: { ask: null, by, until: now, reason: basis } }];
      }
      default:
        return tellingsOfCase(event, 'office');
    }
  });
}

export const vacancyDecider: Decider<Vacancy, VacancyCommand, VacancyEvent> = {
  kind: 'vacancy',
  decide,
  evolve,
  noticesFor: (vacancy, events, moment, before) =>
    noticesFor({ ...vacancy, class: 'general', settled: before?.obligation ?? null }, tellingsOf(vacancy, events, moment.now), moment),
  summaryOf: ({ number, stage, zone, title }) => ({ number, stage, zone, title, class: 'general', finished: stage === 'filled' }),
};
