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
import { isOffice } from '../people/roster.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';

/** `spared`: what had not come through did so after all. */
export type CallStage = 'calling' | 'called' | 'spared';

/** A message that came through by none of the person's channels: what it spoke of, and what the last server said. */
export type Undelivered = { delivery: string; answer: string; cases: { id: string; number: string; title: string }[] };

export type CallEvent =
  | CaseEvent
  | { type: 'CallOpened'; number: string; person: PersonId; title: string; about: Undelivered }
  | { type: 'CallAdded'; about: Undelivered }
  | { type: 'CallSpared'; delivery: string }
  | { type: 'CallMade'; by: PersonId; reached: string; calledAt: Instant; note: string };

/** 电话通知: nothing written reaches a person, so the office phones him and says whom it reached and when. One case a person at a time. */
export type Call = CaseCore & {
  stage: CallStage;
  number: string;
  person: PersonId;
  title: string;
  about: Undelivered[];
  made: { by: PersonId; reached: string; calledAt: Instant; note: string } | null;
};

export type CallCommand =
  /** The engine's own; nobody gives them by hand. */
  | { type: 'OpenCall'; number: string; person: PersonId; title: string; about: Undelivered }
  | { type: 'AddToCall'; about: Undelivered }
  | { type: 'SpareCall'; delivery: string }
  /** Who was reached, and when. */
  | { type: 'AcknowledgeCall'; by: PersonId; reached: string; calledAt: Instant; note: string }
  | CaseCommand;

function decide(call: Call | null, command: CallCommand, moment: Moment): Decision<CallEvent> {
  if (command.type === 'OpenCall') {
    if (call) return ignored('ALREADY_DONE');
    const { type: _, ...opened } = command;
    const obligation = openObligation(1, 'call.make', seatFor('office', bureauWide), moment.now, moment);
    return accepted<CallEvent>({ type: 'CallOpened', ...opened }, { type: 'ObligationOpened', obligation });
  }
  if (!call) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase({ ...call, zone: bureauWide }, command, moment);
  switch (command.type) {
    case 'AddToCall':
      if (call.stage !== 'calling' || isAbout(call, command.about.delivery)) return ignored('ALREADY_DONE');
      return accepted<CallEvent>({ type: 'CallAdded', about: command.about });
    case 'SpareCall':
      if (call.stage !== 'calling' || !isAbout(call, command.delivery)) return ignored('ALREADY_DONE');
      return accepted<CallEvent>({ type: 'CallSpared', delivery: command.delivery });
    case 'AcknowledgeCall':
      return acknowledge(call, command, moment);
  }
}

const isAbout = ({ about }: Call, delivery: string) => about.some((each) => each.delivery === delivery);

function acknowledge(
  call: Call,
  { type: _, ...made }: Extract<CallCommand, { type: 'AcknowledgeCall' }>,
  { roster, now }: Moment,
): Decision<CallEvent> {
  if (call.stage !== 'calling') return refused('WRONG_STAGE', { stage: call.stage });
  if (!isOffice(roster, made.by, now)) return refused('OFFICE_ONLY');
  if (made.reached.trim() === '') return refused('REASON_REQUIRED', { field: 'reached' });
  if (made.calledAt > now) return refused('DATE_AHEAD', { date: made.calledAt });
  return accepted<CallEvent>({ type: 'CallMade', ...made });
}

function evolve(state: Call | null, event: CallEvent): Call {
  if (event.type === 'CallOpened') {
    const { type: _, about, ...opened } = event;
    return { ...emptyCore, stage: 'calling', ...opened, about: [about], made: null };
  }
  if (!state) throw new Error(`${event.type} before CallOpened`);
  switch (event.type) {
    case 'CallAdded':
      return { ...state, about: [...state.about, event.about] };
    case 'CallSpared': {
      const about = state.about.filter(({ delivery }) => delivery !== event.delivery);
      return about.length > 0 ? { ...state, about } : { ...state, stage: 'spared', obligation: null };
    }
    case 'CallMade': {
      const { type: _, ...made } = event;
      return { ...state, stage: 'called', made, obligation: null };
    }
    case 'ObligationOpened':
    case 'RungFired':
    case 'DeadlineMoved':
    case 'HolderChanged':
    case 'Acknowledged':
    case 'CaseChased':
    case 'ContactRecorded':
      return evolveCore(state, event);
  }
}

function tellingsOf({ person, about: [first] }: Call, event: CallEvent): Telling[] {
  if (event.type !== 'ObligationOpened') return tellingsOfCase(event, 'office');
  const number = first?.cases[0]?.number;
  return [
    { kind: 'call', to: 'office', said: { ask: null, by: person, until: null, reason: first?.answer ?? '', ...(number && { number }) } },
  ];
}

export const callDecider: Decider<Call, CallCommand, CallEvent> = {
  kind: 'call',
  decide,
  evolve,
  noticesFor: (call, events, moment) =>
    noticesFor(
      { ...call, zone: bureauWide, class: 'general' },
      events.flatMap((event) => tellingsOf(call, event)),
      moment,
    ),
  summaryOf: ({ number, stage, title }) => ({ number, stage, zone: bureauWide, title, class: 'general', finished: stage !== 'calling' }),
};
