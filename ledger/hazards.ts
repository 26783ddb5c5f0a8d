import { commandsOpenTo } from '../domain/hazard/commands-open-to.ts';
import { criteria } from '../domain/hazard/criteria.ts';
import type { Duplicate, Hazard, HazardEvent } from '../domain/hazard/hazard.ts';
import { planDays } from '../domain/hazard/rules/submit-plan.ts';
import { stepsOf } from '../domain/hazard/steps.ts';
import { isOffice } from '../domain/people/roster.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { actingPerson } from '../domain/rights/capacity.ts';
import { may } from '../domain/rights/may.ts';
import { scopeOf } from '../domain/rights/scope.ts';
import { hasReporter } from '../domain/tip-off/tip-off.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Moment } from '../domain/case/decision.ts';
import { mayChaseFrom, whyNotChased } from '../domain/case/press.ts';
import { decideRecheck } from '../domain/recheck/decide-recheck.ts';
import type { RecheckCommand } from '../domain/recheck/decide-recheck.ts';
import type { Recheck } from '../domain/recheck/recheck.ts';
import { decideRequest } from '../domain/request/decide-request.ts';
import type { Request } from '../domain/request/request.ts';
import { itemOf, namesOf } from './case-item.ts';
import type { Names } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { photosShown } from './photos.ts';
import { momentOf } from './moment.ts';
import { storedColumns, storedItem, wholeCase } from './one-case.ts';
import { readableAmong } from './readable.ts';
import { tipOffOf } from './tip-off/tip-offs.ts';
import { supervisionShown } from './supervisions.ts';

/** One hazard whole, as that reader may act on it: facts, steps, ladder, history, and who was told what, delivered when. Null when there is none. */
export async function hazardById(ledger: Ledger, id: string, actor: Actor | null, now: Instant) {
  const reader = actingPerson(actor);
  const [found, parts] = await Promise.all([wholeCase(ledger, { id, kind: 'hazard' }, now), partsOf(ledger, id, actor, now)]);
  if (!found) return null;
  const { history, moment, names } = found;
  const hazard = found.item.state as Hazard;
  const scope = scopeOf(actor, moment);
  const absorbed = history.flatMap(({ events }) =>
    events.flatMap((event) => ('from' in event && 'number' in event ? [String(event.from)] : [])),
  );
  const others = [...(hazard.mergedInto ? [hazard.mergedInto] : []), ...absorbed];
  const mayRead = await readableAmong(ledger, others, scope);
  return {
    ...found.shown,
    timeline: found.shown.timeline.map(({ events, ...entry }) => ({ ...entry, events: events.filter(isAboutReadable(mayRead)) })),
    ...hazard.facts,
    criterion: criteria.find(({ code }) => code === hazard.facts.criterion) ?? null,
    reportedBy: names.person(hazard.reportedBy),
    enteredLater: hazard.enteredLater,
    reworks: hazard.reworks,
    photos: await photosShown(ledger, id, hazard.photos, {
      isToOffice: isOffice(moment.roster, reader, now),
      scope,
    }),
    extensions: hazard.extensions,
    suspensions: hazard.suspensions,
    plan: hazard.plan,
    planDays: planDays(hazard, moment),
    stopWorkAdvice: hazard.stopWorkAdvice.map((each) => ({ ...each, by: names.person(each.by) })),
    mergedInto: hazard.mergedInto && mayRead(hazard.mergedInto) ? await namedCase(ledger, hazard.mergedInto) : null,
    duplicates: hazard.duplicates.filter(({ from }) => mayRead(from)).map(({ from, number }) => ({ id: from, number })),
    publicity: hazard.publicity.map((each) => ({ ...each, by: names.person(each.by) })),
    ...parts,
    answersReporter: hasReporter(hazard),
    answers: hazard.answers ?? [],
    tipOff: await tipOffOf(ledger, id, isOffice(moment.roster, reader, now)),
    steps: stepsOf(
      hazard,
      history.map(({ at, actor, events }) => ({ at, by: 'person' in actor ? actor.person : null, events: events as HazardEvent[] })),
    ).map((step) => ({ ...step, by: step.by === null ? null : names.person(step.by) })),
    pressableAt: whyNotChased(hazard, reader, moment) === 'CHASED_LATELY' ? mayChaseFrom(hazard, reader) : null,
    commands: may(actor, 'case.command', null, moment).kind === 'allowed' ? commandsOpenTo(hazard, reader, moment) : [],
  };
}

/** Of a hazard that was merged into this one, or taken out again, whoever may not read that one learns nothing here either. */
const isAboutReadable = (mayRead: (id: string) => boolean) => (event: { type: string }) =>
  !(event.type === 'DuplicateAbsorbed' || event.type === 'DuplicateReleased') || mayRead((event as unknown as Duplicate).from);

const namedCase = ({ prisma }: Ledger, id: string) =>
  prisma.case.findUnique({ where: { id }, select: { id: true, number: true, title: true } });

/** The cases that are parts of the hazard, newest first, as that reader may act on them. */
async function partsOf(ledger: Ledger, hazard: string, actor: Actor | null, now: Instant) {
  const reader = actingPerson(actor);
  const [known, rows] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findMany({
      where: { partOf: hazard },
      select: {
        ...storedColumns,
        revision: true,
        entries: { where: { command: 'RecordRecheck' satisfies RecheckCommand['type'] }, select: { at: true } },
      },
      orderBy: { openedAt: 'desc' },
    }),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const parts = rows.map((row) => ({ ...itemOf(storedItem(row), moment, names), revision: row.revision, state: row.state as unknown }));
  const recordedAt = new Map(rows.map(({ id, entries }) => [id, entries[0]?.at ?? null]));
  const recheck = parts.find(({ kind }) => kind === 'recheck');
  return {
    requests: parts.filter(({ kind }) => kind === 'request').map((part) => requestShown(part, reader, moment, names)),
    supervisions: parts.filter(({ kind }) => kind === 'supervision').map((part) => supervisionShown(part, actor, moment, names)),
    recheck: recheck ? recheckShown(recheck, recordedAt.get(recheck.id) ?? null, reader, moment, names) : null,
  };
}

/** What was asked, by whom, and whether the reader may decide it now. */
function requestShown<Part extends { state: unknown }>({ state, ...item }: Part, reader: PersonId, moment: Moment, names: Names) {
  const request = state as Request;
  const { ask, askedBy } = request;
  const until = ask.type === 'extension' ? ask.until.at : ask.type === 'suspension' ? ask.review.at : null;
  const tried = decideRequest(request, { type: 'DecideRequest', by: reader, granted: true, reason: '' }, moment);
  return {
    ...item,
    ask: { type: ask.type, until, reason: ask.reason },
    askedBy: names.person(askedBy),
    mayDecide: tried.kind === 'accepted',
  };
}

/** What the second look found, and whether the reader may record it now. */
function recheckShown<Part extends { state: unknown }>(
  { state, ...item }: Part,
  at: Date | null,
  reader: PersonId,
  moment: Moment,
  names: Names,
) {
  const recheck = state as Recheck;
  const { recorded } = recheck;
  const tried = decideRecheck(recheck, { type: 'RecordRecheck', by: reader, sound: true, note: '' }, moment);
  return {
    ...item,
    recorded: recorded && { ...recorded, at, by: names.person(recorded.by) },
    mayRecord: tried.kind === 'accepted',
  };
}
