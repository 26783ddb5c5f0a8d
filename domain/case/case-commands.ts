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

/** The clock's command: the alarm of the next rung rang. */
type Climb = { type: 'Climb' };

/** What the engine asks of every kind of case, whatever it is about; nobody gives it by hand. */
export type CaseCommand = AdoptCalendar | AdoptPolicy | TellSuccessor | Climb;

const shared: readonly string[] = ['AdoptCalendar', 'AdoptPolicy', 'TellSuccessor', 'Climb'] satisfies CaseCommand['type'][];

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
  }
}
