import { hashKey, useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerOf, api, Refused } from '../../api/client.ts';
import type { ReportContent, UnitReport } from '../../api/client.ts';
import { queryClient, reportQuery } from '../../api/queries.ts';
import { keptDraft, useDraft } from '../../draft.ts';
import { asContent, asDraft, startOf } from './report-content.ts';
import type { Written } from './report-content.ts';

export type ServerDraft = NonNullable<UnitReport['draft']>;

/** `seen`: what the server had of it when it was written here; `of`: the submission that it follows. */
type Kept = { content: Written; isSaved: boolean; seen: string; of: string | null };

/** Somebody else kept something else meanwhile, or he himself in another window. */
export class SavedElsewhere extends Error {
  readonly there: ServerDraft;
  constructor(there: ServerDraft) {
    super('saved elsewhere');
    this.there = there;
  }
}

const waitMs = 1_500;
const waitAfterFailureMs = 10_000;

const nameOf = (person: string, { id }: UnitReport) => `${person}/${id}/report`;
const roundOf = ({ submitted, recalled }: UnitReport) => submitted?.at ?? recalled?.at ?? null;

/** Equal for equal contents, whatever the order of their fields. */
const sameAs = (content: Written) => hashKey([asContent(content)]);

/** What this browser holds of the report and the server never had, as it was handed in elsewhere first; null when nothing. */
export function leftUnsaved(person: string, report: UnitReport): ReportContent | null {
  const kept = keptDraft<Kept>(nameOf(person, report))?.values;
  return kept && !kept.isSaved ? asContent(kept.content) : null;
}

/** What is being written of the report: in this browser at once, on the server a moment after the last letter, again and again while it can't be reached. */
export function useWriting(person: string, report: UnitReport, isSubmitting: boolean) {
  const { period, unit, id } = report;
  const empty: Kept = { content: {}, isSaved: true, seen: report.draft?.savedAt ?? 'none', of: roundOf(report) };
  const draft = useDraft<Kept>(nameOf(person, report), empty);
  // What the server kept from here is here as it was typed, with the numbers that are none.
  const [start] = useState<Kept>(() => {
    const kept = keptDraft<Kept>(nameOf(person, report))?.values;
    const isNewest = kept !== undefined && kept.of === empty.of && (!kept.isSaved || kept.seen === empty.seen);
    return isNewest ? kept : { ...empty, content: startOf(report) };
  });
  const seen = useRef(start.seen);
  const sent = useRef<string | null>(null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const put = async (body: Partial<ReportContent>) =>
    answerOf(
      api.PUT('/api/dispatches/{period}/reports/{unit}/draft', {
        params: { path: { period, unit: unit.code }, query: { seen: seen.current } },
        body,
      }),
    );
  const save = useMutation({
    scope: { id: `save/${id}` },
    async mutationFn(content: Written) {
      const body = asDraft(content);
      const ours = [sent.current, sameAs(body)];
      sent.current = sameAs(body);
      try {
        return await put(body);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // Whatever it was refused for, the page is to show how the report stands now.
        const { draft: there } = await queryClient.fetchQuery({ ...reportQuery(period, unit.code), staleTime: 0 });
        if (error.problem?.code !== 'DRAFT_SAVED_ELSEWHERE') throw error;
        if (!there) throw error;
        // It may be ours all the same: kept, and the answer was lost.
        if (!ours.includes(sameAs(there.content))) throw new SavedElsewhere(there);
        seen.current = there.savedAt;
        return put(body);
      }
    },
    onSuccess({ savedAt }, content) {
      seen.current = savedAt;
      const { values, write } = latest.current;
      if (!values.isSaved && JSON.stringify(values.content) === JSON.stringify(content))
        write({ ...values, content, isSaved: true, seen: savedAt });
    },
  });
  const { mutate, status, error } = save;
  const elsewhere = error instanceof SavedElsewhere ? error.there : null;
  const { content, isSaved } = draft.values;
  const waiting = isSaved || isSubmitting || status === 'pending' || elsewhere ? null : JSON.stringify(content);
  useEffect(() => {
    if (waiting === null) return;
    const saveNow = () => mutate(JSON.parse(waiting) as Written);
    const timer = setTimeout(saveNow, status === 'error' ? waitAfterFailureMs : waitMs);
    window.addEventListener('online', saveNow);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', saveNow);
    };
  }, [waiting, status, mutate]);
  const write = (written: Written, wasSaved = false) =>
    draft.write({ content: written, isSaved: wasSaved, seen: seen.current, of: empty.of });
  return {
    draft,
    /** Of this round: what another window left of the one before is handed in under a key of its own. */
    key: `${draft.key}/${empty.of ?? ''}`,
    start: start.content,
    save,
    elsewhere,
    write,
    /** Which of the two stands: what was kept elsewhere, or what is written here. */
    settle(there: ServerDraft, chosen: Written, isTheirs: boolean) {
      seen.current = there.savedAt;
      save.reset();
      write(chosen, isTheirs);
    },
  };
}
