import type { Ledger } from './ledger.ts';

/** What the metrics count: codes and numbers only. */
export async function figures({ prisma }: Ledger, now: Date) {
  const [cases, overdue, notices, wakeUps] = await Promise.all([
    prisma.case.groupBy({ by: ['kind', 'stage'], where: { finished: false }, _count: true }),
    prisma.case.groupBy({ by: ['level'], where: { finished: false, dueAt: { lt: now } }, _count: true }),
    prisma.notice.groupBy({ by: ['status'], where: { status: { notIn: ['sent', 'overtaken'] } }, _count: true }),
    prisma.wake.aggregate({ _count: true, _min: { sendAfter: true } }),
  ]);
  return { cases, overdue, notices, waiting: wakeUps._count, oldestWakeUp: wakeUps._min.sendAfter };
}
