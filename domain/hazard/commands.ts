import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { EnteredLater, HazardFacts } from './hazard.ts';

/** What people ask of a hazard. `by` is the signed-in person; the moment comes with the call. */
export type ReportHazard = { type: 'ReportHazard'; by: PersonId; number: string; zone: ZoneCode; facts: HazardFacts };
export type ImportHazard = { type: 'ImportHazard'; by: PersonId; number: string; zone: ZoneCode; facts: HazardFacts; row: EnteredLater };
export type AssignHazard = { type: 'AssignHazard'; by: PersonId; zone: ZoneCode | null };
export type Acknowledge = { type: 'Acknowledge'; by: PersonId };
export type RectifyHazard = { type: 'RectifyHazard'; by: PersonId; measures: string };
export type VerifyHazard = { type: 'VerifyHazard'; by: PersonId; passed: boolean; opinion: string };
export type VoidHazard = { type: 'VoidHazard'; by: PersonId; reason: string };
/** The clock's command: the alarm of the next rung rang. */
export type Climb = { type: 'Climb' };

export type HazardCommand = ReportHazard | ImportHazard | AssignHazard | Acknowledge | RectifyHazard | VerifyHazard | VoidHazard | Climb;
