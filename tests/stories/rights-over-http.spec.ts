import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../api/openapi.ts';
import { mount, route } from '../../api/route.ts';
import type { Route } from '../../api/route.ts';
import { routes } from '../../api/routes.ts';
import type { CaseCore } from '../../domain/case/case-events.ts';
import { actingPerson } from '../../domain/rights/capacity.ts';
import type { Actor } from '../../domain/rights/actor.ts';
import { may, mayGive } from '../../domain/rights/may.ts';
import type { Verdict } from '../../domain/rights/may.ts';
import type { Action } from '../../domain/rights/rules.ts';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { deciders } from '../../ledger/deciders.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { momentNow } from '../../ledger/moment.ts';
import { subjectOf } from '../../ledger/readable.ts';
import { aBureauAtWork, usernames } from '../support/a-bureau-at-work.ts';
import { content } from '../support/a-month.ts';
import { anAdministrator, anAuditor, staff } from '../support/an-actor.ts';

let bureau: Awaited<ReturnType<typeof aBureauAtWork>>;
beforeAll(async () => {
  bureau = await aBureauAtWork();
});
afterAll(() => bureau.close());

const now = () => instantFromMs(Date.now());
const actorOf = (username: string | null): Actor | null => {
  if (username === null) return null;
  return [anAuditor, anAdministrator].find((each) => each.username === username) ?? staff(username);
};

/** A request to an endpoint: on which case of whatever kind it bears, and which command it gives to that. */
type Sample = { path: string; body?: object; about?: string; gives?: { type: string; [field: string]: unknown } };

type Endpoint = { route: Route; name: string };
const endpoints: Endpoint[] = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, methods]) =>
  Object.keys(methods ?? {}).flatMap((method) => {
    const found = routes.find((each) => each.path === path && each.method === method);
    if (!found) throw new Error(`${method} ${path} is in the document and not among the routes`);
    return [{ route: found, name: `${method.toUpperCase()} ${path}` }];
  }),
);
/** Rests on a case, so that its samples must say which; who reported is the office's alone, whichever case it is. Every other endpoint is asked with a path that names nothing. */
const restsOnACase = ({ route: { path } }: Endpoint) =>
  /\{(id|unit)\}|\{period\}\/(commands|cases)/.test(path) && !/^\/api\/(stuck|me)\/|\/reporter$/.test(path);

function samplesOf({ name, route: { path } }: Endpoint): Sample[] {
  const { inside, outside, call, suggestion, period } = bureau;
  const week = addDays(dateIn(now()), 7);
  const both = (of: 'hazard' | 'request' | 'recheck' | 'supervision', body?: Sample['body']): Sample[] =>
    [inside, outside].map((each) => ({ path: path.replace('{id}', each[of]), about: each[of], ...(body && { body }) }));
  const hazardCommands = [
    { type: 'CommentOnHazard', text: '已知悉' },
    { type: 'AssignHazard' },
    { type: 'Acknowledge' },
    { type: 'ChaseHazard' },
    { type: 'RequestExtension', until: addDays(dateIn(now()), 20), reason: '材料未到场' },
    { type: 'ReclassifyHazard', class: 'general', mode: 'immediate', reason: '现场可改' },
    { type: 'VoidHazard', reason: '误报' },
    { type: 'RectifyHazard', measures: '已补齐', withoutPhoto: '涉密' },
    { type: 'VerifyHazard', passed: false, opinion: '仍缺一处' },
  ];
  const ofReports = ['u1', 'u2'].map((unit) => ({
    path: path.replace('{period}', period).replace('{unit}', unit),
    about: reportCaseId(period, unit),
  }));
  const ofMonth = { path: path.replace('{period}', period), about: monthCaseId(period) };
  const samples: Record<string, Sample[]> = {
    'GET /api/hazards/{id}': both('hazard'),
    'GET /api/cases/{id}': [
      ...both('hazard'),
      ...both('request'),
      ...both('recheck'),
      { path: `/api/cases/${call}`, about: call },
      { path: `/api/cases/${suggestion}`, about: suggestion },
    ],
    'POST /api/cases/{id}/commands': [
      ...both('request', { type: 'ChaseCase' }),
      ...both('recheck', { type: 'RecordContact' }),
      { path: `/api/cases/${call}/commands`, about: call, body: { type: 'ChaseCase' } },
    ],
    'POST /api/hazards/{id}/commands': hazardCommands.flatMap((body) => both('hazard', body)),
    'POST /api/requests/{id}/commands': both('request', { type: 'DecideRequest', granted: false, reason: '请继续整改' }),
    'POST /api/rechecks/{id}/commands': both('recheck', { type: 'RecordRecheck', sound: true }),
    'POST /api/supervisions/{id}/commands': both('supervision', {
      type: 'ReviewSupervision',
      on: dateIn(now()),
      reviewers: ['driver'],
      passed: false,
      opinion: '未完成',
      dueOn: week,
    }),
    'GET /api/cases/{id}/dossier.json': both('hazard'),
    'GET /api/cases/{id}/dossier.pdf': both('hazard'),
    'GET /api/supervisions/{id}/draft': both('supervision'),
    'GET /api/scans/{id}': [inside, outside].map(({ scan, supervision }) => ({ path: `/api/scans/${scan}`, about: supervision })),
    'GET /api/photos/{id}': [inside, outside].map(({ photo, hazard }) => ({ path: `/api/photos/${photo}`, about: hazard })),
    'POST /api/calls/{id}/commands': [
      {
        path: `/api/calls/${call}/commands`,
        about: call,
        body: { type: 'AcknowledgeCall', reached: '本人', calledAt: now() },
      },
    ],
    'POST /api/suggestions/{id}/commands': [
      { path: `/api/suggestions/${suggestion}/commands`, about: suggestion, body: { type: 'AnswerSuggestion', answer: '已列入改进' } },
    ],
    'GET /api/dispatches/{period}/reports/{unit}': ofReports,
    'POST /api/dispatches/{period}/reports/{unit}/commands': ofReports.map((each) => ({
      ...each,
      body: { type: 'SubmitReport', content: content({ placardsPosted: 0 }) },
    })),
    'PUT /api/dispatches/{period}/reports/{unit}/draft': ofReports.map((each) => ({
      ...each,
      body: content(),
      gives: { type: 'SubmitReport', content: content() },
    })),
    'POST /api/dispatches/{period}/read': [{ path: ofMonth.path }],
    'POST /api/dispatches/{period}/commands': [
      { ...ofMonth, body: { type: 'CompileMonth', summary: '…', decided: [] } },
      { ...ofMonth, body: { type: 'SignMonth', paperNumber: '安办〔2026〕1号' } },
    ],
    'POST /api/deliveries/bounces': [{ path, body: { messageId: '<none@example.com>' } }],
    'GET /api/dispatches/{period}/cases': [{ ...ofMonth, path: `${ofMonth.path}?mark=open` }],
  };
  const anywhere = [...(path.includes('{period}') ? [ofMonth] : [{ path: path.replaceAll(/\{\w+\}/g, 'x') }])];
  return samples[name] ?? anywhere.map((each) => ({ ...each, ...(/^(POST|PUT)/.test(name) ? { body: {} } : {}) }));
}

/** What the table of rights says of it, asked of the case as it stands at this moment. */
async function verdictOf(actor: Actor | null, access: Action, { about, body, gives }: Sample, path: string): Promise<Verdict> {
  const { ledger } = bureau;
  const moment = await momentNow(ledger, now());
  const door = may(actor, access, null, moment);
  if (door.kind !== 'allowed' || !about) return door;
  const subject = await subjectOf(ledger, about, actingPerson(actor));
  if (!subject) throw new Error(`there is no case ${about}`);
  // The month is there for everybody, as its page and the rules of its case decide.
  const seen = path.startsWith('/api/dispatches') && subject.kind === 'dispatch' ? null : subject;
  const command = gives ?? (body as Sample['gives']);
  if (access !== 'case.command' || !command?.type) return may(actor, access, seen, moment);
  const [row] = await ledger.rows('select state from cases where id = $1', about);
  const { decide } = deciders[subject.kind];
  const state = row?.['state'] as CaseCore;
  return mayGive(actor, { decide, state, about: seen }, (by) => ({ drafts: [], ...command, by }), moment);
}

/** Where what is asked decides by which rule: without the secret a bounce is the office's, and this month is not signed. */
function ruleOf({ path }: Route, access: Action): Action {
  if (path === '/api/deliveries/bounces') return 'office';
  return /\{period\}\/(report\.|circular$)/.test(path) ? 'dispatch.unsigned' : access;
}

const statusFor = { signIn: [401], forbidden: [403], hidden: [404] } as const;

describe('every endpoint, in the name of everybody', () => {
  it('has a rule', () => {
    expect(endpoints.length).toBeGreaterThan(55);
    expect(endpoints.filter(({ route: { access } }) => access === null).map(({ name }) => name)).toEqual([]);
  });

  it('that rests on a case is tried on one that lies in the scope and on one that does not', () => {
    const untried = endpoints.filter((each) => restsOnACase(each) && samplesOf(each).every(({ about }) => !about));
    expect(untried.map(({ name }) => name)).toEqual([]);
  });

  it.each([null, ...usernames])('answers %s as docs/rights.md says', async (username) => {
    const actor = actorOf(username);
    const wrong: string[] = [];
    let tried = 0;
    for (const endpoint of endpoints.filter(({ name }) => name !== 'DELETE /api/session')) {
      const { route: each, name } = endpoint;
      if (each.access === null) continue;
      for (const sample of samplesOf(endpoint)) {
        const verdict = await verdictOf(actor, ruleOf(each, each.access), sample, each.path);
        const { status, body: said } = await bureau.api.call(username, each.method.toUpperCase(), sample.path, sample.body);
        const isThere = sample.about !== undefined;
        const isRight =
          verdict.kind === 'allowed'
            ? status !== 401 && status !== 403 && !(isThere && status === 404) && status < 500
            : (statusFor[verdict.kind] as readonly number[]).includes(status);
        if (!isRight) wrong.push(`${name} ${JSON.stringify(sample.body ?? {})} ${verdict.kind} ${status} ${JSON.stringify(said)}`);
        tried += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(90);
  });

  it('leaves a line in the audit log where somebody is refused', async () => {
    const asked = 'select detail, case_id from audit where action = $1 and actor = $2';
    const { hazard } = bureau.outside;
    await bureau.api.call('engineer', 'GET', `/api/hazards/${hazard}`);
    await bureau.api.call('auditor', 'POST', '/api/hazards', {});
    expect(await bureau.ledger.rows(asked, 'attemptRefused', 'engineer')).toContainEqual({
      case_id: hazard,
      detail: { endpoint: 'GET /api/hazards/{id}', rule: 'case.read', code: 'CASE_UNKNOWN' },
    });
    expect(await bureau.ledger.rows(asked, 'attemptRefused', 'auditor')).toContainEqual({
      case_id: null,
      detail: { endpoint: 'POST /api/hazards', rule: 'hazard.report', code: 'READS_ONLY' },
    });
  });
});

describe('an endpoint without a rule', () => {
  const planted = route({ method: 'get', path: '/api/planted', summary: '…', answers: {}, handle: () => Promise.resolve({ status: 200 }) });

  it('is noticed', () => {
    expect([...routes, planted].filter(({ access }) => access === null)).toEqual([planted]);
  });

  it('is open to nobody', async () => {
    const app = express();
    mount(app, planted, bureau.ledger);
    const server = createServer(app);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/planted`, { headers: { cookie: bureau.api.cookieOf('clerk') } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'NO_RULE']);
    await new Promise((closed) => server.close(closed));
  });
});
