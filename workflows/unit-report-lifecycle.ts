import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A unit's monthly report, from its asking to its acceptance; a returned one goes on with the deadline that it had. */
export async function unitReportLifecycle(start: Moved): Promise<void> {
  const report = followCase(start);
  while (report.isOpen) {
    await report.whileIn('drafting'); // the head of the unit owes the report
    await report.whileIn('submitted'); // the office owes its acceptance
    await report.whileInAnyOther(['drafting', 'submitted']);
  }
}
