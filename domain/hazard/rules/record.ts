import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice, mayActIn } from '../../people/roster.ts';
import { dateIn } from '../../time/instant.ts';
import type { RecordPublicity, RecordStopWorkAdvice } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

const eventOf = { RecordStopWorkAdvice: 'StopWorkAdvised', RecordPublicity: 'PublicityRecorded' } as const;

/** 停工建议, 通报: the office or whoever owes puts on record what was done for a major hazard, on which day; nothing else moves. */
export function record(hazard: Hazard, command: RecordStopWorkAdvice | RecordPublicity, moment: Moment): Decision<HazardEvent> {
  const { type, by, on, text } = command;
  const { obligation } = hazard;
  const { roster, now } = moment;
  if (!obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (hazard.facts.class !== 'major') return refused('NOT_MAJOR');
  if (!isOffice(roster, by, now) && !mayActIn(roster, obligation.owedBy, by, now))
    return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (on > dateIn(now)) return refused('DATE_AHEAD', { date: on });
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'text' });

  return accepted<HazardEvent>({ type: eventOf[type], on, text, by });
}
