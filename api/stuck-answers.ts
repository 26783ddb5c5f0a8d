import { z } from 'zod';
import { stuckKinds } from '../domain/stuck/why-stuck.ts';
import { hazardItem, instant, personRef, pressing, sentBack } from './answers.ts';

const stuckKind = z.enum(stuckKinds).meta({
  id: 'StuckKind',
  description:
    'topOfLadder 已升级到顶, undelivered 通知未达, vacantSeat 无人负责, absentWithoutActing 外出无代理, overdue 超期未动, suspendedPastReview 挂账逾复核, unread 紧急通知未读, engineFault 系统异常, lostClock 计时丢失, provisionalDate 期限暂定',
});
const why = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Why', description: 'One sentence, in both languages' });

const unblock = z
  .strictObject({
    type: z.enum([
      'ChaseCase',
      'RecordContact',
      'AssignHazard',
      'ReassignHazard',
      'ResumeHazard',
      'RequestSuspension',
      'NameHolder',
      'NameActing',
      'ResendNotices',
      'RestartClock',
      'PutCalendarYear',
    ]),
    method: z.enum(['POST', 'PUT']),
    path: z.string().meta({ description: 'Where it is sent' }),
    given: z.record(z.string(), z.string()).meta({ description: 'What of its body is known already' }),
    fill: z.array(z.string()).meta({ description: 'What has still to be said' }),
    mayFill: z.array(z.string()).meta({ description: 'What may be said' }),
  })
  .meta({ id: 'Unblock', description: 'A command that can be sent as it stands, once it is filled in' });

const stuckItem = hazardItem
  .extend({
    revision: z.int(),
    stuck: stuckKind.meta({ description: 'The worst reason; on a board of one kind, that kind' }),
    since: instant,
    why,
    reasons: z
      .array(z.strictObject({ kind: stuckKind, since: instant, why }))
      .meta({ description: 'All of them, that one in front, the others from the worst on' }),
    actsFor: personRef.nullable().meta({ description: 'For whom whoever owes acts at present' }),
    awayUntil: instant.nullable().meta({ description: 'Until when whoever is waited for is away, while nobody acts; null: there' }),
    ...pressing,
    pressesFirstLater: z
      .boolean()
      .meta({ description: 'Whether ChaseCase would stand in front of `actions`, had the reader not pressed within the hour' }),
    pressableAt: instant.nullable().meta({ description: 'From when on the reader may press again, where that is why he may not now' }),
    sentBack,
    actions: z.array(unblock).meta({ description: 'What the reader may do about it, in front what has to be done before the rest' }),
    workflow: z
      .strictObject({ id: z.string(), page: z.string().nullable() })
      .meta({ description: "Its clock, and where Temporal's page shows it" }),
  })
  .meta({ id: 'StuckItem' });

export const stuckBoard = z
  .strictObject({
    now: instant,
    items: z.array(stuckItem),
    counts: z
      .record(z.enum(['all', ...stuckKinds]), z.int())
      .meta({ description: 'Cases of each kind; one that is stuck for several reasons counts for each, and once in `all`' }),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    engine: z
      .strictObject({
        clocks: z.strictObject({ since: instant, missing: z.array(z.string()) }).nullable(),
        mailSince: instant.nullable(),
      })
      .meta({ description: 'Since when the clocks stand still (by which part), and since when mail waits; null: all is well' }),
  })
  .meta({ id: 'StuckBoard' });
