import type { Moment } from '../case/decision.ts';
import { ladderOf } from '../escalation/obligation.ts';
import { tellingsOfCase } from '../notices/notices-for.ts';
import type { NoticeKind, Said, Telling } from '../notices/notices-for.ts';
import { belongs, mayActIn } from '../people/roster.ts';
import type { PersonId } from '../people/seat.ts';
import type { Ask } from '../request/request.ts';
import { isTipOff } from '../tip-off/tip-off.ts';
import type { Hazard, HazardEvent } from './hazard.ts';

/** Who is told what because of these events of a hazard; `hazard` is its state after them. */
export function tellingsOf(hazard: Hazard, events: readonly HazardEvent[], moment: Moment): Telling[] {
  const kindOfTask = events.map(({ type }) => taskAfter[type]).find((kind) => kind !== undefined) ?? 'task';
  const movedBy = events.find(
    (event) => event.type === 'HazardReturned' || event.type === 'HazardReassigned' || event.type === 'HazardUnmerged',
  );
  const isSettled = events.some(({ type }) => type === 'HazardSuspended' || type === 'HazardResumed');
  const isReclassified = events.some(({ type }) => type === 'HazardReclassified');
  const owing = hazard.obligation?.owedBy.post ?? 'office';
  return events.flatMap((event): Telling[] => {
    switch (event.type) {
      case 'ObligationOpened': {
        if (isSettled || isReclassified) return [];
        const told = ladderOf(event.obligation, moment).tellsOnOpening ?? [];
        const owes: Telling = { kind: kindOfTask, to: event.obligation.owedBy.post, ...(movedBy && { said: spoken(movedBy) }) };
        return [owes, ...told.map((to): Telling => ({ kind: 'toldOnOpening', to }))];
      }
      case 'HazardReassigned':
        return [{ kind: 'reassigned', to: 'specific', of: event.from, said: { ...spoken(event), zone: event.zone } }];
      case 'HazardReclassified': {
        const said = spoken(event);
        const told = event.class === 'major' && event.from.class !== 'major' ? (['supervising', 'first'] as const) : [];
        return [{ kind: 'reclassified', to: owing, said }, ...told.map((to): Telling => ({ kind: 'toldOnOpening', to, said }))];
      }
      case 'DuplicateAbsorbed': {
        const said = { ...spoken(event), number: event.number };
        const former = event.owedBy ? [{ kind: 'merged' as const, to: event.owedBy.post, of: event.zone, said }] : [];
        return [{ kind: 'merged', to: owing, said }, ...former];
      }
      case 'DeadlineMoved':
        return event.cause === 'extension' ? [] : tellingsOfCase(event, owing);
      case 'RequestGranted':
        return event.ask.type === 'extension' ? [{ kind: 'granted', to: owing, said: saidOf(event) }] : [];
      case 'RequestNotGranted':
        return [{ kind: 'notGranted', to: event.ask.type === 'void' ? 'office' : owing, said: saidOf(event) }];
      case 'HazardSuspended':
        return [
          { kind: 'suspended', to: 'specific' },
          { kind: 'suspended', to: 'office' },
        ];
      case 'HazardClosed':
      case 'HazardVoided':
      case 'HazardMerged':
        return toldToReporter(hazard, events, outcomes[event.type], moment);
      case 'HazardResumed':
        return [{ kind: 'resumed', to: owing, said: spoken(event) }];
      case 'HazardChased':
        return [{ kind: 'chase', to: owing, said: spoken({ by: event.by, reason: event.words }) }];
      case 'HazardCommented':
        return hazard.obligation && !mayActIn(moment.roster, hazard.obligation.owedBy, event.by, moment.now)
          ? [{ kind: 'commented', to: owing, said: spoken({ by: event.by, reason: event.text }) }]
          : [];
      default:
        return tellingsOfCase(event, owing);
    }
  });
}

const outcomes = { HazardClosed: 'closed', HazardVoided: 'void', HazardMerged: 'merged' } as const;

/**
 * 办理结果: whoever reported it hears what became of it, unless he ended it himself. A tip-off is answered in writing instead; rows of an older
 * ledger were reported by nobody who waits.
 */
function toldToReporter(
  { reportedBy, enteredLater, facts }: Hazard,
  events: readonly HazardEvent[],
  outcome: NonNullable<Said['outcome']>,
  moment: Moment,
): Telling[] {
  const ended = events.find(
    (event) => event.type === 'VerificationPassed' || event.type === 'RequestGranted' || event.type === 'HazardMerged',
  );
  const by = ended?.by ?? null;
  if (by === reportedBy || enteredLater || isTipOff({ facts }) || !belongs(moment.roster, reportedBy, moment.now)) return [];
  const reason = ended ? ('opinion' in ended ? ended.opinion : ended.reason) : '';
  return [{ kind: 'ended', person: reportedBy, said: { ask: null, by, until: null, reason, outcome } }];
}

/** What the task is called that follows such an event. */
const taskAfter: Partial<Record<HazardEvent['type'], NoticeKind>> = { VerificationFailed: 'rework', HazardReturned: 'returned' };

const spoken = ({ by, reason }: { by: PersonId; reason: string }): Said => ({ ask: null, by, until: null, reason });

function saidOf({ ask, by, reason }: { ask: Ask; by: string; reason: string }): Said {
  const until = ask.type === 'extension' ? ask.until.at : ask.type === 'suspension' ? ask.review.at : null;
  return { ask: ask.type, by, until, reason };
}
