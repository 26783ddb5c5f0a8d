import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Workflow } from '@temporalio/workflow';
import { attributesOf, movedSignalName } from './contract.ts';
import type { ClockActivities, Moved } from './contract.ts';

const { climb } = proxyActivities<ClockActivities>({ startToCloseTimeout: '30 seconds', retry: { maximumInterval: '30 seconds' } });

const movedSignal = defineSignal<[Moved]>(movedSignalName);

// A climb that left the alarm in the past would otherwise ring again in the same breath.
const pauseAfterClimbMs = 1_000;

/**
 * The clock of one case: holds its next alarm, rings, lets the ledger climb and takes the new alarm from the receipt. It knows stages and
 * times only; news and receipts count by the highest revision, so that late or repeated ones do no harm.
 */
export function followCase(start: Moved) {
  let known = start;
  let climbedAt = 0;
  const accept = (news: Moved) => {
    if (news.revision >= known.revision) known = news;
  };
  setHandler(movedSignal, accept);

  const ring = async (alarmAt: string) => {
    const now = new Date(Math.max(Date.now(), Date.parse(alarmAt))).toISOString();
    climbedAt = Date.now();
    accept(await climb({ caseId: known.caseId, revision: known.revision, alarmAt, now }));
  };

  // Whoever starts the clock gives it the attributes of its first standing.
  let shown = JSON.stringify(attributesOf(start));
  const show = (standing: Moved) => {
    setCurrentDetails(detailsOf(standing));
    const attributes = attributesOf(standing);
    if (JSON.stringify(attributes) === shown) return;
    shown = JSON.stringify(attributes);
    upsertSearchAttributes(attributes);
  };

  const moved = () => {
    const seen = known;
    const alarm = known.nextAlarm;
    if (!alarm) return condition(() => known !== seen).then(() => true);
    const wait = Math.max(Date.parse(alarm.at), climbedAt + pauseAfterClimbMs) - Date.now();
    return wait <= 0 ? Promise.resolve(false) : condition(() => known !== seen, wait);
  };

  return {
    get isOpen() {
      return !known.finished;
    },
    /** Waits, and climbs when the alarm rings, until the case leaves the stage. */
    async whileIn(stage: string) {
      while (!known.finished && known.stage === stage) {
        show(known);
        if (workflowInfo().continueAsNewSuggested) await continueAsNew<Workflow>(known);
        const alarm = known.nextAlarm;
        if (!(await moved()) && alarm) await ring(alarm.at);
      }
    },
    /** A stage that this version of the workflow does not name is followed all the same. */
    async whileInAnyOther(named: readonly string[]) {
      if (!named.includes(known.stage)) await this.whileIn(known.stage);
    },
  };
}

/** What Temporal's own page shows of the case: codes and times, never a name. */
function detailsOf({ stage, duty, waitingOn, zone, dueAt, level, nextAlarm }: Moved): string {
  return [
    `stage: ${stage}`,
    ...(waitingOn ? [`waiting on: ${waitingOn} of ${zone}, for ${duty}`] : []),
    ...(dueAt ? [`due: ${dueAt}, level ${level}`] : []),
    nextAlarm ? `next, if nobody acts: ${nextAlarm.key} at ${nextAlarm.at}` : 'nothing more happens by itself',
  ].join('\n\n');
}
