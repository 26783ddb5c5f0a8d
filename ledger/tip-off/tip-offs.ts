import { createHash } from 'node:crypto';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { Hazard, HazardEvent } from '../../domain/hazard/hazard.ts';
import type { ZoneCode } from '../../domain/people/seat.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { hideIdentity } from '../../domain/tip-off/hide-identity.ts';
import type { Reporter } from '../../domain/tip-off/hide-identity.ts';
import { progressOf, publicReporter } from '../../domain/tip-off/tip-off.ts';
import type { Progress } from '../../domain/tip-off/tip-off.ts';
import { titleOf } from '../../domain/tip-off/title-of.ts';
import { trackingCodeOf } from '../../domain/tip-off/tracking-code.ts';
import { sameWords } from '../../domain/tip-off/why-spam.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../case-id.ts';
import type { Ledger } from '../ledger.ts';
import { transact } from '../transact.ts';
import { keyedDigest, seal } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';
import { keepStaged, stagedPhotos } from './staged-photos.ts';

/** What somebody hands in without signing in. `formKey` is the secret of his form: the same key is the same report. */
export type TipOff = {
  zone: ZoneCode;
  text: string;
  place: string | null;
  photos: readonly string[];
  reporter: Reporter;
  language: 'zh' | 'en';
  formKey: string;
};

/** What is encrypted: who reported, and the code that his letters repeat. */
export type Sealed = Reporter & { code: string };

export type Received = { code: string; receivedAt: Instant } | { refusal: Refusal };

const digest = (words: string) => createHash('sha256').update(words).digest('hex');
const hashOfCode = (code: string) => digest(code.replaceAll('-', ''));

/** Made of the form's key, so that whoever sends the form again, having heard nothing, gets the same code; only its hash is kept. */
const codeUnder = (keys: ReporterKeys, keyId: string, formKey: string) =>
  trackingCodeOf(keyedDigest(keys, 'tracking code', formKey, keyId));

const isNobody = ({ name, phone, email }: Reporter) => !name && !phone && !email;

/** The id of the case that the form with that key becomes. */
const caseOf = (formKey: string) => caseIdMadeOf('tip-off', digest(formKey));

/** Whether the form with that key was handed in already. */
export async function isReceived({ pool }: Pick<Ledger, 'pool'>, formKey: string): Promise<boolean> {
  return (await pool.query('select 1 from tip_off where case_id = $1', [caseOf(formKey)])).rowCount === 1;
}

/** What of his words goes into the case. */
const saidOf = ({ text, place, reporter }: TipOff) => ({
  text: hideIdentity(text, reporter),
  place: place && hideIdentity(place, reporter),
});

/** Whether the same words came in for that zone within a day, by another form. */
export async function isSaidAlready({ pool }: Pick<Ledger, 'pool'>, tipOff: TipOff, now: Instant): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from tip_off where zone = $1 and words_hash = $2 and case_id <> $3 and received_at > $4::timestamptz - interval '1 day'`,
    [tipOff.zone, digest(sameWords(saidOf(tipOff).text)), caseOf(tipOff.formKey), now],
  );
  return rowCount !== null && rowCount > 0;
}

/**
 * 举报: becomes a hazard that the office has to assign. Case, encrypted identity and pictures commit together or not at all; the case holds what
 * he saw, without who he is. Answers with the tracking code, the same one when the form comes again.
 */
export async function receiveTipOff(ledger: Ledger, keys: ReporterKeys, tipOff: TipOff, now: Instant): Promise<Received> {
  const { zone, reporter, language, formKey, photos: ids } = tipOff;
  const caseId = caseOf(formKey);
  const said = saidOf(tipOff);
  const photos = await stagedPhotos(ledger, ids, formKey);
  if (photos.length < ids.length && !(await isReceived(ledger, formKey)))
    return { refusal: { code: 'PHOTO_UNKNOWN', params: { count: ids.length - photos.length } } };
  const code = codeUnder(keys, keys.current.id, formKey);
  const receipt = await transact(ledger, hazardDecider, {
    caseId,
    commandId: `tip-off/${digest(JSON.stringify({ zone, ...said, photos: ids }))}`,
    actor: { person: publicReporter },
    at: now,
    command: (number): HazardCommand => ({
      type: 'ReportHazard',
      by: publicReporter,
      number,
      zone,
      facts: {
        title: titleOf(said.text),
        description: said.text,
        place: said.place,
        category: null,
        class: 'general',
        criterion: null,
        mode: 'timeLimited',
        source: 'tipOff',
        project: null,
      },
      photos,
    }),
    async also(client) {
      await keepStaged(client, photos, now);
      const sealed: Sealed = { ...reporter, code };
      const identity = isNobody(reporter) ? null : seal(keys, caseId, JSON.stringify(sealed));
      const hasEmail = Boolean(reporter.email);
      await client.query(
        `insert into tip_off (id, case_id, zone, code_hash, words_hash, language, received_at, identity, key_id, has_email, letters_due)
         values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          caseId,
          zone,
          hashOfCode(code),
          digest(sameWords(said.text)),
          language,
          now,
          identity?.sealed ?? null,
          identity?.keyId ?? null,
          hasEmail,
          hasEmail ? 1 : 0,
        ],
      );
    },
  });
  if (receipt.outcome === 'refused') return { refusal: receipt.refusal };
  return codeAgain(ledger, keys, formKey, caseId);
}

/** The code under whichever key it was made. */
async function codeAgain({ prisma }: Ledger, keys: ReporterKeys, formKey: string, caseId: string): Promise<Received> {
  const kept = await prisma.tipOff.findUnique({ where: { caseId }, select: { codeHash: true, receivedAt: true } });
  const code = [...keys.all.keys()].map((id) => codeUnder(keys, id, formKey)).find((each) => hashOfCode(each) === kept?.codeHash);
  if (!kept || !code) return { refusal: { code: 'KEY_REUSED', params: {} } };
  return { code, receivedAt: kept.receivedAt.toISOString() as Instant };
}

/** What the public may know of the case with that code (as `readTrackingCode` reads it); null when there is none. */
export async function trackTipOff({ pool }: Pick<Ledger, 'pool'>, code: string): Promise<(Progress & { receivedAt: Instant }) | null> {
  const { rows } = await pool.query<{ received_at: Date; state: Hazard; history: { at: string; events: HazardEvent[] }[] }>(
    `select t.received_at, c.state, (
        select jsonb_agg(jsonb_build_object('at', e.at, 'events', e.events) order by e.revision) from entry e where e.case_id = c.id
      ) as history
     from tip_off t join cases c on c.id = t.case_id where t.code_hash = $1`,
    [hashOfCode(code)],
  );
  const [found] = rows;
  if (!found) return null;
  const history = found.history.map(({ at, events }) => ({ at: new Date(at).toISOString() as Instant, events }));
  return { receivedAt: found.received_at.toISOString() as Instant, ...progressOf(found.state, history) };
}

/** What the page of a hazard shows of its tip-off: to the office also whether somebody left who he is. Null for a hazard that is none. */
export async function tipOffOf({ prisma }: Pick<Ledger, 'prisma'>, hazard: string, isToOffice: boolean) {
  const found = await prisma.tipOff.findUnique({
    where: { caseId: hazard },
    select: { receivedAt: true, keyId: true, hasEmail: true, forgottenAt: true, lettersDue: true, lettersSent: true, letterFault: true },
  });
  if (!found) return null;
  const { receivedAt, keyId, hasEmail, forgottenAt, lettersDue, lettersSent, letterFault } = found;
  return {
    receivedAt: receivedAt.toISOString() as Instant,
    reporter: isToOffice
      ? {
          isKnown: keyId !== null,
          forgottenAt: (forgottenAt?.toISOString() ?? null) as Instant | null,
          letters: hasEmail ? { due: lettersDue, sent: lettersSent, fault: letterFault } : null,
        }
      : null,
  };
}
