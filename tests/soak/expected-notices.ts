// What ought to have been said of a hazard, worked out from its entries and the organisation alone: nothing here is the product's.
import type { Organisation, Term } from '../../domain/organisation/organisation.ts';

export type Entry = { revision: number; command: string; at: string; events: Happened[] };
type Happened = { type: string } & Partial<{
  zone: string;
  number: string;
  obligation: number | { id: number; openedAt: string; owedBy: { post: string }; due: { at: string } };
  key: string;
  dueSince: string;
  reportedBy: string;
  by: string;
}>;
export type Told = { revision: number; person: string; kind: string };

/** The ladder of the soak in milliseconds: every step has eight seconds. */
const rungs: Record<string, { after: number; kind: string; tells: 'owing' | 'supervising' | 'first' }> = {
  'half-way': { after: 4_000, kind: 'reminder', tells: 'owing' },
  supervising: { after: 8_000, kind: 'escalation', tells: 'supervising' },
  first: { after: 12_000, kind: 'escalation', tells: 'first' },
};
export const ladderMs = 12_000;

type Owed = { id: number; post: string; openedAt: number; rang: string[] };
export type Course = {
  number: string;
  /** In force at that moment: who is to be told; one list for each state of the organisation that the ledger may have seen. */
  told: { entry: Entry; either: Told[][] }[];
  /** What is owed at the end; null once the hazard is closed. */
  owed: Owed | null;
  /** When each obligation ended, in milliseconds. */
  endedAt: Map<number, number>;
  faults: string[];
};

export type Version = { document: Organisation; putAt: number };

// A command may have been stamped before, and decided after, another organisation was put.
const slackMs = 20_000;

export function courseOf(entries: readonly Entry[], versions: readonly Version[]): Course {
  let owed: Owed | null = null;
  let zone = '';
  let number = '';
  let reporter = '';
  const endedAt = new Map<number, number>();
  const faults: string[] = [];
  const told: Course['told'] = [];
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    const says: { kind: string; post: string }[] = [];
    const passedBy = entry.events.find(({ type }) => type === 'VerificationPassed')?.by;
    const ended =
      entry.events.some(({ type }) => type === 'HazardClosed') && passedBy !== reporter ? [{ person: reporter, kind: 'ended' }] : [];
    const failed = entry.events.some(({ type }) => type === 'VerificationFailed');
    for (const event of entry.events) {
      if (event.type === 'HazardReported') [zone, number, reporter] = [event.zone ?? '', event.number ?? '', event.reportedBy ?? ''];
      if (event.type === 'HazardAssigned') zone = event.zone ?? zone;
      if (event.type === 'HazardClosed' && owed) {
        endedAt.set(owed.id, at);
        owed = null;
      }
      if (event.type === 'ObligationOpened' && typeof event.obligation === 'object') {
        const { id, owedBy, openedAt } = event.obligation;
        if (owed) endedAt.set(owed.id, at);
        owed = { id, post: owedBy.post, openedAt: Date.parse(openedAt), rang: [] };
        says.push({ kind: failed ? 'rework' : 'task', post: owedBy.post });
      }
      if (event.type === 'CaseChased' && owed) says.push({ kind: 'chase', post: owed.post });
      if (event.type === 'HolderChanged' && owed) says.push({ kind: 'inherited', post: owed.post });
      if (event.type === 'RungFired') {
        const key = event.key ?? '';
        const rung = rungs[key];
        if (!owed || owed.id !== event.obligation || !rung) faults.push(`revision ${entry.revision} rang ${key}, which nobody owed`);
        else {
          const due = owed.openedAt + rung.after;
          if (owed.rang.includes(key)) faults.push(`revision ${entry.revision} rang ${key} again`);
          if (at < due) faults.push(`revision ${entry.revision} rang ${key} ${due - at} ms early`);
          if (Date.parse(event.dueSince ?? '') !== due) faults.push(`revision ${entry.revision} rang ${key} for another moment`);
          const missing = Object.keys(rungs).slice(0, Object.keys(rungs).indexOf(key));
          if (missing.some((before) => !owed?.rang.includes(before))) faults.push(`revision ${entry.revision} rang ${key} before its turn`);
          owed.rang.push(key);
          says.push({ kind: rung.kind, post: rung.tells === 'owing' ? owed.post : rung.tells });
        }
      }
    }
    const before = versions.filter(({ putAt }) => putAt <= at - slackMs).at(-1) ?? versions[0];
    const candidates = versions.filter((each) => each === before || (each.putAt > at - slackMs && each.putAt <= at + slackMs));
    told.push({
      entry,
      either: candidates.map(({ document }) =>
        once(
          [...says.flatMap(({ kind, post }) => readers(document, post, zone, at, kind)), ...ended].map((each) => ({
            revision: entry.revision,
            ...each,
          })),
        ),
      ),
    });
  }
  return { number, told, owed, endedAt, faults };
}

const once = (all: Told[]) =>
  all.filter((each, i) => !all.slice(0, i).some(({ person, kind }) => person === each.person && kind === each.kind));

/** Who holds the seat at that moment, with whoever acts for an absent one and the copy to the absent. */
function readers(document: Organisation, post: string, zone: string, at: number, kind: string): { person: string; kind: string }[] {
  const holder = inForce(termsOf(document, post, zone), at);
  if (!holder) return post === 'office' ? [] : readers(document, 'office', zone, at, kind);
  const away = document.absences.find(({ person, from, to }) => person === holder && Date.parse(from) <= at && at < Date.parse(to));
  if (!away) return [{ person: holder, kind }];
  return [
    { person: away.acting ?? '', kind },
    { person: holder, kind: 'copy' },
  ];
}

export const holdsSeat = (document: Organisation, zone: string, at: number): string =>
  readers(document, 'specific', zone, at, '')[0]?.person ?? '';

const inForce = (terms: readonly Term[], at: number) =>
  terms.find(({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to)))?.person;

function termsOf({ leadingGroup, office, zones }: Organisation, post: string, zone: string): readonly Term[] {
  const own = zones.find(({ code }) => code === zone);
  if (post === 'first') return leadingGroup.first;
  if (post === 'office') return office.clerk;
  return (post === 'supervising' ? own?.supervising : own?.specific) ?? [];
}
