import type { Ledger } from './ledger.ts';

/** What the metrics count: codes and numbers only. */
export type Figures = {
  cases: { kind: string; stage: string; duty: string; level: string; count: number; overdue: number }[];
  notices: { status: string; count: number }[];
  /** What became of messages within the last hour, of those that were begun within a day. */
  deliveries: { channel: string; result: string; count: number }[];
  alarmsDue: number;
  oldestAlarmSeconds: number;
  oldestNoticeSeconds: number;
  wakeUps: number;
  oldestWakeUpSeconds: number;
  databaseBytes: number;
};

const secondsSince = (oldest: string) => `greatest(0, coalesce(extract(epoch from $1::timestamptz - ${oldest}), 0))::float8`;

export async function figures({ pool }: Ledger, now: Date): Promise<Figures> {
  const [cases, notices, deliveries, one] = await Promise.all([
    pool.query<Figures['cases'][number]>({
      name: 'figures-cases',
      text: `select kind, stage, coalesce(duty, 'none') as duty, level::text, count(*)::int, count(*) filter (where due_at < $1)::int as overdue
        from cases where not finished group by 1, 2, 3, 4`,
      values: [now],
    }),
    pool.query<Figures['notices'][number]>({
      name: 'figures-notices',
      text: `select status, count(*)::int from notice where status not in ('sent', 'overtaken', 'muted') group by 1`,
    }),
    pool.query<Figures['deliveries'][number]>({
      name: 'figures-deliveries',
      text: `select channel, status as result, count(*)::int from delivery
        where created_at > $1::timestamptz - interval '1 day'
          and coalesce(bounced_at, sent_at, tried_at, created_at) > $1::timestamptz - interval '1 hour' group by 1, 2`,
      values: [now],
    }),
    pool.query<Omit<Figures, 'cases' | 'notices' | 'deliveries'>>({
      name: 'figures',
      text: `select a.due::int as "alarmsDue", ${secondsSince('a.oldest')} as "oldestAlarmSeconds",
        ${secondsSince('n.oldest')} as "oldestNoticeSeconds",
        w.waiting::int as "wakeUps", ${secondsSince('w.oldest')} as "oldestWakeUpSeconds",
        pg_database_size(current_database())::float8 as "databaseBytes"
        from (select count(*) as due, min(alarm_at) as oldest from cases where not finished and alarm_at <= $1) a,
          (select min(send_after) as oldest from notice where status in ('queued', 'sending')) n,
          (select count(*) as waiting, min(send_after) as oldest from wake) w`,
      values: [now],
    }),
  ]);
  const [numbers] = one.rows;
  if (!numbers) throw new Error('the ledger counted nothing');
  return { cases: cases.rows, notices: notices.rows, deliveries: deliveries.rows, ...numbers };
}
