import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedIn } from './http-load.ts';

const zones = [1, 2, 3, 5, 6, 7, 8, 9, 10];

/** The n-th hazard from report to closure by three people; `restMs` lies between its commands, `timings` gets each command's time. */
export async function lifecycle(as: SignedIn, n: number, timings: number[], restMs = 0): Promise<void> {
  const zone = zones[n % zones.length] ?? 1;
  const report = {
    zone: `z${zone}`,
    title: `临边防护缺失（第${n}处）`,
    description: '三层东侧临边防护缺失一处，约两米。',
    place: '三层东侧',
    category: '临边防护',
  };
  const { id } = await as<{ id: string }>('inspector', 'POST', '/api/hazards', report, timings);
  const path = `/api/hazards/${id}/commands`;
  if (restMs > 0) await sleep(restMs);
  await as(
    `head${zone}`,
    'POST',
    path,
    { type: 'RectifyHazard', measures: '已补装防护栏杆并挂密目网。', withoutPhoto: '压力测试' },
    timings,
  );
  if (restMs > 0) await sleep(restMs);
  await as('office', 'POST', path, { type: 'VerifyHazard', passed: true, opinion: '符合要求' }, timings);
}
