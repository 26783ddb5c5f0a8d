import { sayAnswer } from '../domain/notices/say-answer.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { countStillOwed, idsStillOwed, resendable } from './stuck/unblock.ts';

export type NoticeFilter = {
  to?: string | undefined;
  case?: string | undefined;
  status?: string | undefined;
  kind?: string | undefined;
  /** Only what was sent and is not opened yet. */
  unread?: boolean | undefined;
  /** Only what is about something that is still owed. */
  owed?: boolean | undefined;
  page: number;
  pageSize: number;
};

const deliveryColumns = {
  id: true,
  channel: true,
  address: true,
  subject: true,
  messageId: true,
  status: true,
  attempts: true,
  createdAt: true,
  triedAt: true,
  sentAt: true,
  bouncedAt: true,
  answer: true,
} as const;

type DeliveryRow = { id: bigint; answer: string | null };

/** A delivery with what its server said in plain words, in both languages. */
const shown = <Row extends DeliveryRow>({ id: _, ...row }: Row) => ({ ...row, said: row.answer === null ? null : sayAnswer(row.answer) });

/** The deliveries by their ids, as they are shown. */
async function deliveriesOf({ prisma }: Ledger, notices: readonly { earlier: bigint[] }[]) {
  const ids = notices.flatMap(({ earlier }) => earlier);
  const rows = ids.length === 0 ? [] : await prisma.delivery.findMany({ where: { id: { in: ids } }, select: deliveryColumns });
  return new Map(rows.map((row) => [row.id, shown(row)]));
}

/** Every delivery by which the notice was tried, the oldest first. */
async function withDeliveries<Notice extends { earlier: bigint[]; delivery: (DeliveryRow & object) | null }>(
  ledger: Ledger,
  notices: readonly Notice[],
) {
  const earlier = await deliveriesOf(ledger, notices);
  return notices.map(({ earlier: ids, delivery, ...notice }) => ({
    ...notice,
    delivery: delivery && shown(delivery as NonNullable<Notice['delivery']>),
    earlier: ids.flatMap((id) => earlier.get(id) ?? []),
  }));
}

/** Delivery proof, newest first: who was told what and why, when it was due, sent, refused or come back, what the servers said, when it was read. */
export async function listNotices(ledger: Ledger, filter: NoticeFilter, now: Instant) {
  const { to, case: caseId, status, kind, unread, owed, page, pageSize } = filter;
  const where = {
    ...(to === undefined ? {} : { person: to }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(status === undefined ? {} : { status }),
    ...(kind === undefined ? {} : { kind }),
    ...(unread ? { AND: { status: 'sent', readAt: null } } : {}),
  };
  const span = { take: pageSize, skip: (page - 1) * pageSize };
  const ids = owed ? await idsStillOwed(ledger, filter, span) : null;
  const [known, rows, total] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.notice.findMany({
      where: ids ? { id: { in: ids } } : where,
      take: span.take,
      skip: ids ? 0 : span.skip,
      orderBy: { id: 'desc' },
      select: {
        id: true,
        person: true,
        kind: true,
        urgent: true,
        status: true,
        createdAt: true,
        sendAfter: true,
        readAt: true,
        earlier: true,
        case: { select: { id: true, number: true, title: true } },
        delivery: { select: deliveryColumns },
      },
    }),
    ids ? countStillOwed(ledger, filter) : ledger.prisma.notice.count({ where }),
  ]);
  const names = namesOf(known);
  const failed = rows.filter((row) => row.status === 'failed').map(({ id }) => id);
  const [items, again] = await Promise.all([withDeliveries(ledger, rows), resendable(ledger, failed, now)]);
  return {
    items: items.map(({ id, person, ...row }) => ({ person: names.person(person), ...row, mayResend: again.has(id) })),
    total,
    page,
    pageSize,
  };
}

/** The notices of a case, the oldest first, each with what came of it. */
export async function noticesOfCase(ledger: Ledger, caseId: string) {
  const rows = await ledger.prisma.notice.findMany({
    where: { caseId },
    orderBy: { id: 'asc' },
    select: {
      revision: true,
      person: true,
      kind: true,
      status: true,
      createdAt: true,
      sendAfter: true,
      readAt: true,
      earlier: true,
      delivery: { select: deliveryColumns },
    },
  });
  return (await withDeliveries(ledger, rows)).map(({ delivery, earlier, ...notice }) => ({
    ...notice,
    sentAt: delivery?.sentAt ?? null,
    deliveries: [...earlier, ...(delivery ? [delivery] : [])].map(({ channel, status, sentAt, said }) => ({
      channel,
      status,
      sentAt,
      said,
    })),
  }));
}

/** 减负: who got more messages on a day in Shanghai than the policy finds reasonable, urgent ones apart. `from` and `to` bound the day. */
export async function overTold(ledger: Ledger, { from, to, most }: { from: Instant; to: Instant; most: number }) {
  const [known, { rows }] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.pool.query<{ person: string; messages: number; urgent: number }>(
      `select d.person, count(*)::int as messages,
         count(*) filter (where exists (select 1 from notice n where n.delivery_id = d.id and n.urgent))::int as urgent
       from delivery d where d.status = 'sent' and d.sent_at >= $1 and d.sent_at < $2
       group by d.person having count(*) > $3 order by messages desc, d.person`,
      [from, to, most],
    ),
  ]);
  const names = namesOf(known);
  return rows.map(({ person, ...counts }) => ({ person: names.person(person), ...counts }));
}
