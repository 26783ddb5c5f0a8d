import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Refusal } from '../domain/case/refusals.ts';
import { emptyRoster } from '../domain/people/roster.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { actingPerson } from '../domain/rights/capacity.ts';
import type { At } from '../domain/rights/capacity.ts';
import { may } from '../domain/rights/may.ts';
import type { Action } from '../domain/rights/rules.ts';
import { scopeOf } from '../domain/rights/scope.ts';
import type { Scope } from '../domain/rights/scope.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { writeAudit } from '../ledger/audit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { actorOfRequest } from './cookie.ts';
import { commandHeaders, readInput } from './fields.ts';
import { languageOf, refuse, statusOfRefusal, turnAway } from './problems.ts';
import { readBody } from './read-body.ts';
import { idOnly, keyShown, note } from './request-facts.ts';
import type { RequestFacts } from './request-facts.ts';
import type { DoorCode } from './problems.ts';

/** What a route is given: its input, read and typed; who asks; the moment, stamped once. */
export type Given<Query, Body> = {
  ledger: Ledger;
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** Null on a route for anyone. */
  actor: Actor | null;
  /** For whom the actor may do anything about a case: '' where there is nobody, as for an auditor and an administrator. */
  person: PersonId;
  /** Who holds what at that moment. */
  at: At;
  /** What the actor may read of the cases. */
  scope: Scope;
  now: Instant;
  language: 'zh' | 'en';
  /** Makes a repetition recognisable; a new one when the caller gave none. */
  key: string;
  expectedRevision: number | undefined;
  request: Request;
  response: Response;
};

/** `sent`: the route wrote the response itself. `isHidden`: there is something that the actor may not read, and is not told of. */
export type Answer =
  | { status: number; body?: unknown }
  | { refusal: Refusal; isHidden?: true }
  | { turnedAway: DoorCode; status: number; isHidden?: true }
  | 'sent';

/** One route of the api: what the OpenAPI document says of it is what is mounted. Paths are written as in OpenAPI: /api/hazards/{id}. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  /** By which rule somebody may come in at all (domain/rights/rules.ts); the rules of a case decide the rest. Nobody, where none is named. */
  access: Action | null;
  /** Commands take Idempotency-Key and If-Match. */
  isCommand: boolean;
  /** Asks what a command would do: takes If-Match as the command does. */
  isPreview: boolean;
  /** Whether bodies may come, and of a GET go, as YAML. */
  isDocument: boolean;
  /** Whether there may be no such thing for the reader although the path names none. */
  mayLack: boolean;
  query: z.ZodType;
  body: z.ZodType;
  /** Bodies by status; every other status is a problem (RFC 9457). */
  answers: Record<number, z.ZodType>;
  /** The media type of a file that it answers 200 with; null when it answers JSON. */
  file: string | null;
  /** The name of the one file that the body's form holds. */
  upload: string | null;
  /** Run once it is known who asks, before a body is read. */
  before: RequestHandler[];
  handle(given: Given<unknown, unknown>): Promise<Answer>;
};

export const nothing = z.undefined();

type Spec<Query extends z.ZodType, Body extends z.ZodType> = Pick<Route, 'method' | 'path' | 'summary' | 'answers'> &
  Partial<Pick<Route, 'access' | 'isCommand' | 'isPreview' | 'isDocument' | 'mayLack' | 'file' | 'upload' | 'before'>> & {
    query?: Query;
    body?: Body;
    handle(given: Given<z.output<Query>, z.output<Body>>): Promise<Answer>;
  };

export function route<Query extends z.ZodType = typeof nothing, Body extends z.ZodType = typeof nothing>(spec: Spec<Query, Body>): Route {
  const { query = nothing, body = nothing, handle, ...rest } = spec;
  return {
    access: null,
    isCommand: false,
    isPreview: false,
    isDocument: false,
    mayLack: false,
    file: null,
    upload: null,
    before: [],
    ...rest,
    query,
    body,
    // The schemas beside it have read the input: that is what makes these the types they say.
    handle: (given) => handle(given as Given<z.output<Query>, z.output<Body>>),
  };
}

/** The path as express writes it: /api/hazards/:id. */
export const mountedPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

export function mount(app: Express, each: Route, ledger: Ledger): void {
  const asked = new WeakMap<Request, { actor: Actor | null; at: At }>();
  const knowReader: RequestHandler = async (request, response, next) => {
    const now = instantFromMs(Date.now());
    if (each.access === null) return turnAway(request, response, 403, 'NO_RULE');
    const isForAnyone = may(null, each.access, null, { now, roster: emptyRoster }).kind === 'allowed';
    const [actor, known] = isForAnyone
      ? [null, null]
      : await Promise.all([actorOfRequest(ledger, request), ledger.register.newestIfAny(ledger.pool)]);
    const at = { now, roster: known?.roster ?? emptyRoster };
    const verdict = may(actor, each.access, null, at);
    if (verdict.kind === 'signIn') return turnAway(request, response, 401, 'NOT_SIGNED_IN');
    if (verdict.kind === 'forbidden') {
      await noteRefused(ledger, each, { request, actor, at }, verdict.refusal.code);
      return refuse(request, response, verdict.refusal);
    }
    asked.set(request, { actor, at });
    next();
  };
  const reading = readBody({ ...each, takesBody: each.body !== nothing });
  app[each.method](mountedPath(each.path), knowReader, ...each.before, ...reading, async (request, response) => {
    const { actor, at } = asked.get(request) ?? { actor: null, at: { now: instantFromMs(Date.now()), roster: emptyRoster } };
    const { key, expectedRevision } = commandHeaders(request);
    const body = each.body === nothing ? undefined : readInput(request, each.body, request.body);
    if (each.isCommand) note(response, { command: commandOf(each, body), caseId: idOnly(request.params['id']), commandId: keyShown(key) });
    const answer = await each.handle({
      ledger,
      params: request.params as Record<string, string>,
      query: each.query === nothing ? undefined : readInput(request, each.query, request.query),
      body,
      actor,
      person: actingPerson(actor),
      at,
      get scope() {
        return scopeOf(actor, at);
      },
      now: at.now,
      language: languageOf(request),
      key,
      expectedRevision,
      request,
      response,
    });
    if (answer === 'sent') return;
    if (each.isCommand) note(response, became(answer));
    const refusedAs = asRefusedAttempt(answer);
    if (refusedAs) await noteRefused(ledger, each, { request, actor, at }, refusedAs);
    if ('refusal' in answer) return refuse(request, response, answer.refusal);
    if ('turnedAway' in answer) return turnAway(request, response, answer.status, answer.turnedAway);
    if (answer.body === undefined) response.status(answer.status).end();
    else response.status(answer.status).json(answer.body);
  });
}

/** By which code somebody was refused what is not his, or was not shown what is there; null for every other answer. */
function asRefusedAttempt(answer: Exclude<Answer, 'sent'>): string | null {
  if ('refusal' in answer) return answer.isHidden || statusOfRefusal(answer.refusal) === 403 ? answer.refusal.code : null;
  return 'turnedAway' in answer && answer.isHidden ? answer.turnedAway : null;
}

const ofCases = /^\/api\/(hazards|cases|requests|rechecks|supervisions|suggestions|calls|stuck)\//;

/** 越权: what somebody tried to do, or to see, without the right to it, stands in the audit log. */
async function noteRefused(
  { pool }: Ledger,
  { method, path, access }: Route,
  { request, actor, at }: { request: Request; actor: Actor | null; at: At },
  code: string,
): Promise<void> {
  const caseId = ofCases.test(path) ? idOnly(request.params['id']) : undefined;
  const detail = { endpoint: `${method.toUpperCase()} ${path}`, rule: access, code };
  await writeAudit(pool, { at: at.now, actor: actor?.username ?? null, action: 'attemptRefused', caseId, detail });
}

/** The word of a command, which the schema has read; a route that is a command by itself is called by its path. */
const commandOf = ({ method, path }: Route, body: unknown): string =>
  String((body as { type?: unknown } | undefined)?.type ?? `${method.toUpperCase()} ${path}`);

function became(answer: Exclude<Answer, 'sent'>): Partial<RequestFacts> {
  if (!('status' in answer) || 'turnedAway' in answer) return { outcome: 'refused' };
  const { outcome, id } = (answer.body ?? {}) as { outcome?: unknown; id?: unknown };
  const caseId = idOnly(id);
  return { outcome: outcome === 'ignored' ? 'ignored' : 'accepted', ...(caseId && { caseId }) };
}
