import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import type { Policy } from '../domain/escalation/policy.ts';
import { addDays, dateIn, instantAt, instantFromMs, localDateOf, msOf, yearOf } from '../domain/time/instant.ts';
import { yearAsKnown } from '../domain/time/work-calendar.ts';
import type { AdoptionProgress } from '../ledger/adopt-batch.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { cpuPerThousand, round } from './measure.ts';
import { seed } from './seed.ts';

const cases = 10_000;
const clocksWithinMs = 300_000;
const lookEveryMs = 20;

/**
 * Ten thousand open hazards with their clocks, all due in the middle of next year; then its days off are adopted, which move every one of
 * them, and then a policy by choice, which does so again.
 */
export async function adoption() {
  const now = instantFromMs(Date.now());
  const year = yearOf(dateIn(now)) + 1;
  const dueOn = localDateOf(`${year}-06-15`);
  const days = Math.round((msOf(instantAt(dueOn, 0)) - msOf(instantAt(dateIn(now), 0))) / 86_400_000);
  const rectify = { ...defaultPolicy.ladders['hazard.rectify.general'], limit: { days } };
  const policy: Policy = { ...defaultPolicy, ladders: { ...defaultPolicy.ladders, 'hazard.rectify.general': rectify } };
  const { daysOff } = yearAsKnown(year, []);
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(dueOn, day));
  const notice = { source: 'bench', daysOff: [...new Set([...daysOff, ...week])], makeupWorkdays: [] };

  const stack = await benchStack(policy);
  await seed(stack.ledger, cases, now);
  const seededAt = Date.now();
  while ((await stack.outbox()).waiting > 0 && Date.now() < seededAt + clocksWithinMs) await sleep(500);
  const clocksRunning = await stack.clocksRunning();
  const as = await signedIn(stack.apiUrl, ['office']);
  const path = `/api/calendar/${year}`;
  const timed = async <Answer>(method: string, to: string, body: object = notice) => {
    const beganAt = performance.now();
    const answer = await as<Answer>('office', method, to, body);
    return { answer, seconds: round((performance.now() - beganAt) / 1000) };
  };
  const preview = await timed<{ moved: number }>('POST', `${path}/preview`);

  /** From the request to the last case, and until Temporal knows of all of them. */
  const carried = async (method: string, to: string, body: object, progress: () => Promise<AdoptionProgress>) => {
    const before = stack.usage();
    const beganAt = performance.now();
    const asked = await timed(method, to, body);
    let adopted = await progress();
    while (!adopted.finishedAt) {
      await sleep(lookEveryMs);
      adopted = await progress();
    }
    const seconds = round((performance.now() - beganAt) / 1000);
    const cpu = cpuPerThousand(before, stack.usage(), cases);
    while ((await stack.outbox()).waiting > 0) await sleep(500);
    return {
      askSeconds: asked.seconds,
      adoptionSeconds: seconds,
      casesPerSecond: Math.round(cases / seconds),
      recomputed: adopted.recomputed,
      moved: adopted.moved,
      failed: adopted.failed,
      secondsUntilOutboxEmpty: round((performance.now() - beganAt) / 1000),
      cpuSecondsPer1000Cases: cpu,
    };
  };
  const calendar = await carried(
    'PUT',
    path,
    notice,
    async () => (await as<{ adoption: AdoptionProgress }>('office', 'GET', path)).adoption,
  );

  const { version: _, ...draft } = {
    ...policy,
    ladders: { ...policy.ladders, 'hazard.rectify.general': { ...rectify, limit: { days: days + 30 } } },
  };
  const { version } = await as<{ version: number }>('office', 'POST', '/api/policies', draft);
  const adoptions = `/api/policies/${version}/adoptions`;
  const policyPreview = await timed<{ moved: number }>('POST', `${adoptions}/preview`, {});
  const ofPolicy = await carried('POST', adoptions, {}, async () => {
    const { items } = await as<{ items: AdoptionProgress[] }>('office', 'GET', adoptions);
    return items[0] as AdoptionProgress;
  });
  const { rows } = await stack.ledger.pool.query(
    `select command, count(*)::int as entries, count(distinct case_id)::int as cases from entry where command like 'Adopt%' group by command`,
  );
  const wakeUps = await stack.end();
  return {
    cases,
    clocksRunning,
    calendar: { previewSeconds: preview.seconds, previewedMoves: preview.answer.moved, ...calendar },
    policy: { previewSeconds: policyPreview.seconds, previewedMoves: policyPreview.answer.moved, ...ofPolicy },
    onceEach: rows.every(({ entries, cases: changed }) => entries === changed),
    wakeUps,
  };
}
