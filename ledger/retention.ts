import type pg from 'pg';
import { addDays, dateIn, instantAt } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { writeAudit } from './audit.ts';
import { inTransaction } from './in-transaction.ts';
import { isFirstOfTheDay } from './once-a-day.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { forgetReporters } from './tip-off/keep-reporters.ts';

/** After how many days what is no part of the record is deleted; when a reporter is forgotten says the policy (`tipOffs.forgetAfterDays`). */
export type Retention = {
  /** The words of messages that were sent or refused; that and when they were stays. */
  messageDays: number;
  /** The files of anchors; their heads stay. */
  anchorDays: number;
};

export const usualRetention: Retention = { messageDays: 365, anchorDays: 400 };

/**
 * Deletes once a Shanghai day, with the first bell of it, what is old and no part of the record: cases, entries and audit lines stay, so that
 * every chain still verifies. What was deleted is counted in the audit log. True when this call did it.
 */
export async function deleteOldData(ledger: Ledger, now: Instant, { messageDays, anchorDays }: Retention): Promise<boolean> {
  const daysAgo = (days: number) => instantAt(addDays(dateIn(now), -days), 0);
  const known = await ledger.register.newestIfAny(ledger.pool);
  const isDone = await inTransaction(ledger.pool, async (client) => {
    if (!(await isFirstOfTheDay(client, 'retention', now))) return false;
    const count = async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rowCount ?? 0;
    const deleted = {
      sessions: await count('delete from session where expires_at < $1', now),
      passwordLinks: await count('delete from password_link where expires_at < $1', now),
      signOnAttempts: await count('delete from sign_on_attempt where expires_at < $1', now),
      signInTries: await count('delete from sign_in_try where expire < $1', Date.parse(now)),
      drafts: await count('delete from report_draft d using cases c where c.id = d.case_id and c.finished'),
      photosNotHandedIn: await count('delete from tip_off_photo where uploaded_at < $1', daysAgo(1)),
      anchorFiles: await count(
        'delete from anchor_file where day < ($1::timestamptz at time zone $2)::date',
        daysAgo(anchorDays),
        'Asia/Shanghai',
      ),
      messages: await count(
        "select from delivery where created_at < $1 and status <> 'sending' and (text <> '' or html is not null)",
        daysAgo(messageDays),
      ),
      reporters: known ? await forgetReporters(client, daysAgo(momentOf(known, now).policy.tipOffs.forgetAfterDays)) : 0,
    };
    if (Object.values(deleted).some((each) => each > 0))
      await writeAudit(client, { at: now, actor: null, action: 'oldDataDeleted', subject: dateIn(now), detail: deleted });
    return true;
  });
  if (isDone) await blankMessages(ledger.pool, daysAgo(messageDays));
  return isDone;
}

const messagesAtOnce = 5_000;

/** Some thousand at once: after an upgrade there may be years of them. What was broken off goes on the next day. */
async function blankMessages(pool: pg.Pool, before: Instant): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `update delivery set text = '', html = null where id in (
         select id from delivery where created_at < $1 and status <> 'sending' and (text <> '' or html is not null) limit $2)`,
      [before, messagesAtOnce],
    );
    if ((rowCount ?? 0) < messagesAtOnce) return;
  }
}
