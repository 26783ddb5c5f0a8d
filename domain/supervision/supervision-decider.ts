import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Said, Telling } from '../notices/notices-for.ts';
import { dueOn } from '../time/due.ts';
import type { LocalDate } from '../time/instant.ts';
import type { Moment } from '../case/decision.ts';
import { decideSupervision } from './decide-supervision.ts';
import type { SupervisionCommand } from './decide-supervision.ts';
import { evolveSupervision } from './supervision.ts';
import type { Supervision, SupervisionEvent } from './supervision.ts';

/** 挂牌督办 as a case. */
export const supervisionDecider: Decider<Supervision, SupervisionCommand, SupervisionEvent> = {
  kind: 'supervision',
  decide: decideSupervision,
  evolve: evolveSupervision,
  noticesFor: (supervision, events, moment) => noticesFor(supervision, tellingsOf(supervision, events, moment), moment),
  summaryOf: ({ number, stage, zone, title, class: of, obligation }) => ({
    number,
    stage,
    zone,
    title,
    class: of,
    finished: obligation === null,
  }),
};

const responsible = ['specific', 'supervising'] as const;

/** Who decides hears what is asked of him; those who answer for the zone hear what was registered, how long it goes on, and its end. */
function tellingsOf(state: Supervision, events: readonly SupervisionEvent[], moment: Moment): Telling[] {
  const { obligation, stage } = state;
  const asked = askedIn(state);
  const atEnd = (on: LocalDate | null) => on && dueOn(on, moment.calendar).at;
  return events.flatMap((event): Telling[] => {
    switch (event.type) {
      case 'ObligationOpened':
        return [asked ? { kind: 'decision', to: 'first', said: asked } : { kind: 'task', to: 'office', ...(goingOn(state) ?? {}) }];
      case 'RungFired':
        return [{ kind: event.nature, rung: event.key, level: event.level, ...(asked && { said: asked }) }];
      case 'ListingDecided':
        return event.list
          ? []
          : [{ kind: 'notListed', to: 'office', said: { ask: null, by: event.by, until: null, reason: event.reason } }];
      case 'ListingRegistered': {
        const until = atEnd(state.until);
        const said: Said = { ask: null, by: null, until, reason: state.decided?.requirement ?? '', number: event.number };
        return responsible.map((to): Telling => ({ kind: 'listed', to, said }));
      }
      case 'SupervisionReviewed':
      case 'LiftingDecided': {
        if (stage !== 'listed') return [];
        const reason = event.type === 'SupervisionReviewed' ? event.opinion : event.reason;
        const said: Said = { ask: null, by: event.by, until: atEnd(event.dueOn), reason };
        return responsible.map((to): Telling => ({ kind: 'listingGoesOn', to, said }));
      }
      case 'LiftingRegistered': {
        const said: Said = { ask: null, by: null, until: null, reason: '', number: event.number };
        return [...responsible, 'office' as const].map((to): Telling => ({ kind: 'lifted', to, said }));
      }
      case 'HazardFollowed':
        return stage === 'listed' && event.ended !== null ? [{ kind: 'reviewDue', to: 'office' }] : [];
      case 'DeadlineMoved':
        return event.cause === 'closing' || !obligation ? [] : tellingsOfCase(event, obligation.owedBy.post);
      default:
        return obligation ? tellingsOfCase(event, obligation.owedBy.post) : [];
    }
  });
}

/** What the first responsible person is asked to decide; null while it is the office that owes. */
function askedIn({ stage, proposedBy, reason, reviews }: Supervision): Said | null {
  if (stage === 'proposed') return { ask: 'listing', by: proposedBy, until: null, reason };
  const last = reviews.at(-1);
  return stage === 'lifting' && last ? { ask: 'lifting', by: last.by, until: null, reason: last.opinion } : null;
}

/** Why the office owes the review again. */
function goingOn({ stage, reviews, lift }: Supervision): { said: Said } | null {
  if (stage !== 'listed') return null;
  const last = reviews.at(-1);
  if (lift && !lift.lift && last?.passed) return { said: { ask: null, by: lift.by, until: null, reason: lift.reason } };
  return last && !last.passed ? { said: { ask: null, by: last.by, until: null, reason: last.opinion } } : null;
}
