import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Refusal } from '../domain/case/refusals.ts';
import { isOffice } from '../domain/people/roster.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { momentNow } from '../ledger/moment.ts';
import { actorOfRequest } from './cookie.ts';
import { commandHeaders, readInput } from './fields.ts';
import { languageOf, refuse, turnAway } from './problems.ts';
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
  /** The actor's person; '' where there is none. */
  person: PersonId;
  now: Instant;
  language: 'zh' | 'en';
  /** Makes a repetition recognisable; a new one when the caller gave none. */
  key: string;
  expectedRevision: number | undefined;
  request: Request;
  response: Response;
};

/** `sent`: the route wrote the response itself. */
export type Answer = { status: number; body?: unknown } | { refusal: Refusal } | { turnedAway: DoorCode; status: number } | 'sent';

/** One route of the api: what the OpenAPI document says of it is what is mounted. Paths are written as in OpenAPI: /api/hazards/{id}. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  /** Who may come in at all; the rules decide the rest. `office`: the members of the leading group's office. */
  access: 'anyone' | 'signedIn' | 'office';
  /** Commands take Idempotency-Key and If-Match. */
  isCommand: boolean;
  /** Whether bodies may come as YAML. */
  isDocument: boolean;
  query: z.ZodType;
  body: z.ZodType;
  /** Bodies by status; every other status is a problem (RFC 9457). */
  answers: Record<number, z.ZodType>;
  /** The media type of a file that it answers 200 with; null when it answers JSON. */
  file: string | null;
  /** The name of the one file that the body's form holds. */
  upload: string | null;
  /** Run once it is known who asks. */
  before: RequestHandler[];
  handle(given: Given<unknown, unknown>): Promise<Answer>;
};

export const nothing = z.undefined();

type Spec<Query extends z.ZodType, Body extends z.ZodType> = Pick<Route, 'method' | 'path' | 'summary' | 'answers'> &
  Partial<Pick<Route, 'access' | 'isCommand' | 'isDocument' | 'file' | 'upload' | 'before'>> & {
    query?: Query;
    body?: Body;
    handle(given: Given<z.output<Query>, z.output<Body>>): Promise<Answer>;
  };

export function route<Query extends z.ZodType = typeof nothing, Body extends z.ZodType = typeof nothing>(spec: Spec<Query, Body>): Route {
  const { query = nothing, body = nothing, handle, ...rest } = spec;
  return {
    access: 'signedIn',
    isCommand: false,
    isDocument: false,
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

const personOf = (actor: Actor | null): PersonId => actor?.person ?? '';

export function mount(app: Express, each: Route, ledger: Ledger): void {
  const asked = new WeakMap<Request, { actor: Actor | null; now: Instant }>();
  const knowReader: RequestHandler = async (request, response, next) => {
    const now = instantFromMs(Date.now());
    const actor = each.access === 'anyone' ? null : await actorOfRequest(ledger, request);
    if (each.access !== 'anyone' && actor === null) return turnAway(request, response, 401, 'NOT_SIGNED_IN');
    if (each.access === 'office' && !isOffice((await momentNow(ledger, now)).roster, personOf(actor), now))
      return refuse(request, response, { code: 'OFFICE_ONLY', params: {} });
    asked.set(request, { actor, now });
    next();
  };
  const reading = readBody({ ...each, takesBody: each.body !== nothing });
  app[each.method](mountedPath(each.path), knowReader, ...reading, ...each.before, async (request, response) => {
    const { actor, now } = asked.get(request) ?? { actor: null, now: instantFromMs(Date.now()) };
    const { key, expectedRevision } = commandHeaders(request);
    const body = each.body === nothing ? undefined : readInput(request, each.body, request.body);
    if (each.isCommand) note(response, { command: commandOf(each, body), caseId: idOnly(request.params['id']), commandId: keyShown(key) });
    const answer = await each.handle({
      ledger,
      params: request.params as Record<string, string>,
      query: each.query === nothing ? undefined : readInput(request, each.query, request.query),
      body,
      actor,
      person: personOf(actor),
      now,
      language: languageOf(request),
      key,
      expectedRevision,
      request,
      response,
    });
    if (answer === 'sent') return;
    if (each.isCommand) note(response, became(answer));
    if ('refusal' in answer) return refuse(request, response, answer.refusal);
    if ('turnedAway' in answer) return turnAway(request, response, answer.status, answer.turnedAway);
    if (answer.body === undefined) response.status(answer.status).end();
    else response.status(answer.status).json(answer.body);
  });
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
