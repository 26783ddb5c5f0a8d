import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { noPicture } from '../support/given.ts';
import { holdsSeat } from './expected-notices.ts';
import type { Random } from './random.ts';

/** A command that the api said yes to. */
export type Promised = { caseId: string; as: string; key: string; type: string };

/** What is asked of the api; a report has no type. */
type Command = { type?: string } & Record<string, unknown>;

const courses = { left: 25, closed: 30, reworked: 15, late: 20, chased: 10 };
const answerWithinMs = 15_000;
// Two thousand people who ask five times a second would be all that the api has to do.
const longestPauseMs = 5_000;

/** The people of the example bureau at the api, who ask again with the same key until they are answered. */
export async function bureauAtWork(apiUrl: string, organisation: () => Organisation) {
  const cookies = new Map<string, string>();
  const promised: Promised[] = [];
  let retries = 0;
  for (const { id } of organisation().people) {
    const response = await fetch(`${apiUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: id, password: examplePassword }),
    });
    cookies.set(id, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }

  async function ask(as: string, path: string, body: Command): Promise<{ status: number; id: string; text: string }> {
    const key = randomUUID();
    for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const answer = await fetch(apiUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: cookies.get(as) ?? '' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerWithinMs),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => ({ status: 0, text: '' }));
      if (answer.status === 0 || answer.status === 503) {
        retries += 1;
        await sleep(pauseMs);
        continue;
      }
      const id = answer.status < 300 ? (JSON.parse(answer.text) as { id: string }).id : '';
      if (id) promised.push({ caseId: id, as, key, type: body.type ?? 'ReportHazard' });
      return { ...answer, id };
    }
  }
  async function must(as: string, path: string, body: Command): Promise<string> {
    const { status, id, text } = await ask(as, path, body);
    if (!id) throw new Error(`${as} ${path} ${JSON.stringify(body)}: ${status} ${text}`);
    return id;
  }

  /** One hazard from its report to whatever becomes of it. */
  async function hazard(n: number, random: Random): Promise<void> {
    const course = random.weighted(courses);
    const zone = `z${Math.floor(random.between(1, 16))}`;
    const waits = [1, 2, 3, 4].map(() => random.between(0, 6_000));
    const rest = () => sleep(waits.pop() ?? 0);
    const id = await must('inspector', '/api/hazards', { zone, title: `第${n}处临边防护缺失`, description: '三层东侧' });
    const path = `/api/hazards/${id}/commands`;
    // The hazard of a zone that nobody is responsible for lies with the office.
    if (course === 'left' || holdsSeat(organisation(), zone, Date.now()) === 'office') return;
    if (course === 'late') await sleep(random.between(9_000, 16_000));
    if (course === 'chased') await must('office', path, { type: 'ChaseHazard', words: '请抓紧' });
    await rest();
    await rectify();
    if (course === 'chased') return;
    await rest();
    if (course === 'reworked') {
      await must('office', path, { type: 'VerifyHazard', passed: false, opinion: '未整改到位' });
      await rest();
      await rectify();
    }
    await must('office', path, { type: 'VerifyHazard', passed: true });

    /** By whoever holds the seat; he may have handed it over while he was asking. */
    async function rectify(): Promise<void> {
      const body = { type: 'RectifyHazard', measures: '已整改', ...noPicture };
      for (let attempt = 1; attempt <= 10; attempt += 1) {
        const { status, id: done, text } = await ask(holdsSeat(organisation(), zone, Date.now()), path, body);
        if (done) return;
        if (status !== 403) throw new Error(`${path} RectifyHazard: ${status} ${text}`);
        await sleep(500);
      }
      throw new Error(`${path} RectifyHazard: nobody in ${zone} may`);
    }
  }

  return { hazard, promised, retries: () => retries };
}
