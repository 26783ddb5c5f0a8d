import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { HazardClass } from '../hazard/hazard-class.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { Due } from '../time/due.ts';

/** What is asked for a hazard: 延期 until another deadline, 挂账 until a review, 作废. `reason` is the asker's own words, `answer` what a reporter would be told. */
export type Ask =
  | { type: 'extension'; until: Due; reason: string }
  | { type: 'suspension'; review: Due; reason: string }
  | { type: 'void'; reason: string; answer?: string };

export type RequestStage = 'deciding' | 'granted' | 'notGranted' | 'lapsed';

export type RequestEvent =
  | CaseEvent
  | { type: 'RequestOpened'; number: string; zone: ZoneCode; title: string; class: HazardClass; ask: Ask; askedBy: PersonId }
  | { type: 'RequestDecided'; granted: boolean; reason: string; by: PersonId }
  /** The hazard moved on, so that there is nothing left to decide. */
  | { type: 'RequestLapsed' };

/** 申请: what somebody asked for a hazard and a person has to decide; a case of its own, so that the decider is on a clock as well. */
export type Request = CaseCore & {
  stage: RequestStage;
  number: string;
  zone: ZoneCode;
  title: string;
  class: HazardClass;
  ask: Ask;
  askedBy: PersonId;
};

export function evolveRequest(state: Request | null, event: RequestEvent): Request {
  if (event.type === 'RequestOpened') {
    const { type: _, ...opened } = event;
    return { ...emptyCore, stage: 'deciding', ...opened };
  }
  if (!state) throw new Error(`${event.type} before RequestOpened`);
  switch (event.type) {
    case 'RequestDecided':
      return { ...state, stage: event.granted ? 'granted' : 'notGranted', obligation: null };
    case 'RequestLapsed':
      return { ...state, stage: 'lapsed', obligation: null };
    case 'ObligationOpened':
    case 'RungFired':
    case 'DeadlineMoved':
    case 'HolderChanged':
    case 'CaseChased':
    case 'ContactRecorded':
    case 'Acknowledged':
      return evolveCore(state, event);
  }
}
