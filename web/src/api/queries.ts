import { QueryClient, useQuery } from '@tanstack/react-query';
import { answerOf, api, Refused, Unreachable } from './client.ts';
import type { AuditLine, Figure, HazardItem, HazardQuery, Me, OpenMonth, Policy, StuckKind } from './client.ts';
import { keepReader, keptReader, signOutMark, startsOffline } from '../offline/reader.ts';
import { forget, recall } from '../remembered.ts';
import { serverNowMs } from './server-clock.ts';

const refreshMs = 30_000;
const alarmRefreshMs = 2_000;
const figuresRefreshMs = 120_000;

/** Asked again when the server is away or hurt; what it refused stays refused. */
const mayHelpToRepeat = (failures: number, error: Error) => failures < 2 && !(error instanceof Refused && error.status < 500);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: mayHelpToRepeat, staleTime: 2_000 }, mutations: { networkMode: 'always' } },
});

/** Looks again as soon as the next alarm has rung, and now and then anyway. */
function refreshAfter(item: Pick<HazardItem, 'next'> | undefined): number {
  if (!item?.next) return refreshMs;
  const ringsInMs = Date.parse(item.next.at) - serverNowMs();
  return Math.min(refreshMs, Math.max(alarmRefreshMs, ringsInMs + 500));
}

/** Asked also where the browser says that there is no network: the service worker keeps an answer. */
const networkMode = 'offlineFirst';

/** Whoever signed out without a network is out here at once, and at the server as soon as it answers. False while it does not. */
async function hasLeft(): Promise<boolean> {
  if (recall('leaving') === null) return true;
  const isDone = await answerOf(api.DELETE('/api/session')).then(
    () => true,
    (error: unknown) => error instanceof Refused && error.status === 401,
  );
  if (isDone) forget('leaving');
  return isDone;
}

async function whoIsSignedIn(): Promise<Me | null> {
  try {
    if (!(await hasLeft())) return null;
    const mark = signOutMark();
    const me = await answerOf(api.GET('/api/me'));
    if (signOutMark() !== mark) return await whoIsSignedIn();
    keepReader(me);
    return me;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    const isStart = queryClient.getQueryData(['me']) === undefined;
    const kept = startsOffline && isStart && error instanceof Unreachable ? keptReader() : null;
    if (kept) return kept;
    throw error;
  }
}

/** Who is signed in; null: nobody. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: whoIsSignedIn, refetchInterval: refreshMs, networkMode });

export const useTasks = () => useQuery({ queryKey: ['tasks'], queryFn: () => answerOf(api.GET('/api/tasks')), refetchInterval: refreshMs });

/** What I asked others for, a page of it. */
export const useStartedTasks = (page: number) =>
  useQuery({
    queryKey: ['started', page],
    queryFn: () => answerOf(api.GET('/api/tasks/started', { params: { query: { page } } })),
    placeholderData: (before) => before,
  });

/** What I did, a page of it. */
export const useDoneTasks = (page: number) =>
  useQuery({
    queryKey: ['done', page],
    queryFn: () => answerOf(api.GET('/api/tasks/done', { params: { query: { page } } })),
    placeholderData: (before) => before,
  });

/** The figures of the home page. */
export const useOverview = () =>
  useQuery({ queryKey: ['overview'], queryFn: () => answerOf(api.GET('/api/overview')), refetchInterval: figuresRefreshMs });

export const useZones = () =>
  useQuery({ queryKey: ['zones'], queryFn: () => answerOf(api.GET('/api/zones')), staleTime: 60_000, networkMode });

const ofZone = (code: string) => ({
  queryKey: ['zone', code],
  queryFn: () => answerOf(api.GET('/api/zones/{code}', { params: { path: { code } } })),
});
/** One zone with its seats, their terms and its numbers. */
export const useZone = (code: string) => useQuery(ofZone(code));
/** The same as it stands at this moment. */
export const readZone = (code: string) => queryClient.fetchQuery({ ...ofZone(code), staleTime: 0 });

const ofEverybody = { queryKey: ['everybody'], queryFn: () => answerOf(api.GET('/api/organisation/people')) };
/** Everybody with unit, seats and absences. */
export const useEverybody = () => useQuery({ ...ofEverybody, staleTime: 10_000 });
/** The same as it stands at this moment. */
export const readEverybody = () => queryClient.fetchQuery({ ...ofEverybody, staleTime: 0 });

export const useCriteria = () =>
  useQuery({ queryKey: ['criteria'], queryFn: () => answerOf(api.GET('/api/criteria')), staleTime: 60_000, networkMode });

/** The limits of the policy in force, read by whoever is about to ask for something; undefined while they are not known. */
export function useLimits(): Pick<Policy, 'extensions' | 'suspension'> | undefined {
  const { data } = useQuery({ queryKey: ['policies'], queryFn: () => answerOf(api.GET('/api/policies')), staleTime: 60_000 });
  return data?.items.find(({ version }) => version === data.inForce) as Policy | undefined;
}

export const hazardQuery = (id: string) => ({
  queryKey: ['hazard', id],
  queryFn: () => answerOf(api.GET('/api/hazards/{id}', { params: { path: { id } } })),
});

export const useHazard = (id: string) => useQuery({ ...hazardQuery(id), refetchInterval: ({ state }) => refreshAfter(state.data) });

/** Everybody of the organisation, in the order of the document; only the office asks. */
export const usePeople = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: async () => ((await answerOf(api.GET('/api/organisation'))) as { people: { id: string; name: string }[] }).people,
    staleTime: 60_000,
  });

/** The draft of the paper of a supervision that comes next. */
export const useDraftPaper = (id: string) =>
  useQuery({
    queryKey: ['draft-paper', id],
    queryFn: () => answerOf(api.GET('/api/supervisions/{id}/draft', { params: { path: { id } } })),
  });

export const caseQuery = (id: string) => ({
  queryKey: ['case', id],
  queryFn: () => answerOf(api.GET('/api/cases/{id}', { params: { path: { id } } })),
});

/** One case of whatever kind. */
export const useCase = (id: string) =>
  useQuery({
    ...caseQuery(id),
    refetchInterval: ({ state }) => refreshAfter(state.data),
  });

/** Who got more notices today than is reasonable; only the office may ask. */
export const useOverTold = (isAsked: boolean) =>
  useQuery({
    queryKey: ['over-told'],
    queryFn: () => answerOf(api.GET('/api/notices/budget')),
    enabled: isAsked,
    staleTime: 60_000,
  });

/** What the reader wants to be spared. */
export const usePreferences = () => useQuery({ queryKey: ['preferences'], queryFn: () => answerOf(api.GET('/api/me/preferences')) });

/** What everybody is told of this installation. */
export const useSite = () => useQuery({ queryKey: ['site'], queryFn: () => answerOf(api.GET('/api/site')), staleTime: 600_000 });

/** Where the reader is signed in. */
export const useMySessions = () => useQuery({ queryKey: ['my-sessions'], queryFn: () => answerOf(api.GET('/api/me/sessions')) });

/** Every account; only the office and administrators may ask. */
export const useAccounts = () => useQuery({ queryKey: ['accounts'], queryFn: () => answerOf(api.GET('/api/accounts')) });

/** How many were closed on the very day they were due; only the office may ask. */
export const usePlausibility = () =>
  useQuery({
    queryKey: ['plausibility'],
    queryFn: () => answerOf(api.GET('/api/figures/plausibility')),
    staleTime: 600_000,
  });

/** A page of the ledger; the one before stands until the next one is there. */
export const useLedger = (query: HazardQuery) =>
  useQuery({
    queryKey: ['ledger', query],
    queryFn: () => answerOf(api.GET('/api/hazards', { params: { query } })),
    placeholderData: (before) => before,
  });

/** A page of what is stuck, of one kind or of all, the worst first or by lateness. */
export const useStuck = (kind: StuckKind | null, page: number, order: 'worst' | 'lateness') =>
  useQuery({
    queryKey: ['stuck', kind, page, order],
    queryFn: () => answerOf(api.GET('/api/stuck', { params: { query: { page, order, ...(kind && { kind }) } } })),
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });

/** Who was told of a case, by which way, and what was answered. */
export const useNoticesOf = (id: string) =>
  useQuery({
    queryKey: ['notices', id],
    queryFn: () => answerOf(api.GET('/api/notices', { params: { query: { case: id, pageSize: 50 } } })),
  });

/** A page of open hazards, first what climbs next. */
export const useClimbing = (overdue: boolean, page: number) =>
  useQuery({
    queryKey: ['climbing', overdue, page],
    queryFn: () =>
      answerOf(api.GET('/api/hazards', { params: { query: { open: 'true', overdue: overdue ? 'true' : 'false', order: 'next', page } } })),
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });

/** The open major hazards of the reader's zones, or of all, those due first in front. */
export const useOpenMajors = (isWhole: boolean) =>
  useQuery({
    queryKey: ['open-majors', isWhole],
    queryFn: () => {
      const query = { class: 'major', open: 'true', order: 'due', pageSize: 5, ...(!isWhole && { mine: 'true' }) } as const;
      return answerOf(api.GET('/api/hazards', { params: { query } }));
    },
    refetchInterval: refreshMs,
  });

/** Open hazards in which those words occur, the first of them. */
export const useOpenHazards = (sought: string) =>
  useQuery({
    queryKey: ['open-hazards', sought],
    queryFn: () => answerOf(api.GET('/api/hazards', { params: { query: { open: 'true', ...(sought && { q: sought }) } } })),
    placeholderData: (before) => before,
  });

/** Every month that was dispatched. */
export const useMonths = () =>
  useQuery({ queryKey: ['months'], queryFn: () => answerOf(api.GET('/api/dispatches')), refetchInterval: refreshMs });

/** The last twelve months of a unit, or of the bureau. */
export const useTrends = (unit: string | null) =>
  useQuery({
    queryKey: ['trends', unit],
    queryFn: () => answerOf(api.GET('/api/dispatches/trends', { params: { query: { ...(unit !== null && { unit }) } } })),
    staleTime: 60_000,
  });

/** The quarters and years whose statistics are owed or issued. */
export const useTerms = () =>
  useQuery({ queryKey: ['terms'], queryFn: () => answerOf(api.GET('/api/statistics')), refetchInterval: refreshMs });

/** The statistics of a quarter or a year. */
export const useStatistics = (term: string) =>
  useQuery({ queryKey: ['statistics', term], queryFn: () => answerOf(api.GET('/api/statistics/{term}', { params: { path: { term } } })) });

export const monthQuery = (period: string) => ({
  queryKey: ['month', period],
  queryFn: () => answerOf(api.GET('/api/dispatches/{period}', { params: { path: { period } } })),
});

/** One month; while its figures are being frozen it is looked at again and again. */
export const useMonth = (period: string) =>
  useQuery({
    ...monthQuery(period),
    refetchInterval: ({ state: { data } }) => (data?.stage === 'opening' ? alarmRefreshMs : refreshAfter(data)),
  });

/** The words of the circular of a month that was compiled. */
export const useCircular = ({ period, revision, compiled }: OpenMonth) =>
  useQuery({
    queryKey: ['circular', period, revision],
    queryFn: () => answerOf(api.GET('/api/dispatches/{period}/circular', { params: { path: { period } } })),
    enabled: compiled !== null,
  });

export const reportQuery = (period: string, unit: string) => ({
  queryKey: ['report', period, unit],
  queryFn: () => answerOf(api.GET('/api/dispatches/{period}/reports/{unit}', { params: { path: { period, unit } } })),
});

export const useUnitReport = (period: string, unit: string) =>
  useQuery({ ...reportQuery(period, unit), refetchInterval: ({ state }) => refreshAfter(state.data) });

/** Of which number the hazards are asked: of the whole bureau, unless a unit is named. */
export type Behind = { period: string; mark: Figure['over']; unit?: string | undefined };

/** The hazards behind a number of a month; they are frozen with it. */
export const useCasesBehind = ({ period, mark, unit }: Behind) =>
  useQuery({
    queryKey: ['behind', period, mark, unit],
    queryFn: () =>
      answerOf(api.GET('/api/dispatches/{period}/cases', { params: { path: { period }, query: { mark, ...(unit && { unit }) } } })),
    staleTime: 60_000,
  });

/** Of whom, what and which days the audit log is asked; everything that is left out is all. */
export type AuditFilter = { number?: string; actor?: string; action?: AuditLine['action']; from?: string; to?: string; page: number };

/** One page of the audit log, newest first. */
export const useAudit = (query: AuditFilter) =>
  useQuery({
    queryKey: ['audit', query],
    queryFn: () => answerOf(api.GET('/api/audit', { params: { query: { ...query, pageSize: 50 } } })),
    placeholderData: (before) => before,
  });

/** The daily anchors, the newest first. */
export const useAnchors = () => useQuery({ queryKey: ['anchors'], queryFn: () => answerOf(api.GET('/api/anchors')) });

/** Everything that a command may have changed. */
export const forgetWhatMayHaveChanged = () => queryClient.invalidateQueries();
