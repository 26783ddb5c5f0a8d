import { useQuery } from '@tanstack/react-query';
import { answerOf, api, asks } from './client.ts';
import type { NoticeStatus, PolicyDraft, PolicyListed } from './client.ts';
import { faultsIn } from './faults.ts';
import { queryClient } from './queries.ts';

const carriedRefreshMs = 2_000;
const engineRefreshMs = 10_000;

/** Carried to the open cases, or never put: nothing more to see. */
const isCarried = (adoption: { finishedAt: string | null } | null | undefined) => !adoption || adoption.finishedAt !== null;

/** A year of the calendar; while it is carried to the open cases it is looked at again and again. */
export const useCalendarYear = (year: number) =>
  useQuery({
    queryKey: ['calendar', year],
    queryFn: () => answerOf(api.GET('/api/calendar/{year}', { params: { path: { year: String(year) } } })),
    refetchInterval: ({ state: { data } }) => (isCarried(data?.adoption) ? false : carriedRefreshMs),
  });

/** Every version of the limits, the newest first. */
export const usePolicies = () =>
  useQuery({
    queryKey: ['policies'],
    queryFn: async () => {
      const { inForce, items } = await answerOf(api.GET('/api/policies'));
      return { inForce, items: items as PolicyListed[] };
    },
  });

/** How far that version was carried to open cases by choice. */
export const useAdoptions = (version: number, isAsked: boolean) =>
  useQuery({
    queryKey: ['adoptions', version],
    queryFn: () => answerOf(api.GET('/api/policies/{version}/adoptions', { params: { path: { version: String(version) } } })),
    enabled: isAsked,
    refetchInterval: ({ state: { data } }) => (data?.items.every(isCarried) ? false : carriedRefreshMs),
  });

export type Example = { duty: string; openedAt: string };

/** The ladder of a draft as an example, or what is wrong with the draft; the one before stands until the next one is there. */
export const useExampleLadder = (policy: PolicyDraft, { duty, openedAt }: Example) =>
  useQuery({
    // Faults come worded, in the reader's language.
    queryKey: ['example-ladder', asks.language, policy, duty, openedAt],
    queryFn: async () => {
      const asked = answerOf(api.POST('/api/policies/preview', { body: { policy, duty: duty as 'hazard.assign', openedAt } }));
      return asked.then(
        (ladder) => ({ duty, ladder, faults: [] }),
        (error: Error) => {
          const faults = faultsIn(error);
          if (!faults) throw error;
          return { duty, ladder: null, faults };
        },
      );
    },
    placeholderData: (before) => before,
    staleTime: 60_000,
  });

/** Of whom and what became of it; everything that is left out is all. */
export type NoticeFilter = { to?: string; status?: NoticeStatus; kind?: string; unread?: 'true'; owed?: 'true'; page: number };

/** One page of the notices, the newest first. */
export const useNotices = (query: NoticeFilter) =>
  useQuery({
    queryKey: ['notices', 'list', query],
    queryFn: () => answerOf(api.GET('/api/notices', { params: { query: { ...query, pageSize: 50 } } })),
    placeholderData: (before) => before,
  });

export const useEngine = () =>
  useQuery({ queryKey: ['engine'], queryFn: () => answerOf(api.GET('/api/engine')), refetchInterval: engineRefreshMs });

export const forgetYears = () => queryClient.invalidateQueries({ queryKey: ['calendar'] });
