import createClient from 'openapi-fetch';
import type { components, paths } from './generated.d.ts';
import { learnServerTime } from './server-clock.ts';

type Schemas = components['schemas'];
export type Me = Schemas['Me'];
export type Hat = Schemas['Hat'];
export type Task = Schemas['Task'];
export type ClimbedTask = Schemas['ClimbedTask'];
export type StartedItem = Schemas['StartedItem'];
export type DoneItem = Schemas['DoneItem'];
export type Overview = Schemas['Overview'];
export type Listed = Schemas['Listed'];
export type Told = Schemas['Told'];
export type Owes = Schemas['Owes'];
export type Zone = Schemas['Zone'];
export type Grid = Schemas['Grid'];
export type ZoneWhole = Schemas['ZoneWhole'];
export type People = Schemas['People'];
export type PersonWhole = Schemas['PersonWhole'];
export type OrganisationEffects = Schemas['OrganisationEffects'];
export type OrganisationCommand = paths['/api/organisation/commands']['post']['requestBody']['content']['application/json'];
export type Hazard = Schemas['Hazard'];
export type Case = Schemas['Case'];
export type HazardItem = Schemas['HazardItem'];
export type HazardQuery = NonNullable<paths['/api/hazards']['get']['parameters']['query']>;
export type CommandAnswer = Schemas['CommandAnswer'];
export type Criterion = Schemas['Criterion'];
export type HazardCommand = paths['/api/hazards/{id}/commands']['post']['requestBody']['content']['application/json'];
export type HazardRequest = Hazard['requests'][number];
export type RequestDecision = paths['/api/requests/{id}/commands']['post']['requestBody']['content']['application/json'];
export type HazardRecheck = NonNullable<Hazard['recheck']>;
export type RecheckRecord = paths['/api/rechecks/{id}/commands']['post']['requestBody']['content']['application/json'];
export type HazardSupervision = Hazard['supervisions'][number];
export type SupervisionCommand = paths['/api/supervisions/{id}/commands']['post']['requestBody']['content']['application/json'];
export type Plausibility = paths['/api/figures/plausibility']['get']['responses'][200]['content']['application/json'];
export type Month = Schemas['Month'];
/** A month whose figures are frozen. */
export type OpenMonth = Exclude<Month, { stage: 'opening' }>;
export type MonthListed = Schemas['MonthListed'];
export type NextMonth = Schemas['NextMonth'];
export type Figure = Schemas['Figure'];
export type CaseBehind = Schemas['CaseBehind'];
export type PraiseOrCriticism = Schemas['Draft'];
export type CircularPaper = Schemas['Circular'];
export type CircularAnnex = Schemas['CircularAnnex'];
export type UnitReport = Schemas['UnitReport'];
export type Statistics = Schemas['Statistics'];
export type Trends = Schemas['Trends'];
export type MonthCommand = paths['/api/dispatches/{period}/commands']['post']['requestBody']['content']['application/json'];
export type ReportCommand = paths['/api/dispatches/{period}/reports/{unit}/commands']['post']['requestBody']['content']['application/json'];
export type ReportContent = Schemas['ReportContentRead'];
export type Policy = Schemas['Policy'];
export type CallMade = paths['/api/calls/{id}/commands']['post']['requestBody']['content']['application/json'];
export type SuggestionAnswer = paths['/api/suggestions/{id}/commands']['post']['requestBody']['content']['application/json'];
export type HazardReport = paths['/api/hazards']['post']['requestBody']['content']['application/json'];
export type StuckBoard = Schemas['StuckBoard'];
export type StuckItem = Schemas['StuckItem'];
export type StuckKind = Schemas['StuckKind'];
export type Unblock = Schemas['Unblock'];
export type MySession = paths['/api/me/sessions']['get']['responses'][200]['content']['application/json']['items'][number];
export type AuditLine = Schemas['AuditLine'];
export type Accounts = Schemas['Accounts'];
export type Account = Schemas['Account'];
export type Role = Schemas['Role'];
export type MadeLink = Schemas['MadeLink'];
export type AccountCommand = paths['/api/accounts/{username}/commands']['post']['requestBody']['content']['application/json'];
export type PublicForm = Schemas['PublicForm'];
export type TipOffReceived = Schemas['TipOffReceived'];
export type TipOffProgress = Schemas['TipOffProgress'];
export type Reporter = Schemas['Reporter'];
export type CalendarYear = Schemas['CalendarYear'];
export type CalendarPreview = Schemas['CalendarPreview'];
/** What is put as the next version of the limits. */
export type PolicyDraft = paths['/api/policies']['post']['requestBody']['content']['application/json'];
export type PolicyListed = Required<PolicyDraft> & { version: number };
export type PolicyPreview = Schemas['PolicyPreview'];
export type PolicyAdoption = Schemas['PolicyAdoption'];
export type Ladder = Schemas['Ladder'];
export type Rung = Schemas['Rung'];
export type Allowance = Schemas['Allowance'];
export type ExampleLadder = Schemas['ExampleLadder'];
export type Rehearsal = Schemas['Rehearsal'];
export type Post = Schemas['Post'];
export type Notice = Schemas['Notice'];
export type NoticeStatus = Schemas['NoticeStatus'];
export type Engine = Schemas['Engine'];
export type ImportPreview = Schemas['ImportPreview'];
export type ImportRow = Schemas['ImportRow'];
export type ImportCell = Schemas['ImportCell'];
export type ImportedRow = Schemas['ImportedRows']['rows'][number];
type Problem = Schemas['Problem'];

const answersWithinMs = 20_000;
/** What every request is asked with, whoever sends it. */
export const asks = { language: 'zh', signedOut: () => {} };

/** The language of refusals, and what happens when a request finds that nobody is signed in any more. */
export const setUpClient = (given: Partial<typeof asks>): void => void Object.assign(asks, given);

/** The api answered, but not with what was asked for. `problem` is null when something between us and the api answered. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? String(status));
    this.status = status;
    this.problem = problem;
  }
}

/** It had arrived with other words. */
export const isKeyReused = (error: unknown): boolean => error instanceof Refused && error.problem?.code === 'KEY_REUSED';

/** Nobody answered, so nobody knows whether it was done: ask again with the same key. */
export class Unreachable extends Error {}

async function reach(request: Request): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), answersWithinMs);
  try {
    return await fetch(request, { signal: patience.signal });
  } catch (error) {
    throw new Unreachable(String(error));
  } finally {
    clearTimeout(timer);
  }
}

export const api = createClient<paths>({ baseUrl: '/', fetch: reach });

api.use({
  onRequest: ({ request }) => request.headers.set('Accept-Language', asks.language),
  onResponse({ request, response }) {
    learnServerTime(response.headers.get('Date'));
    if (response.status === 401 && !request.url.endsWith('/api/session')) asks.signedOut();
  },
});

/** What the api answered; throws `Refused` when it refused, `Unreachable` when nobody answered. */
export async function answerOf<Data>(asked: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Data;
  const problem = typeof error === 'object' && error !== null && 'code' in error ? (error as Problem) : null;
  throw new Refused(response.status, problem);
}
