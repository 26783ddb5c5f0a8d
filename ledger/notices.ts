import { namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';

export type NoticeFilter = {
  to?: string | undefined;
  case?: string | undefined;
  status?: string | undefined;
  page: number;
  pageSize: number;
};

/** Delivery proof, newest first: who was told what and why, when it was due, sent or refused, and what the mail server answered. */
export async function listNotices(ledger: Ledger, { to, case: caseId, status, page, pageSize }: NoticeFilter) {
  const where = {
    ...(to === undefined ? {} : { person: to }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(status === undefined ? {} : { status }),
  };
  const [known, rows, total] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.notice.findMany({
      where,
      orderBy: { id: 'desc' },
      take: pageSize,
      skip: (page - 1) * pageSize,
      select: {
        person: true,
        kind: true,
        urgent: true,
        status: true,
        createdAt: true,
        sendAfter: true,
        readAt: true,
        case: { select: { id: true, number: true, title: true } },
        delivery: { select: { channel: true, address: true, subject: true, messageId: true, sentAt: true, answer: true } },
      },
    }),
    ledger.prisma.notice.count({ where }),
  ]);
  const names = namesOf(known);
  return { items: rows.map(({ person, ...row }) => ({ person: names.person(person), ...row })), total, page, pageSize };
}
