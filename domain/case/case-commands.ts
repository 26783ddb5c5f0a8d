import { adoptCalendar } from '../escalation/adopt-calendar.ts';
import type { AdoptCalendar } from '../escalation/adopt-calendar.ts';
import { adoptPolicy } from '../escalation/adopt-policy.ts';
import type { AdoptPolicy } from '../escalation/adopt-policy.ts';
import { climb } from '../escalation/climb.ts';
import { tellSuccessor } from '../escalation/tell-successor.ts';
import type { TellSuccessor } from '../escalation/tell-successor.ts';
import type { ZoneCode } from '../people/seat.ts';
import type { CaseCore, CaseEvent } from './case-events.ts';
import type { Decision, Moment } from './decision.ts';
import { chaseCase, recordContact } from './press.ts';
import type { ChaseCase, RecordContact } from './press.ts';

/** The clock's command: the alarm of the next rung rang. */
type Climb = { type: 'Climb' };

/** What is asked of every kind of case, whatever it is about: by the engine, and from the stuck board. */
export type CaseCommand = AdoptCalendar | AdoptPolicy | TellSuccessor | Climb | ChaseCase | RecordContact;

const shared: readonly string[] = [
  'AdoptCalendar',
  'AdoptPolicy',
  'TellSuccessor',
  'Climb',
  'ChaseCase',
  'RecordContact',
] satisfies CaseCommand['type'][];

export const isCaseCommand = <Command extends { type: string }>(command: Command): command is Extract<Command, CaseCommand> =>
  shared.includes(command.type);

/** The rules that every kind of case has in common. */
export function decideCase(state: CaseCore & { zone: ZoneCode }, command: CaseCommand, moment: Moment): Decision<CaseEvent> {
  switch (command.type) {
    case 'AdoptCalendar':
      return adoptCalendar(state, command, moment);
    case 'AdoptPolicy':
      return adoptPolicy(state, command, moment);
    case 'TellSuccessor':
      return tellSuccessor(state, command, moment);
    case 'Climb':
      return climb(state, moment);
    case 'ChaseCase':
      return chaseCase(state, command, moment);
    case 'RecordContact':
      return recordContact(state, command, moment);
  }
}
