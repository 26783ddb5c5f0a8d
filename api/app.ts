import { createHash, randomUUID } from 'node:crypto';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { HazardCommand } from '../domain/hazard/commands.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { closeSession, openSession, personOfSession } from '../ledger/accounts.ts';
import { hazardById, listHazards } from '../ledger/hazards.ts';
import type { Receipt } from '../ledger/receipt.ts';
import { transact } from '../ledger/transact.ts';
import type { Ledger } from '../ledger/transact.ts';
import { asProblem, languageOf, problem, refuse } from './problems.ts';

const cookieName = 'session';
const text = (max: number) => z.string().trim().min(1).max(max);
const signIn = z.strictObject({ username: text(100), password: z.string().min(1).max(200) });
const reported = z.strictObject({
  zone: text(50),
  title: text(100),
  description: text(4000),
  place: text(200).nullable().default(null),
  category: text(50).nullable().default(null),
  class: z.enum(['general', 'major']).default('general'),
  mode: z.enum(['immediate', 'timeLimited']).default('timeLimited'),
  source: z.enum(['inspection', 'selfCheck', 'other']).default('inspection'),
  project: text(200).nullable().default(null),
});
const commanded = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AssignHazard'), zone: text(50).nullable().default(null) }),
  z.strictObject({ type: z.literal('Acknowledge') }),
  z.strictObject({ type: z.literal('RectifyHazard'), measures: z.string().max(4000) }),
  z.strictObject({ type: z.literal('VerifyHazard'), passed: z.boolean(), opinion: z.string().max(4000).default('') }),
  z.strictObject({ type: z.literal('VoidHazard'), reason: z.string().max(1000) }),
]);
const listed = z.object({
  stage: z.string().optional(),
  zone: z.string().optional(),
  overdue: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
const idempotencyKey = z.string().min(8).max(200).optional();
const uuid = z.uuid();

type Signed = Request & { person: string };

/** The same key from the same person means the same hazard: its id is made of both. */
function caseIdOf(person: string, key: string): string {
  const hex = createHash('sha256').update(`${person}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The HTTP door: stamps the moment of a command once, checks what came in, and lets the ledger decide. */
export function createApp(ledger: Ledger, log: Logger): express.Express {
  const app = express();
  const { pool } = ledger;
  const now = () => instantFromMs(Date.now());
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(express.json({ limit: '256kb' }));

  const tokenOf = (request: Request) => /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const signedIn = async (request: Request, response: Response, next: NextFunction) => {
    const token = tokenOf(request);
    const person = token && (await personOfSession(pool, token));
    if (!person) return problem(response, 401, 'NOT_SIGNED_IN', languageOf(request) === 'zh' ? '请先登录。' : 'Please sign in first.');
    (request as Signed).person = person;
    next();
  };

  app.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_, response) => {
    const postgres = await pool.query('select 1').then(
      () => 'ok',
      () => 'unreachable',
    );
    response.status(postgres === 'ok' ? 200 : 503).json({ postgres });
  });

  app.post('/api/session', async (request, response) => {
    const { username, password } = signIn.parse(request.body);
    const token = await openSession(pool, username, password);
    if (!token) return problem(response, 401, 'WRONG_PASSWORD', languageOf(request) === 'zh' ? '用户名或密码不正确。' : 'Wrong user name or password.');
    response.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/' }).status(201).json({ username });
  });
  app.delete('/api/session', signedIn, async (request, response) => {
    await closeSession(pool, tokenOf(request) ?? '');
    response.clearCookie(cookieName).status(204).end();
  });

  const answer = async (request: Request, response: Response, receipt: Receipt, status: number) => {
    if (receipt.outcome === 'refused') return refuse(request, response, receipt.refusal);
    const hazard = await hazardById(ledger, receipt.caseId, now());
    const reason = receipt.outcome === 'ignored' ? { reason: receipt.reason } : {};
    const { id, number, stage, owes, ladder, revision } = hazard ?? { id: receipt.caseId, ...receipt, owes: null, ladder: [] };
    response.status(status).json({ outcome: receipt.outcome, ...reason, id, number, stage, owes, ladder, revision });
  };

  app.post('/api/hazards', signedIn, async (request, response) => {
    const { person } = request as Signed;
    const { zone, ...facts } = reported.parse(request.body);
    const key = idempotencyKey.parse(request.headers['idempotency-key']) ?? randomUUID();
    const { organisation } = await ledger.register.newest(pool);
    if (!organisation.zones.some(({ code }) => code === zone)) return refuse(request, response, { code: 'ZONE_UNKNOWN', params: { zone } });
    const receipt = await transact(ledger, hazardDecider, {
      caseId: caseIdOf(person, key),
      commandId: 'report',
      actor: { person },
      at: now(),
      command: (number): HazardCommand => ({ type: 'ReportHazard', by: person, number, zone, facts }),
    });
    await answer(request, response, receipt, 201);
  });

  app.get('/api/hazards', signedIn, async (request, response) => {
    response.json(await listHazards(pool, listed.parse(request.query)));
  });

  app.get('/api/hazards/:id', signedIn, async (request, response) => {
    const id = uuid.safeParse(request.params['id']);
    const hazard = id.success ? await hazardById(ledger, id.data, now()) : null;
    if (!hazard) return refuse(request, response, { code: 'CASE_UNKNOWN', params: {} });
    response.json(hazard);
  });

  app.post('/api/hazards/:id/commands', signedIn, async (request, response) => {
    const { person } = request as Signed;
    const command = commanded.parse(request.body);
    const id = uuid.safeParse(request.params['id']);
    if (!id.success) return refuse(request, response, { code: 'CASE_UNKNOWN', params: {} });
    const key = idempotencyKey.parse(request.headers['idempotency-key']) ?? randomUUID();
    const revision = z.coerce.number().int().optional().parse(request.headers['if-match']?.replaceAll('"', ''));
    const receipt = await transact(ledger, hazardDecider, {
      caseId: id.data,
      commandId: `${person}/${key}`,
      actor: { person },
      at: now(),
      command: { ...command, by: person } as HazardCommand,
      expectedRevision: revision,
    });
    await answer(request, response, receipt, 200);
  });

  app.use((request, response) => problem(response, 404, 'NOT_FOUND', languageOf(request) === 'zh' ? '没有这个地址。' : 'There is nothing here.'));
  app.use(asProblem(log));
  return app;
}
