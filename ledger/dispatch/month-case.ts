import type { Period } from '../../domain/dispatch/period.ts';
import type { GridCode } from '../../domain/people/seat.ts';
import { caseIdMadeOf } from '../case-id.ts';

/** The id of the case of a month. */
export const monthCaseId = (period: Period): string => caseIdMadeOf('dispatch', period);

/** The id of the report of a unit in that month. */
export const reportCaseId = (period: Period, unit: GridCode): string => caseIdMadeOf(monthCaseId(period), `report/${unit}`);
