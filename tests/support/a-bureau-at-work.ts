import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { callDecider } from '../../domain/call/call.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { statisticsDecider } from '../../domain/statistics/statistics.ts';
import { termIn } from '../../domain/statistics/term.ts';
import { addDays, dateIn, instantAt, instantFromMs } from '../../domain/time/instant.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { statisticsCaseId } from '../../ledger/dispatch/statistics.ts';
import { transact } from '../../ledger/transact.ts';
import { aBureauOfRoles } from './a-bureau-of-roles.ts';
import { aLedger } from './a-ledger.ts';
import { anApi } from './an-api.ts';
import { aCriterion } from './given.ts';

const now = () => instantFromMs(Date.now());
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export const usernames = [
  ...['driver', 'inspector', 'engineer', 'specific', 'head', 'deputy', 'first', 'clerk', 'director', 'auditor', 'administrator'],
  ...['other-specific', 'other-head', 'other-deputy'],
];

/**
 * The bureau of roles with a real api and something of every kind under way: in zone east what the inspector reported, in zone west the same
 * reported by nobody of the east.
 */
export async function aBureauAtWork() {
  const ledger = await aLedger();
  await ledger.puts(aBureauOfRoles(), '2024-01-01 00:00');
  const api = await anApi(ledger, usernames);
  for (const role of ['auditor', 'administrator'])
    await ledger.rows('update account set person = null, role = $1 where username = $1', role);

  const gives = async (as: string, path: string, body: object) => {
    const answer = await api.call(as, 'POST', path, body);
    if (answer.status >= 300) throw new Error(`${as} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const uploads = async (as: string, part: 'photo' | 'scan', content: Buffer): Promise<string> => {
    const form = new FormData();
    form.append(part, new Blob([new Uint8Array(content)]), `${part}.bin`);
    const response = await fetch(`${api.address}/api/${part}s`, { method: 'POST', body: form, headers: { cookie: api.cookieOf(as) } });
    return ((await response.json()) as { id: string }).id;
  };
  const idOf = async (kind: string, whole: string) =>
    (await ledger.rows('select id from cases where kind = $1 and part_of = $2', kind, whole))[0]?.['id'] as string;

  async function under(zone: 'east' | 'west', reporter: string, specific: string) {
    const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: zone === 'east' ? 'red' : 'blue' } })
      .jpeg()
      .toBuffer();
    const photo = await uploads(reporter, 'photo', picture);
    const seen = { zone, title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
    const major = { ...seen, class: 'major', criterion: aCriterion };
    const { id: hazard } = await gives(reporter, '/api/hazards', { ...seen, photos: [photo] });
    const { id: asked } = await gives(reporter, '/api/hazards', seen);
    await gives(specific, `/api/hazards/${asked}/commands`, {
      type: 'RequestSuspension',
      review: addDays(dateIn(now()), 7),
      reason: '待拆迁',
    });
    const { id: listed } = await gives(reporter, '/api/hazards', major);
    await gives('director', `/api/hazards/${listed}/commands`, { type: 'ProposeSupervision', reason: '渗水加剧' });
    const supervision = await idOf('supervision', listed);
    const dueOn = addDays(dateIn(now()), 60);
    await gives('first', `/api/supervisions/${supervision}/commands`, {
      type: 'DecideSupervision',
      list: true,
      requirement: '回填',
      dueOn,
    });
    const scan = await uploads('clerk', 'scan', pdf);
    const issued = { number: `X〔2026〕${zone}号`, issuedOn: dateIn(now()), signedBy: '王海平', scan };
    await gives('clerk', `/api/supervisions/${supervision}/commands`, { type: 'RegisterSupervision', ...issued });
    const { id: closed } = await gives(reporter, '/api/hazards', major);
    const plan = { measures: '回填', responsible: '周强', fundsYuan: 1, dueOn: addDays(dateIn(now()), 20), contingencyPlan: '撤离' };
    await gives(specific, `/api/hazards/${closed}/commands`, { type: 'SubmitPlan', ...plan });
    await gives(specific, `/api/hazards/${closed}/commands`, { type: 'RectifyHazard', measures: '已回填', withoutPhoto: '涉密' });
    await gives('clerk', `/api/hazards/${closed}/commands`, { type: 'VerifyHazard', passed: true });
    return { hazard, photo, request: await idOf('request', asked), supervision, scan, recheck: await idOf('recheck', closed) };
  }
  const inside = await under('east', 'inspector', 'specific');
  const outside = await under('west', 'other-specific', 'other-specific');

  const call = randomUUID();
  const about = { delivery: '1', answer: '550', cases: [{ id: inside.hazard, number: 'AQ-2026-00001', title: '…' }] };
  const opened = { type: 'OpenCall' as const, number: 'DH-1', person: 'specific', title: '电话通知', about };
  await transact(ledger, callDecider, { caseId: call, commandId: 'open', actor: { system: 'clock' }, at: now(), command: opened });
  const suggestion = (await gives('inspector', '/api/suggestions', { text: '照片希望能一次选多张', about: '/report' })).id;
  const term = termIn('2026-Q1');
  if (!term) throw new Error('a quarter is a term');
  await transact(ledger, statisticsDecider, {
    caseId: statisticsCaseId(term),
    commandId: 'open',
    actor: { system: 'clock' },
    at: now(),
    command: { type: 'OpenStatistics', term },
  });
  const period = dateIn(now()).slice(0, 7) as Period;
  await askForMonth(ledger, period, 'clerk', instantAt(dateIn(now()), 0));
  while (!(await openNext(ledger, period, now())).standing);
  return {
    ledger,
    api,
    inside,
    outside,
    call,
    suggestion,
    period,
    async close() {
      await api.close();
      await ledger.close();
    },
  };
}
