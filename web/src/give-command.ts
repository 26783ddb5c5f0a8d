import { useMutation } from '@tanstack/react-query';
import { answerOf, api, isKeyReused, Refused } from './api/client.ts';
import type {
  CallMade,
  Case,
  CommandAnswer,
  Hazard,
  HazardCommand,
  HazardRecheck,
  HazardRequest,
  HazardSupervision,
  Month,
  MonthCommand,
  OpenMonth,
  RecheckRecord,
  ReportCommand,
  RequestDecision,
  SuggestionAnswer,
  SupervisionCommand,
  UnitReport,
} from './api/client.ts';
import { newKey } from './draft.ts';
import { caseQuery, forgetWhatMayHaveChanged, hazardQuery, monthQuery, queryClient, reportQuery } from './api/queries.ts';

/** Somebody else has moved the case on since the page was read; `by` is his name, where it is known. */
export class Stale extends Error {
  readonly by: string | null;
  constructor(by: string | null) {
    super('stale');
    this.by = by;
  }
}

/** What was sent before under this draft's key has arrived, and said something else. */
export class ArrivedOtherwise extends Error {
  constructor() {
    super('arrived otherwise');
  }
}

const isStale = (error: unknown) =>
  error instanceof Refused && (error.problem?.code === 'STALE_REVISION' || error.problem?.code === 'WRONG_STAGE');

/** The name of the last person who acted after that revision; null when only the clock did. */
export function movedBy({ timeline }: Hazard, since: number): string | null {
  const acts = timeline.flatMap(({ revision, actor }) => (revision > since && actor !== 'clock' ? [actor.name] : []));
  return acts.at(-1) ?? null;
}

type Sending<Seen> = {
  revision: number;
  key: string;
  send(header: { 'Idempotency-Key': string; 'If-Match': string }): Promise<CommandAnswer>;
  /** What the page shows, as it is by now. */
  look(): Promise<Seen>;
  /** The revision in view of which it may still be sent; null when somebody has acted meanwhile. */
  stillIn(latest: Seen): number | null;
  /** Who that was, where it is known. */
  by(latest: Seen): string | null;
};

/** The keys that were used up by other words, and under which what is written now goes when it is sent once more. */
const renewed = new Map<string, string>();

/**
 * Sends what was decided in view of the page; that the clock climbed meanwhile changes nothing for whoever acts. Where an earlier sending of the
 * draft had arrived with other words, the page shows what became of it, and whoever sends once more means these words as well.
 */
async function give<Seen>({ revision, key, send, look, stillIn, by }: Sending<Seen>): Promise<CommandAnswer> {
  const sendIn = (inViewOf: number) => send({ 'Idempotency-Key': renewed.get(key) ?? key, 'If-Match': String(inViewOf) });
  try {
    return await sendIn(revision);
  } catch (error) {
    if (isKeyReused(error)) {
      renewed.set(key, newKey());
      await look();
      throw new ArrivedOtherwise();
    }
    if (!isStale(error)) throw error;
    const latest = await look();
    const now = stillIn(latest);
    if (now !== null) return sendIn(now);
    throw new Stale(by(latest));
  }
}

const onHazard = (hazard: Hazard) => ({
  look: () => queryClient.fetchQuery({ ...hazardQuery(hazard.id), staleTime: 0 }),
  by: (latest: Hazard) => movedBy(latest, hazard.revision),
});

const giveCommand = (hazard: Hazard, command: HazardCommand, key: string) =>
  give({
    ...onHazard(hazard),
    revision: hazard.revision,
    key,
    send: (header) => answerOf(api.POST('/api/hazards/{id}/commands', { params: { path: { id: hazard.id }, header }, body: command })),
    stillIn: (latest) => (movedBy(latest, hazard.revision) === null && latest.commands.includes(command.type) ? latest.revision : null),
  });

const giveDecision = (hazard: Hazard, { id, revision }: HazardRequest, decision: RequestDecision, key: string) =>
  give({
    ...onHazard(hazard),
    revision,
    key,
    send: (header) => answerOf(api.POST('/api/requests/{id}/commands', { params: { path: { id }, header }, body: decision })),
    stillIn: (latest) => latest.requests.find((each) => each.id === id && each.mayDecide)?.revision ?? null,
  });

const giveRecheck = (hazard: Hazard, { id, revision }: HazardRecheck, record: RecheckRecord, key: string) =>
  give({
    ...onHazard(hazard),
    revision,
    key,
    send: (header) => answerOf(api.POST('/api/rechecks/{id}/commands', { params: { path: { id }, header }, body: record })),
    stillIn: ({ recheck }) => (recheck?.id === id && recheck.mayRecord ? recheck.revision : null),
  });

/** What people wrote of a month: a report that comes in, or the clock, changes none of it. */
const wordsOf = ({ stage, compiled, drafts }: OpenMonth) =>
  JSON.stringify([stage, compiled, drafts.map(({ id, suggested, answer }) => [id, suggested, answer])]);

const giveMonthCommand = (month: OpenMonth, command: MonthCommand, key: string) =>
  give<Month>({
    revision: month.revision,
    key,
    send: (header) =>
      answerOf(
        api.POST('/api/dispatches/{period}/commands', {
          params: { path: { period: month.period }, header },
          body: command,
        }),
      ),
    look: () => queryClient.fetchQuery({ ...monthQuery(month.period), staleTime: 0 }),
    stillIn: (latest) => (latest.stage !== 'opening' && wordsOf(latest) === wordsOf(month) ? latest.revision : null),
    by: () => null,
  });

const giveReportCommand = (report: UnitReport, command: ReportCommand, key: string) =>
  give<UnitReport>({
    revision: report.revision,
    key,
    send: (header) =>
      answerOf(
        api.POST('/api/dispatches/{period}/reports/{unit}/commands', {
          params: { path: { period: report.period, unit: report.unit.code }, header },
          body: command,
        }),
      ),
    look: () => queryClient.fetchQuery({ ...reportQuery(report.period, report.unit.code), staleTime: 0 }),
    stillIn: (latest) => (latest.commands.includes(command.type) && latest.submitted?.at === report.submitted?.at ? latest.revision : null),
    by: () => null,
  });

const giveSupervision = (hazard: Hazard, { id, revision }: HazardSupervision, command: SupervisionCommand, key: string) =>
  give({
    ...onHazard(hazard),
    revision,
    key,
    send: (header) => answerOf(api.POST('/api/supervisions/{id}/commands', { params: { path: { id }, header }, body: command })),
    stillIn: (latest) => latest.supervisions.find((each) => each.id === id && each.commands.includes(command.type))?.revision ?? null,
  });

const giveCall = (call: Case, made: CallMade, key: string) =>
  give<Case>({
    revision: call.revision,
    key,
    send: (header) => answerOf(api.POST('/api/calls/{id}/commands', { params: { path: { id: call.id }, header }, body: made })),
    look: () => queryClient.fetchQuery({ ...caseQuery(call.id), staleTime: 0 }),
    stillIn: (latest) => (latest.call?.mayAcknowledge ? latest.revision : null),
    by: (latest) => latest.call?.made?.by.name ?? null,
  });

const giveAnswer = (suggestion: Case, answer: SuggestionAnswer, key: string) =>
  give<Case>({
    revision: suggestion.revision,
    key,
    send: (header) =>
      answerOf(
        api.POST('/api/suggestions/{id}/commands', {
          params: { path: { id: suggestion.id }, header },
          body: answer,
        }),
      ),
    look: () => queryClient.fetchQuery({ ...caseQuery(suggestion.id), staleTime: 0 }),
    stillIn: (latest) => (latest.suggestion?.mayAnswer ? latest.revision : null),
    by: (latest) => latest.suggestion?.answered?.by.name ?? null,
  });

const useGiving = <Given>(mutationFn: (given: Given) => Promise<CommandAnswer>, onAccepted: (answer: CommandAnswer) => void) =>
  useMutation({
    mutationFn,
    onSuccess: (answer) => {
      onAccepted(answer);
      return forgetWhatMayHaveChanged();
    },
  });

/** Gives a command in view of the hazard as it is on the page; what it changes is read anew. */
export const useCommand = (hazard: Hazard, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ command, key }: { command: HazardCommand; key: string }) => giveCommand(hazard, command, key), onAccepted);

/** Decides what was asked for the hazard, in view of it as it is on the page. */
export const useDecision = (hazard: Hazard, request: HazardRequest, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ decision, key }: { decision: RequestDecision; key: string }) => giveDecision(hazard, request, decision, key), onAccepted);

/** Records what the recheck of the hazard found, in view of it as it is on the page. */
export const useRecheck = (hazard: Hazard, recheck: HazardRecheck, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ record, key }: { record: RecheckRecord; key: string }) => giveRecheck(hazard, recheck, record, key), onAccepted);

/** Gives a command in view of the month as it is on the page. */
export const useMonthCommand = (month: OpenMonth, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ command, key }: { command: MonthCommand; key: string }) => giveMonthCommand(month, command, key), onAccepted);

/** Gives a command in view of the unit's report as it is on the page. */
export const useReportCommand = (report: UnitReport, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ command, key }: { command: ReportCommand; key: string }) => giveReportCommand(report, command, key), onAccepted);

/** Takes the next step of a supervision of the hazard, in view of it as it is on the page. */
export const useSupervising = (hazard: Hazard, supervision: HazardSupervision, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(
    ({ command, key }: { command: SupervisionCommand; key: string }) => giveSupervision(hazard, supervision, command, key),
    onAccepted,
  );

/** Records whom the office has reached by telephone. */
export const useCall = (call: Case, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ made, key }: { made: CallMade; key: string }) => giveCall(call, made, key), onAccepted);

/** Answers a suggestion, in view of it as it is on the page. */
export const useAnswerTo = (suggestion: Case, onAccepted: (answer: CommandAnswer) => void) =>
  useGiving(({ answer, key }: { answer: SuggestionAnswer; key: string }) => giveAnswer(suggestion, answer, key), onAccepted);
