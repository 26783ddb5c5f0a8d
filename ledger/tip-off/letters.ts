import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Hazard } from '../../domain/hazard/hazard.ts';
import { mailHtml } from '../../domain/notices/mail-html.ts';
import { letterOf } from '../../domain/tip-off/letter.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { unseal } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';
import type { Sealed } from './tip-offs.ts';

/** Which letter of which tip-off: 0 says that it was received, n is the n-th answer of its case. No more goes to Temporal. */
export type LetterId = { tipOff: string; letter: number };

/** Letters that are due and of which Temporal was not told, or not for five minutes: telling one twice does no harm. */
export async function lettersToTell(pool: pg.Pool): Promise<LetterId[]> {
  const { rows } = await pool.query<LetterId>({
    name: 'letters-to-tell',
    text: `select id as "tipOff", letters_sent as letter from tip_off
      where letters_sent < letters_due and coalesce(told_at, '-infinity') < now() - interval '5 minutes' limit 50`,
  });
  return rows;
}

export async function letterTold(pool: pg.Pool, { tipOff }: LetterId): Promise<void> {
  await pool.query({ name: 'letter-told', text: 'update tip_off set told_at = now() where id = $1', values: [tipOff] });
}

/** A letter ready to be sent; it is written nowhere, but made anew of the case for each try. */
export type OpenLetter = { address: string; messageId: string; subject: string; text: string; html: string };

/** The letter, if it is still to be sent; null when it was sent, or its reader is forgotten. */
export async function openLetter(
  ledger: Ledger,
  keys: ReporterKeys,
  { tipOff, letter }: LetterId,
  link: string,
): Promise<OpenLetter | null> {
  const { rows } = await ledger.pool.query<{
    identity: Buffer | null;
    key_id: string;
    language: 'zh' | 'en';
    received_at: Date;
    answers: NonNullable<Hazard['answers']> | null;
  }>(
    `select t.identity, t.key_id, t.language, t.received_at, c.state->'answers' as answers from tip_off t join cases c on c.id = t.case_id
     where t.id = $1 and t.letters_sent = $2 and t.letters_due > $2`,
    [tipOff, letter],
  );
  const [row] = rows;
  if (!row?.identity) return null;
  const { email, code } = JSON.parse(unseal(keys, tipOff, { keyId: row.key_id, sealed: row.identity })) as Sealed;
  const told = letter === 0 ? { kind: 'received' as const, at: row.received_at.toISOString() as Instant } : row.answers?.[letter - 1];
  if (!email || !told) return null;
  const { organisation } = await ledger.register.newest(ledger.pool);
  const { subject, heading, lines, words } = letterOf({ code, told }, row.language);
  const bureau = organisation.bureau.name;
  const page = `${link}/track`;
  return {
    address: email,
    messageId: `<${createHash('sha256').update(`letter/${tipOff}/${letter}`).digest('hex').slice(0, 32)}@safety-grid>`,
    subject,
    text: [...lines, `${words.look}: ${page}`, bureau, words.signIn, words.automatic].join('\n\n'),
    html: mailHtml({
      language: row.language,
      bureau,
      subject,
      words,
      parts: [{ tag: subject, heading, lines, urgent: false, isToAct: false, link: page }],
    }),
  };
}

/** The letter went out, or never will: `fault` is a code, for in the server's words the address may stand. */
export async function settleLetter(pool: pg.Pool, { tipOff, letter }: LetterId, fault: string | null): Promise<void> {
  await pool.query('update tip_off set letters_sent = $2 + 1, told_at = null, letter_fault = $3 where id = $1 and letters_sent = $2', [
    tipOff,
    letter,
    fault,
  ]);
}
