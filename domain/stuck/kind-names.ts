import type { StuckKind } from './why-stuck.ts';

/** How the reasons are called in the office's daily digest. */
export const kindNames: Record<'zh' | 'en', Record<StuckKind, string>> = {
  zh: {
    vacantSeat: '无人负责',
    absentWithoutActing: '外出无代理',
    undelivered: '通知未达',
    unread: '紧急通知未读',
    topOfLadder: '已升级到顶',
    suspendedPastReview: '挂账逾复核',
    overdue: '超期未动',
    lostClock: '计时丢失',
    engineFault: '系统异常',
    provisionalDate: '期限暂定',
  },
  en: {
    vacantSeat: 'nobody in charge',
    absentWithoutActing: 'away without an acting person',
    undelivered: 'notices not delivered',
    unread: 'urgent notices unread',
    topOfLadder: 'nobody above is left to tell',
    suspendedPastReview: 'suspensions past their review',
    overdue: 'overdue',
    lostClock: 'clocks lost',
    engineFault: 'clocks at fault',
    provisionalDate: 'provisional dates',
  },
};
